import { isUtf8 } from 'node:buffer';
import type { IncomingHttpHeaders } from 'node:http';
import { TOO_LARGE, type Body } from './body.js';
import { parseJson } from './json.js';
import { bodyTooLarge, brokenAuthorization, brokenJson } from '../errors.js';

export type Params = Record<string, unknown>;
export type Language = 'en' | 'zh';

/** A request as it came off the wire. */
export interface Incoming {
  method: string;
  /** The request target: path and query, or a whole address. */
  url: string;
  /** The same as it was sent, where something was taken off its front. */
  sentUrl: string;
  headers: IncomingHttpHeaders;
  body: Body;
}

/** A request as the ESB understands it (contract section 2). */
export interface EsbRequest {
  method: string;
  /** The request target, as in `Incoming`. */
  url: string;
  sentUrl: string;
  query: ReadonlyMap<string, string>;
  /** The body's bytes as text, for signatures; empty where there is none. */
  rawBody: string;
  params: Params;
  /** Whether `params` were read from a body that is not JSON. */
  isForm: boolean;
  /** Where the credentials are: the header's object, or `params`. */
  credentials: Params;
  /** Whether `credentials` came in `X-Bkapi-Authorization`, the one place where an access token counts. */
  credentialsInHeader: boolean;
  /** The language of the messages of the system behind. The ESB's own are always English. */
  language: Language;
  wantsTestEnvironment: boolean;
}

const isBlank = (byte: number): boolean => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);

/** The ESB looks at the bytes, not at `Content-Type`: real clients label JSON as a form, or send no label. */
const startsAsJson = (body: Buffer): boolean => {
  let at = 0;
  while (at < body.length && isBlank(body[at] as number)) at += 1;
  return body[at] === 0x7b;
};

/** A repeated field counts with its last value, as in Django's `QueryDict.items()`. */
const readForm = (text: string): ReadonlyMap<string, string> => new Map(new URLSearchParams(text));

const NO_QUERY: ReadonlyMap<string, string> = new Map();

/** The path of a request target, which may be a whole address (RFC 9112, absolute form). */
export const pathOfTarget = (target: string): string =>
  target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?]*/i, '').split('?', 1)[0] as string;

const readAuthorization = (header: string | string[] | undefined): Params | undefined => {
  if (header === undefined) return undefined;
  try {
    const value = parseJson(header.toString());
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Params;
  } catch {
    // Falls through to the same refusal: the ESB does not tell broken JSON from JSON of another type.
  }
  throw brokenAuthorization();
};

const readBody = (body: Buffer, rawBody: string, traced: boolean): Params => {
  if (!startsAsJson(body)) return Object.fromEntries(readForm(rawBody));
  // What is not UTF-8 was read as this character, which may also have been sent.
  if (rawBody.includes('\uFFFD') && !isUtf8(body)) throw brokenJson(traced);
  try {
    return parseJson(rawBody) as Params;
  } catch {
    throw brokenJson(traced);
  }
};

/** An absent or empty `Blueking-Language` is English to CMDB; so is `en` itself, and nothing else. */
const readLanguage = (header: string | string[] | undefined): Language =>
  header === undefined || header === '' || header === 'en' ? 'en' : 'zh';

const readTestEnvironment = (header: string | string[] | undefined): boolean =>
  header !== undefined && !['', '0', 'false'].includes(header.toString().trim().toLowerCase());

/**
 * Reads a request as the ESB does (contract section 2), in its order: size, header, body.
 *
 * @throws EsbError for a body over the limit, a header that is no JSON object, or a body that is broken JSON
 */
export const readRequest = ({ method, url, sentUrl, headers, body }: Incoming): EsbRequest => {
  if (body === TOO_LARGE) throw bodyTooLarge();
  const authorization = readAuthorization(headers['x-bkapi-authorization']);
  const mark = url.indexOf('?');
  const query = mark === -1 ? NO_QUERY : readForm(url.slice(mark + 1));
  const rawBody = body.toString();
  const params = method === 'GET' ? Object.fromEntries(query) : readBody(body, rawBody, authorization !== undefined);
  return {
    method,
    url,
    sentUrl,
    query,
    rawBody,
    params,
    isForm: rawBody !== '' && method !== 'GET' && !startsAsJson(body),
    credentials: authorization ?? params,
    credentialsInHeader: authorization !== undefined,
    language: readLanguage(headers['blueking-language']),
    wantsTestEnvironment: readTestEnvironment(headers['x-use-test-env']),
  };
};
