import { monotonicNow } from '../util/clock.js';
import { sendRequest } from '../target/send-request.js';
import type { Target } from '../target/target.js';
import { isMap } from '../util/json/is-map.js';
import type { Probe } from './probes.js';

/** A reply to a probe. */
export interface ProbeReply {
  /** The form of the reply, such as `code 1199059`. */
  form: string;
  /** True if it is an envelope of the ESB. */
  isEsb: boolean;
  ms: number;
}

/** Most bytes of a reply that are read. The probes' own replies are far smaller. */
const MOST_BYTES = 1024 * 1024;

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The form of a reply. It has nothing of the reply's values but codes and keys, so it can be shown anywhere. */
const formOf = (status: number, text: string): Omit<ProbeReply, 'ms'> => {
  const envelope = parse(text);
  if (isMap(envelope) && typeof envelope['result'] === 'boolean') {
    if (status === 404) return { form: "HTTP 404, the ESB's own", isEsb: true };
    const form = envelope['result']
      ? `success: ${Object.keys(envelope).slice(0, 12).join(' ')}`
      : `code ${typeof envelope['code'] === 'number' ? envelope['code'] : 'missing'}`;
    return { form: status === 200 ? form : `HTTP ${status}, ${form}`, isEsb: true };
  }
  if (status >= 300 && status < 400) return { form: `HTTP ${status}, a redirect`, isEsb: false };
  const kind = envelope !== undefined ? 'other JSON' : /<html|<!doctype/i.test(text) ? 'an HTML page' : 'other text';
  return { form: `HTTP ${status}, ${kind}`, isEsb: false };
};

/**
 * Sends a probe.
 *
 * @throws TargetError if no reply comes
 */
export const askProbe = async (target: Target, { path, body, isAnonymous }: Probe): Promise<ProbeReply> => {
  const start = monotonicNow();
  const headers: Record<string, string> = isAnonymous ? {} : { 'X-Bkapi-Authorization': target.credentials };
  const reply = await sendRequest(target, { method: 'POST', path, headers, body }, MOST_BYTES);
  return { ...formOf(reply.status, reply.body.toString()), ms: Math.round(monotonicNow() - start) };
};
