import { customBody } from '../catalogue/custom-failure.js';
import { MOST_BODY_BYTES } from './bounds.js';
import type { FaultSpec, Latency, VerbatimReply } from './fault-spec.js';
import type { SpecProblem } from './fault-spec-error.js';

const ofValue = (path: SpecProblem['path'], message: string): SpecProblem => ({ path, of: 'value', message });
const ofKey = (path: SpecProblem['path'], message: string): SpecProblem => ({ path, of: 'key', message });

const checkName = ({ name, reply, status }: FaultSpec): SpecProblem[] => {
  const problems: SpecProblem[] = [];
  if (name === 'custom' && reply === undefined) {
    const forms = '{"code", "message"} or {"status", "headers", "body"}';
    problems.push(ofValue([], `reply is missing: custom needs one, ${forms}`));
  }
  if (name !== 'custom' && reply !== undefined) {
    problems.push(ofKey(['reply'], `goes with the name custom; name the fault so, or leave the reply to ${name}`));
  }
  if (name !== 'bad-gateway' && status !== undefined) {
    const way = name === 'custom' ? 'put it into the reply' : 'leave it out, or name the fault custom';
    problems.push(ofKey(['status'], `goes with the name bad-gateway; ${way}`));
  }
  return problems;
};

const checkLatency = (latency: Latency): SpecProblem[] => {
  if (typeof latency === 'number' || !('uniform' in latency)) return [];
  const { min, max } = latency.uniform;
  return min <= max ? [] : [ofValue(['latency', 'uniform'], `min ${min} is above max ${max}; swap them`)];
};

/** HTTP sets these headers as it sends a body. */
const TRANSPORT_HEADERS = ['connection', 'content-length', 'trailer', 'transfer-encoding'];

const checkHeaders = (names: readonly string[]): SpecProblem[] => {
  const seen = new Set<string>();
  return names.flatMap((name) => {
    const lower = name.toLowerCase();
    const isDouble = seen.has(lower);
    seen.add(lower);
    const path = ['reply', 'headers', name];
    if (TRANSPORT_HEADERS.includes(lower)) return ofKey(path, 'is set where the reply is sent; leave it out');
    return isDouble ? ofKey(path, 'is there already; the case of letters makes no difference') : [];
  });
};

/** HTTP has no body with these statuses. */
const BODILESS = [204, 304];

const checkBody = ({ status = 200, body }: VerbatimReply): SpecProblem[] => {
  if (body === undefined) return [];
  const path = ['reply', 'body'];
  const isTooLarge = Buffer.byteLength(customBody(body)) > MOST_BODY_BYTES;
  return [
    ...(isTooLarge ? [ofValue(path, `has more than ${MOST_BODY_BYTES} bytes`)] : []),
    ...(BODILESS.includes(status) ? [ofKey(path, `a reply with status ${status} has none; leave it out`)] : []),
  ];
};

/** Checks what a schema cannot say: which keys go together, and bounds that depend on each other. */
export const checkCombinations = (fault: FaultSpec): SpecProblem[] => {
  const { latency = 0, reply = {} } = fault;
  const problems = [...checkName(fault), ...checkLatency(latency)];
  if ('code' in reply) return problems;
  return [...problems, ...checkHeaders(Object.keys(reply.headers ?? {})), ...checkBody(reply)];
};
