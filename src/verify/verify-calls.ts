import { NoReplyError, sendRequest, type TargetRequest } from '../target/send-request.js';
import type { Target } from '../target/target.js';
import { ExchangeHider } from '../exchanges/exchange-hider.js';
import { compareReply, type Comparison } from './compare/compare-reply.js';
import type { IsIgnored } from './compare/ignored.js';
import type { RecordedCall } from './calls/recorded-call.js';
import type { Hide } from './compare/show-values.js';

/** A recorded call, and how its reply differs now. */
export interface VerifiedCall extends Comparison {
  call: RecordedCall;
  /** The parameters, without secrets. */
  parameters: string;
}

/** The result of a verification. */
export interface Verification {
  verified: VerifiedCall[];
  /** How many calls were not sent, because the target no longer answers. */
  unsent: number;
}

/** So many requests in a row without a reply end a verification. */
const MOST_SILENT = 3;
/** Most bytes of a reply that are read. An emulator sends far smaller ones. */
const MOST_BYTES = 64 * 2 ** 20;

/** The user for CMDB's own API, which takes no other credentials. */
const userIn = (credentials: string): string => {
  const user = (JSON.parse(credentials) as Record<string, unknown>)['bk_username'];
  return typeof user === 'string' && /^[ -~]+$/.test(user) ? user : 'admin';
};

const withCredentials = (request: TargetRequest, credentials: string): TargetRequest => {
  const added: Record<string, string> = request.path.startsWith('/api/v3/')
    ? { 'x-bkcmdb-user': userIn(credentials), 'x-bkcmdb-supplier-account': '0' }
    : { 'x-bkapi-authorization': credentials };
  return { ...request, headers: { ...added, ...request.headers } };
};

const compareNow = async (
  call: RecordedCall,
  target: Target,
  isIgnored: IsIgnored,
  hide: Hide,
): Promise<Comparison> => {
  const reply = await sendRequest(target, withCredentials(call.request, target.credentials), MOST_BYTES);
  return compareReply(call.reply, reply, isIgnored, hide);
};

/**
 * Sends recorded requests to a target, one after the other, and compares the replies with the recorded ones.
 *
 * @throws NoReplyError if the first request gets no reply
 */
export const verifyCalls = async (
  calls: readonly RecordedCall[],
  target: Target,
  isIgnored: IsIgnored,
): Promise<Verification> => {
  const own = new ExchangeHider({ 'x-bkapi-authorization': target.credentials }, {}, '');
  const verified: VerifiedCall[] = [];
  let silent = 0;
  for (const call of calls) {
    const hide: Hide = (text) => call.hide(own.text(text));
    const parameters = hide(call.parameters);
    try {
      verified.push({ call, parameters, ...(await compareNow(call, target, isIgnored, hide)) });
      silent = 0;
    } catch (error) {
      if (!(error instanceof NoReplyError) || verified.length === 0) throw error;
      const difference = { part: 'reply', path: '', recorded: undefined, now: error.reason } as const;
      verified.push({ call, parameters, differences: [difference], more: 0, hasOtherOrder: false });
      silent += 1;
    }
    if (silent === MOST_SILENT) break;
  }
  return { verified, unsent: calls.length - verified.length };
};
