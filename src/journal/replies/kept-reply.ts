import type { CallRecord } from '../../calls/call-record.js';
import { JSON_TYPE } from '../../calls/http/send-reply.js';
import type { SentReply } from '../../calls/reply/sent-reply.js';
import { isNameOfSecret } from '../../util/secrets/names-secret.js';

/** A reply as it was sent, without secrets. */
export interface ShownReply {
  /** Its content type, and the headers that it has beside those of every reply. */
  headers: Record<string, string>;
  /** The body, without its `Content-Encoding`; null if it is no text in UTF-8. */
  body: string | null;
}

/** Longest reply, and longest request beside it, that are kept, in bytes. */
const MOST_OF_REPLY = 512 * 1024;
const MOST_OF_REQUEST = 32 * 1024;
/** Memory of a kept reply beside its body and its request, in bytes. */
const OVERHEAD = 1024;
/** Bytes of memory for each character of a request that was read. */
const BYTES_PER_CHARACTER = 8;

/** The text of bytes; undefined if they are no UTF-8. A broken reply may end within a character. */
const textOf = (bytes: Buffer): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return undefined;
  }
};

/**
 * A reply as the journal keeps it: nothing is copied. Its secrets are hidden when it is read, because finding them takes longer than
 * many a call; the parts of the request that may hold them are kept till then.
 */
export class KeptReply {
  /** The memory that it takes, in bytes. */
  readonly bytes: number;
  readonly #call: CallRecord;
  readonly #sent: SentReply;

  private constructor(call: CallRecord, sent: SentReply) {
    this.#call = call;
    this.#sent = sent;
    // A short buffer may be a piece of a larger one, which it keeps in memory.
    const held = typeof sent.body === 'string' ? call.size : sent.body.buffer.byteLength;
    this.bytes = OVERHEAD + BYTES_PER_CHARACTER * call.length + held;
  }

  /** @returns undefined if the reply or its request is too long */
  static of(call: CallRecord, sent: SentReply): KeptReply | undefined {
    return call.size > MOST_OF_REPLY || call.length > MOST_OF_REQUEST ? undefined : new KeptReply(call, sent);
  }

  async read(): Promise<ShownReply> {
    const [{ ExchangeHider }, { decoded }] = await Promise.all([
      import('../../exchanges/exchange-hider.js'),
      import('../../exchanges/content-encoding.js'),
    ]);
    const { body, headers = {}, requestHeaders } = this.#sent;
    const { params, target } = this.#call;
    const hider = new ExchangeHider(requestHeaders, params, target);
    const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value.toString()] as const);
    const shown = named.flatMap(([name, value]) => (isNameOfSecret(name) ? [] : [[name, hider.text(value)] as const]));
    const bytes = Buffer.from(body);
    const encoding = named.find(([name]) => name === 'content-encoding')?.[1];
    const text = textOf((await decoded(bytes, encoding)) ?? bytes);
    const hidden = text === undefined ? undefined : hider.reply(text);
    return { headers: { 'content-type': JSON_TYPE, ...Object.fromEntries(shown) }, body: hidden ?? null };
  }
}
