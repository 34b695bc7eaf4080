import { IS_TOO_LARGE, TOO_LARGE, type Body, type RawRequest } from '../../calls/call-request.js';
import type { Language, Text } from '../../model/language.js';
import { NO_OBJECT, readAuthorization } from '../credentials/authorization-header.js';
import { badCallback, hasBadCallback } from '../bad-callback.js';
import { badRequest } from '../django-error.js';
import { brokenJson, componentError, unverifiableJwt } from '../errors.js';
import type { EsbRequest } from './esb-request.js';
import { FormError } from './form/read-form.js';
import { ofFields, readBody, type ReadBody } from './read-body.js';
import { readQuery, type ReadQuery } from './read-query.js';

/** With credentials in the header, the live ESB reads the body from a call less deep, so two more levels fit. */
const LEVELS_MORE_WITH_HEADER = 2;

/**
 * The refusal of parameters that Django refuses to read. Without credentials in the header, the ESB looks for them in the
 * parameters, outside of the part that turns errors into replies.
 */
const unreadable = (detail: Text, hasHeader: boolean): Error =>
  hasHeader ? componentError(detail) : badRequest(detail);

/** The body of a request. The live ESB looks at its size when it reads the parameters. */
const wholeBody = (body: Body, hasHeader: boolean): Buffer => {
  if (body === TOO_LARGE) throw unreadable(IS_TOO_LARGE, hasHeader);
  return body;
};

const readParamsOfGet = ({ fields, refusal }: ReadQuery, hasHeader: boolean): ReadBody => {
  if (refusal !== undefined) throw unreadable(refusal, hasHeader);
  return ofFields('unread', fields);
};

const readParams = (body: Buffer, contentType: string | undefined, hasHeader: boolean): ReadBody => {
  try {
    return readBody(body, contentType, hasHeader ? LEVELS_MORE_WITH_HEADER : 0);
  } catch (error) {
    if (error instanceof FormError) {
      const { en, zh } = error.detail;
      throw unreadable({ en: `the form is refused: ${en}`, zh: `表单被拒绝：${zh}` }, hasHeader);
    }
    throw brokenJson(hasHeader);
  }
};

/** CMDB takes `en` and an absent or empty `Blueking-Language` as English, and everything else as Chinese. */
const readLanguage = (header: string | string[] | undefined): Language =>
  header === undefined || header === '' || header === 'en' ? 'en' : 'zh';

/** U+0085 is a blank to Python, and not to JavaScript. */
const readTestEnvironment = (header: string | string[] | undefined): boolean =>
  header !== undefined && !['', '0', 'false'].includes(header.toString().replaceAll('\x85', ' ').trim().toLowerCase());

/**
 * Reads a request as the ESB does (contract section 2), in its order: header, body. Without credentials in the header, the ESB
 * reads the body in search of them, before it looks at `X-Bkapi-JWT`.
 *
 * @throws EsbError or DjangoError if the header or the parameters cannot be read
 */
export const readRequest = ({ method, url, sentUrl, headers, body }: RawRequest): EsbRequest => {
  const authorization = readAuthorization(headers['x-bkapi-authorization']);
  const hasHeader = authorization !== undefined;
  const hasJwt = Boolean(headers['x-bkapi-jwt']);
  if (hasJwt && hasHeader) throw unverifiableJwt();
  const bytes = wholeBody(body, hasHeader);
  const contentType = headers['content-type'];
  const query = readQuery(url, contentType);
  const read = method === 'GET' ? readParamsOfGet(query, hasHeader) : readParams(bytes, contentType, hasHeader);
  if (hasJwt) throw unverifiableJwt();
  if (authorization === NO_OBJECT) {
    if (hasBadCallback(read.params)) throw badCallback();
    throw componentError({
      en: 'the header X-Bkapi-Authorization is JSON, but no object',
      zh: '请求头 X-Bkapi-Authorization 是 JSON，但不是对象',
    });
  }
  return {
    method,
    url,
    sentUrl,
    query: query.fields,
    queryRefusal: query.refusal,
    body: bytes,
    requestUri: headers['x-request-uri']?.toString() ?? '',
    bodyKind: read.kind,
    contentType,
    params: read.params,
    canBeCopied: read.canBeCopied,
    credentials: authorization ?? read.params,
    credentialsInHeader: hasHeader,
    language: readLanguage(headers['blueking-language']),
    wantsTestEnvironment: readTestEnvironment(headers['x-use-test-env']),
  };
};
