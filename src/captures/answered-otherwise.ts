import { stringify } from 'lossless-json';
import { fileProblem } from '../fixtures/read/file-problem.js';
import { CONTRACTS, type Contract } from '../model/contract.js';
import type { Problem } from '../util/problem.js';
import { codeOf } from './recorded-reply.js';
import type { EmulatedCall } from './sort-recordings.js';

/** A request as it is sent to an emulator. */
export interface AskedRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** Asks an emulator that has the rows of an import. */
export type Ask = (contract: Contract, request: AskedRequest) => Promise<{ status: number; body: string }>;

/** Credentials that pass in the auth mode `required`, and the headers that CMDB's own API needs. */
const CALLER = {
  'x-bkapi-authorization': '{"bk_app_code":"import","bk_app_secret":"import","bk_username":"import"}',
  bk_user: 'import',
  http_bk_supplier_account: '0',
};

/** A text as a form or a query has it. */
const fieldOf = (value: unknown): string => (typeof value === 'string' ? value : (stringify(value) as string));

/** The request with credentials, and without any: a recording has none, so that a refusal may be that of a caller. */
const requestsOf = ({ request: { method, path, language, params = {} } }: EmulatedCall): AskedRequest[] => {
  const fields = Object.entries(params).map(([name, value]): [string, string] => [name, fieldOf(value)]);
  const query = method === 'GET' && fields.length > 0 ? `?${new URLSearchParams(fields).toString()}` : '';
  const body = method === 'GET' ? '' : (stringify(params) as string);
  const spoken = language === undefined ? {} : { 'blueking-language': language };
  return [CALLER, {}].map((caller) => ({ method, url: path + query, headers: { ...caller, ...spoken }, body }));
};

const REQUEST_ID = /("request_id"\s*:\s*)"[^"]*"/;

const withoutId = (body: string): string => body.replace(REQUEST_ID, '$1""');

/** A call that is answered in another way than it was recorded. */
interface Otherwise {
  call: EmulatedCall;
  /** The code of the reply now. */
  code: number | null;
}

const compare = async (call: EmulatedCall, contract: Contract, ask: Ask): Promise<Otherwise | undefined> => {
  const { status, body, encoding } = call.reply;
  const recorded = withoutId(Buffer.from(body, encoding).toString());
  const [first, second] = requestsOf(call) as [AskedRequest, AskedRequest];
  const now = await ask(contract, first);
  const isSame = (reply: typeof now): boolean => reply.status === status && withoutId(reply.body) === recorded;
  if (isSame(now) || isSame(await ask(contract, second))) return undefined;
  return { call, code: codeOf(now) };
};

const compareAll = async (calls: readonly EmulatedCall[], contract: Contract, ask: Ask): Promise<Otherwise[]> => {
  const found: Otherwise[] = [];
  for (const call of calls) {
    const otherwise = await compare(call, contract, ask);
    if (otherwise !== undefined) found.push(otherwise);
  }
  return found;
};

/** Most calls that are named one by one. */
const MOST_NAMED = 20;

/**
 * Asks an emulator for each recorded call of an emulated component, and notes which it answers in another way, byte for byte
 * but for the request id; and under which contract it answers most as recorded, if that is not the default.
 */
export const answeredOtherwise = async (
  calls: readonly [EmulatedCall, ...EmulatedCall[]],
  ask: Ask,
): Promise<Problem[]> => {
  const [first] = calls;
  const found: { contract: Contract; otherwise: Otherwise[] }[] = [];
  for (const contract of CONTRACTS) found.push({ contract, otherwise: await compareAll(calls, contract, ask) });
  const best = found.reduce((one, other) => (other.otherwise.length < one.otherwise.length ? other : one));
  const { contract, otherwise } = best;
  const notes = otherwise.slice(0, MOST_NAMED).map(({ call: { file, component, reply }, code }) => {
    return fileProblem(file, { code: 'CAPTURE_ANSWERED_OTHERWISE', component, recorded: codeOf(reply), now: code });
  });
  const more = otherwise.length - notes.length;
  const { file } = otherwise[MOST_NAMED]?.call ?? first;
  if (more > 0) notes.push(fileProblem(file, { code: 'CAPTURE_MORE_ANSWERED_OTHERWISE', count: more }));
  if (contract === CONTRACTS[0]) return notes;
  const same = calls.length - otherwise.length;
  return [fileProblem(first.file, { code: 'CAPTURE_OF_CONTRACT', contract, same, all: calls.length }), ...notes];
};
