import { stringify } from 'lossless-json';
import { VerbatimError } from '../../calls/backend-error.js';
import { EsbError } from '../../esb/errors.js';
import type { Effect, Stage } from '../../calls/fault/due-fault.js';
import type { ErrorReply, FaultSpec, VerbatimReply } from '../spec/fault-spec.js';

/** True for the codes of the ESB itself: 13xxxxx. */
const isOfEsb = (code: number): boolean => Math.floor(code / 100_000) === 13;

const refusal = (reply: ErrorReply): Effect => ({
  kind: 'refusal',
  error: isOfEsb(reply.code) ? new EsbError(reply.code, reply.message) : new VerbatimError(reply),
});

/** The text of a custom body. */
export const customBody = (body: unknown): string => (typeof body === 'string' ? body : (stringify(body) ?? ''));

const typeOf = (body: unknown): string =>
  typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';

const verbatim = ({ status = 200, headers = {}, body }: VerbatimReply): Effect => {
  const named = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
  const type = named || body === undefined ? {} : { 'content-type': typeOf(body) };
  return { kind: 'reply', status, headers: { ...type, ...headers }, body: customBody(body) };
};

/** The stage and the effect of a custom fault. */
export const customFailure = ({ reply = {} }: FaultSpec): { stage: Stage; effect: () => Effect } =>
  'code' in reply
    ? { stage: isOfEsb(reply.code) ? 'esb' : 'system', effect: () => refusal(reply) }
    : { stage: 'proxy', effect: () => verbatim(reply) };
