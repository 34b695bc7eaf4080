import { isUtf8 } from 'node:buffer';
import { TOO_LARGE, type RawRequest } from '../../calls/call-request.js';
import type { Language, Params } from '../../calls/component.js';
import { NO_OBJECT, readAuthorization } from '../credentials/authorization-header.js';
import { bodyTooLarge, brokenJson, componentError, unverifiableJwt } from '../errors.js';
import type { EsbRequest } from './esb-request.js';
import { parseJson } from './json.js';

const OPENING_BRACE = 0x7b;

const isBlank = (byte: number): boolean => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);

/** The ESB looks at the bytes and not at `Content-Type`, because real clients label JSON as a form or not at all. */
const startsAsJson = (body: Buffer): boolean => {
  const first = body.find((byte) => !isBlank(byte));
  return first === OPENING_BRACE;
};

/** A repeated field counts with its last value, as in Django's `QueryDict.items()`. */
const readForm = (text: string): ReadonlyMap<string, string> => new Map(new URLSearchParams(text));

const NO_QUERY: ReadonlyMap<string, string> = new Map();

const readBody = (body: Buffer, rawBody: string, traced: boolean): Params => {
  if (!startsAsJson(body)) return Object.fromEntries(readForm(rawBody));
  // Bytes that are not UTF-8 are decoded as this character. A client may also have sent the character itself.
  if (rawBody.includes('\uFFFD') && !isUtf8(body)) throw brokenJson(traced);
  try {
    return parseJson(rawBody) as Params;
  } catch {
    throw brokenJson(traced);
  }
};

/** CMDB takes `en` and an absent or empty `Blueking-Language` as English, and everything else as Chinese. */
const readLanguage = (header: string | string[] | undefined): Language =>
  header === undefined || header === '' || header === 'en' ? 'en' : 'zh';

const readTestEnvironment = (header: string | string[] | undefined): boolean =>
  header !== undefined && !['', '0', 'false'].includes(header.toString().trim().toLowerCase());

/**
 * Reads a request as the ESB does (contract section 2), in its order: size, header, body. Without credentials in the header,
 * the ESB reads the body in search of them, before it looks at `X-Bkapi-JWT`.
 *
 * @throws EsbError if the body is over the limit, the header is no JSON object, or the body is broken JSON
 */
export const readRequest = ({ method, url, sentUrl, headers, body }: RawRequest): EsbRequest => {
  if (body === TOO_LARGE) throw bodyTooLarge();
  const authorization = readAuthorization(headers['x-bkapi-authorization']);
  const hasJwt = Boolean(headers['x-bkapi-jwt']);
  if (hasJwt && authorization !== undefined) throw unverifiableJwt();
  const mark = url.indexOf('?');
  const query = mark === -1 ? NO_QUERY : readForm(url.slice(mark + 1));
  const rawBody = body.toString();
  const params = method === 'GET' ? Object.fromEntries(query) : readBody(body, rawBody, authorization !== undefined);
  if (hasJwt) throw unverifiableJwt();
  if (authorization === NO_OBJECT) throw componentError('the header X-Bkapi-Authorization is JSON, but no object');
  return {
    method,
    url,
    sentUrl,
    query,
    rawBody,
    body,
    requestUri: headers['x-request-uri']?.toString() ?? '',
    params,
    isForm: rawBody !== '' && method !== 'GET' && !startsAsJson(body),
    credentials: authorization ?? params,
    credentialsInHeader: authorization !== undefined,
    language: readLanguage(headers['blueking-language']),
    wantsTestEnvironment: readTestEnvironment(headers['x-use-test-env']),
  };
};
