import type { Text } from '../model/language.js';
import type { VerbatimReply } from '../calls/component.js';
import type { UpstreamClient, ForwardedRequest, UpstreamReply } from './client.js';
import type { Log } from '../util/log.js';
import type { Exchange } from './record/exchange-text.js';
import type { Recorder } from './record/recorder.js';
import { noJsonFrom, unanswered, type Unanswered } from './failures.js';
import { beginBody, type BegunBody } from './reply-body.js';
import { EsbError } from '../esb/errors.js';
import { decoded } from '../exchanges/content-encoding.js';
import { monotonicNow } from '../util/clock.js';

/** Django's page for a request that the ESB refuses to read. The ESB itself answers with it, so that it comes back as it is. */
const BAD_REQUEST_PAGE = /<h1>Bad Request \(400\)<\/h1>/;

/** A reply of the upstream as it goes back. */
export interface Forwarded extends VerbatimReply {
  body: Buffer;
  /** Null if the reply names none. */
  requestId: string | null;
}

const UNDECODABLE: Text = { en: 'a body that cannot be decoded', zh: '无法解码' };
const NO_JSON: Text = { en: 'what is no JSON', zh: '不是 JSON' };

/** The longest reply that is recorded, in bytes. */
const MOST_RECORDED = 32 * 1024 * 1024;

const NO_BODY = new Set([204, 304]);

const isRedirect = (status: number): boolean => status >= 300 && status < 400 && status !== 304;

const headerOf = (headers: UpstreamReply['headers'], name: string): string => headers[name]?.toString() ?? '';

/** The envelope's code and request id, if a reply has them. */
const envelopeOf = (value: unknown): Pick<Forwarded, 'code' | 'requestId'> => {
  const envelope = (typeof value === 'object' ? value : null) as Record<string, unknown> | null;
  const code = envelope?.['code'] ?? envelope?.['bk_error_code'];
  const requestId = envelope?.['request_id'];
  return {
    code: typeof code === 'number' ? code : null,
    requestId: typeof requestId === 'string' ? requestId : null,
  };
};

const parsed = (text: string): { value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
};

/** Records a reply, one that still comes when it is there, unless it is too long or breaks off. */
const recorded = (recorder: Recorder, forwarded: Forwarded, exchangeOf: (body: Buffer) => Exchange): Forwarded => {
  const { body, rest } = forwarded;
  if (rest === undefined) {
    recorder.record(exchangeOf(body));
    return forwarded;
  }
  async function* passed(coming: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    const chunks = [body];
    let size = body.length;
    for await (const chunk of coming) {
      size += chunk.length;
      if (size <= MOST_RECORDED) chunks.push(chunk);
      yield chunk;
    }
    if (size <= MOST_RECORDED) recorder.record(exchangeOf(Buffer.concat(chunks)));
  }
  return { ...forwarded, rest: passed(rest) };
};

/** Asks the live ESB behind the emulator. */
export class Upstream {
  readonly #client: UpstreamClient;

  readonly #log: Log;

  readonly #recorder: Recorder | undefined;

  /** @param recorder keeps what was forwarded. Default: nothing does */
  constructor(client: UpstreamClient, log: Log, recorder?: Recorder) {
    this.#client = client;
    this.#log = log;
    this.#recorder = recorder;
  }

  /** Its host and port, for people. */
  get host(): string {
    const { host, port } = this.#client.address;
    return `${host}:${port}`;
  }

  /**
   * Sends a request, and looks at its reply.
   *
   * @param component for the words of an error
   * @throws EsbError if there is no reply, or it is no JSON
   */
  async ask(
    request: ForwardedRequest,
    component: Unanswered & Pick<Exchange['request'], 'params'>,
  ): Promise<Forwarded> {
    const { address, timeout } = this.#client;
    const started = monotonicNow();
    try {
      const forwarded = await this.#client.send(request, (reply) => this.#look(reply, request));
      const durationMs = monotonicNow() - started;
      return this.#recorder === undefined
        ? forwarded
        : recorded(this.#recorder, forwarded, (body) => ({
            at: Date.now() - durationMs,
            durationMs,
            component: component.name,
            request: { ...request, params: component.params },
            reply: {
              status: forwarded.status,
              contentType: forwarded.headers?.['content-type']?.toString(),
              encoding: forwarded.headers?.['content-encoding']?.toString(),
              body,
            },
          }));
    } catch (error) {
      const isAnswered = error instanceof EsbError;
      this.#log.warn(
        { component: component.name, upstream: this.host, ...(isAnswered ? {} : { error: (error as Error).message }) },
        isAnswered ? 'the reply of the upstream is no JSON' : 'the upstream did not answer',
      );
      if (isAnswered) throw error;
      throw unanswered(error, component, address, timeout);
    }
  }

  async #look(reply: UpstreamReply, { method }: ForwardedRequest): Promise<Forwarded> {
    const { status, headers, body } = reply;
    const begun = await beginBody(body);
    const { head, rest } = begun;
    if (rest !== undefined) return { status, headers, body: head, rest, code: null, requestId: null };
    if (isRedirect(status)) {
      const location = headerOf(headers, 'location');
      throw this.#noJson('', status, { en: `a redirect to ${location}`, zh: `是到 ${location} 的重定向` });
    }
    if (method === 'HEAD' || NO_BODY.has(status)) return { status, headers, body: head, code: null, requestId: null };
    return this.#lookAtWhole(reply, begun);
  }

  async #lookAtWhole({ status, headers }: UpstreamReply, { head }: BegunBody): Promise<Forwarded> {
    const text = (await decoded(head, headerOf(headers, 'content-encoding')))?.toString();
    if (text === undefined) throw this.#noJson('', status, UNDECODABLE);
    const json = parsed(text);
    if (json !== undefined) return { status, headers, body: head, ...envelopeOf(json.value) };
    if (status === 400 && BAD_REQUEST_PAGE.test(text)) {
      return { status, headers, body: head, code: null, requestId: null };
    }
    throw this.#noJson(text, status, NO_JSON);
  }

  #noJson(text: string, status: number, why: Text): EsbError {
    return noJsonFrom(text, status, this.#client.address, why);
  }
}
