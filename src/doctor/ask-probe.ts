import { monotonicNow } from '../util/clock.js';
import { isMap } from '../util/json/is-map.js';
import type { Probe } from './probes.js';
import { TargetError, type Target } from './target.js';

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

const readText = async ({ body }: Response): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MOST_BYTES) break;
  }
  return Buffer.concat(chunks).toString();
};

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

/** The reason why there is no reply, without the address, which the message names. */
const reasonOf = (error: unknown): string => {
  const { name, cause } = error as Error;
  if (name === 'TimeoutError') return 'ETIMEDOUT';
  return (cause as NodeJS.ErrnoException | undefined)?.code ?? name;
};

/**
 * Sends a probe.
 *
 * @throws TargetError if no reply comes
 */
export const askProbe = async (target: Target, { path, body, isAnonymous }: Probe): Promise<ProbeReply> => {
  const start = monotonicNow();
  try {
    const response = await fetch(target.url + path, {
      method: 'POST',
      body,
      headers: isAnonymous ? {} : { 'X-Bkapi-Authorization': target.credentials },
      redirect: 'manual',
      signal: AbortSignal.timeout(target.timeoutMs),
    });
    const reply = formOf(response.status, await readText(response));
    return { ...reply, ms: Math.round(monotonicNow() - start) };
  } catch (error) {
    throw new TargetError({ code: 'TARGET_NO_REPLY', address: target.url, reason: reasonOf(error) });
  }
};
