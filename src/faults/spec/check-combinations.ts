import type { Message } from '../../messages/message.js';
import { customBody } from '../catalogue/custom-failure.js';
import { MOST_BODY_BYTES } from './bounds.js';
import type { FaultSpec, Latency, VerbatimReply } from './fault-spec.js';
import type { SpecProblem } from './fault-spec-error.js';

const ofValue = (path: SpecProblem['path'], message: Message): SpecProblem => ({ path, of: 'value', message });
const ofKey = (path: SpecProblem['path'], message: Message): SpecProblem => ({ path, of: 'key', message });

const checkName = ({ name, reply, status }: FaultSpec): SpecProblem[] => {
  const problems: SpecProblem[] = [];
  if (name === 'custom' && reply === undefined) {
    problems.push(ofValue([], { code: 'FAULT_MISSING_REPLY' }));
  }
  if (name !== 'custom' && reply !== undefined) {
    problems.push(ofKey(['reply'], { code: 'FAULT_REPLY_NOT_CUSTOM', name }));
  }
  if (name !== 'bad-gateway' && status !== undefined) {
    problems.push(ofKey(['status'], { code: 'FAULT_STATUS_NOT_HERE', isCustom: name === 'custom' }));
  }
  return problems;
};

const checkLatency = (latency: Latency): SpecProblem[] => {
  if (typeof latency === 'number' || !('uniform' in latency)) return [];
  const { min, max } = latency.uniform;
  return min <= max ? [] : [ofValue(['latency', 'uniform'], { code: 'FAULT_MIN_ABOVE_MAX', min, max })];
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
    if (TRANSPORT_HEADERS.includes(lower)) return ofKey(path, { code: 'FAULT_TRANSPORT_HEADER' });
    return isDouble ? ofKey(path, { code: 'FAULT_DOUBLE_HEADER' }) : [];
  });
};

/** HTTP has no body with these statuses. */
const BODILESS = [204, 304];

const checkBody = ({ status = 200, body }: VerbatimReply): SpecProblem[] => {
  if (body === undefined) return [];
  const path = ['reply', 'body'];
  const isTooLarge = Buffer.byteLength(customBody(body)) > MOST_BODY_BYTES;
  return [
    ...(isTooLarge ? [ofValue(path, { code: 'FAULT_BODY_TOO_LARGE', most: MOST_BODY_BYTES })] : []),
    ...(BODILESS.includes(status) ? [ofKey(path, { code: 'FAULT_NO_BODY_WITH_STATUS', status })] : []),
  ];
};

/** Checks what a schema cannot say: which keys go together, and bounds that depend on each other. */
export const checkCombinations = (fault: FaultSpec): SpecProblem[] => {
  const { latency = 0, reply = {} } = fault;
  const problems = [...checkName(fault), ...checkLatency(latency)];
  if ('code' in reply) return problems;
  return [...problems, ...checkHeaders(Object.keys(reply.headers ?? {})), ...checkBody(reply)];
};
