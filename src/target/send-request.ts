import { request } from 'undici';
import { TargetError, type Target } from './target.js';

/** A request to a target. */
export interface TargetRequest {
  method: string;
  /** Path and query. */
  path: string;
  headers: Record<string, string>;
  /** Null for a request without a body. */
  body: string | null;
}

/** The reply of a target. */
export interface TargetReply {
  status: number;
  /** Undefined if it has none. */
  contentType: string | undefined;
  body: Buffer;
}

/** A request without a reply. */
export class NoReplyError extends TargetError {
  /** Such as `ECONNREFUSED`. */
  readonly reason: string;

  constructor(address: string, reason: string) {
    super({ code: 'TARGET_NO_REPLY', address, reason });
    this.reason = reason;
  }
}

/** Reasons of the HTTP library by the names that the operating system gives alike ones. */
const REASONS: Readonly<Record<string, string>> = {
  UND_ERR_SOCKET: 'ECONNRESET',
  UND_ERR_CONNECT_TIMEOUT: 'ETIMEDOUT',
};

/** The reason why there is no reply, without the address, which the message names. */
const reasonOf = (error: unknown): string => {
  const { name, code } = error as Error & { code: string };
  // Its `code` is a number of the DOM.
  if (name === 'TimeoutError') return 'ETIMEDOUT';
  return REASONS[code] ?? code;
};

const readBody = async (body: AsyncIterable<Buffer>, most: number): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > most) break;
  }
  return Buffer.concat(chunks);
};

/**
 * Sends a request to a target. Follows no redirect, and sends nothing twice.
 *
 * @param most bytes after which the rest of a body is left unread
 * @throws NoReplyError if no reply comes
 */
export const sendRequest = async (
  { url, timeoutMs }: Pick<Target, 'url' | 'timeoutMs'>,
  { method, path, headers, body }: TargetRequest,
  most: number,
): Promise<TargetReply> => {
  try {
    // `fetch` refuses some ports, adds headers of a browser, and sends no body with GET.
    const reply = await request(url + path, {
      method,
      headers,
      body,
      signal: AbortSignal.timeout(timeoutMs),
      headersTimeout: 0,
      bodyTimeout: 0,
      // A connection of its own, so that no request meets one that is just closed.
      reset: true,
    });
    const contentType = reply.headers['content-type']?.toString();
    return { status: reply.statusCode, contentType, body: await readBody(reply.body, most) };
  } catch (error) {
    throw new NoReplyError(url, reasonOf(error));
  }
};
