import { fieldCount, readContentType, readForm, readMultipart, readPairs } from './forms.js';
import { isTrue, readJson, strip } from './python.js';
import { BAD_REQUEST, componentError, esbError, esbErrorWithoutId, Refusal } from './replies.js';

/** Reads a request as the ESB does (contract sections 1 and 2). */

const PREFIX = '/api/c/compapi/v2/cc/';
export const LPI = 'list_process_instance';
export const LSI = 'list_service_instance_by_set_template';

const MOST_FIELDS = 1000;
/** "About" this many levels: the requests keep away from the edge. */
const TOO_DEEP = 950;

/** A header; the server below the ESB joins those of one name, and takes `_` for `-`. */
export const headerOf = ({ headers }, name) => {
  const values = headers
    .filter(([other]) => other.toLowerCase().replaceAll('_', '-') === name)
    .map(([, value]) => value.trim());
  return values.length === 0 ? undefined : values.join(',');
};

/** The path and the query of a target. */
export const splitTarget = (target) => {
  const [, path, query = ''] = /^(?:https?:\/\/[^/]*)?([^?#]*)(?:\?([^#]*))?/.exec(target);
  return { path: decodeURIComponent(path), query };
};

/** The component of a path; undefined if it leads to none. Doubled slashes collapse, the last one is optional. */
export const componentOf = (path) => {
  const collapsed = path.replace(/\/+/g, '/').replace(/\/$/, '');
  return [LPI, LSI].find((component) => collapsed === PREFIX + component);
};

export const depthOf = (value) => {
  if (value instanceof Map) return 1 + Math.max(0, ...[...value.values()].map(depthOf));
  return Array.isArray(value) ? 1 + Math.max(0, ...value.map(depthOf)) : 0;
};

const zeroBytes = (body) => [...body.subarray(1, 4)].map((byte) => byte === 0);

/** UTF-16 and UTF-32 are recognised by their zero bytes. Half a character is none. */
const jsonText = (body) => {
  const [second, third, fourth] = zeroBytes(body);
  if (second && third && fourth) return utf32(body);
  const encoding = second ? 'utf-16le' : 'utf-8';
  return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(body);
};

const utf32 = (body) => {
  const words = Array.from({ length: Math.ceil(body.length / 4) }, (_, index) => body.readUInt32LE(index * 4));
  return String.fromCodePoint(...words);
};

/** The body as JSON; undefined if it is broken. */
const jsonOf = (body) => {
  try {
    const params = readJson(jsonText(body));
    return depthOf(params) > TOO_DEEP ? undefined : params;
  } catch {
    return undefined;
  }
};

const badRequest = (isHeader) => (isHeader ? componentError() : new Refusal(BAD_REQUEST));

const readJsonBody = (body, isHeader) => {
  const params = jsonOf(body);
  if (params === undefined) {
    const message = 'Request JSON string is wrong in format, which cannot be analyzed.';
    throw isHeader ? esbError(1306000, message) : esbErrorWithoutId(1306000, message);
  }
  return params;
};

const readBody = (request, { type, charset, boundary }, isHeader) => {
  const { body } = request;
  // Python strips a vertical tab and a form feed, too, to find the brace; its JSON then refuses them.
  if (/^[ \t\r\n\v\f]*\{/.test(body.toString('latin1'))) return readJsonBody(body, isHeader);
  if (type === 'application/x-www-form-urlencoded') {
    if (fieldCount(body.toString('latin1')) > MOST_FIELDS) throw badRequest(isHeader);
    return readForm(body, charset);
  }
  if (type === 'multipart/form-data') {
    if (!boundary) throw badRequest(isHeader);
    return readMultipart(body, boundary, charset);
  }
  return new Map();
};

/** The header with credentials: undefined if there is none, or if it is JSON's null. */
const readHeader = (request) => {
  const text = headerOf(request, 'x-bkapi-authorization');
  if (text === undefined) return undefined;
  try {
    return readJson(strip(text)) ?? undefined;
  } catch {
    const message = 'Parameters error, request header X-Bkapi-Authorization is not a valid JSON format string';
    throw esbErrorWithoutId(1306406, message);
  }
};

/** A gateway's token is never valid here. */
const checkToken = (request) => {
  if (!headerOf(request, 'x-bkapi-jwt')) return;
  const reason = 'get jwt public_key fail. please contact the component developer to handle';
  throw esbErrorWithoutId(1306408, `APIGateway JWT verification failed, ${reason}`);
};

const readParams = (request, contentType, query, isHeader) => {
  if (request.method === 'POST') return readBody(request, contentType, isHeader);
  if (fieldCount(query) > MOST_FIELDS) throw badRequest(isHeader);
  return readPairs(query, contentType.charset);
};

/**
 * The parameters, the credentials and the query of a request. `credentials` are those of the header if there is one, and else the
 * parameters.
 */
export const readRequest = (request) => {
  const { path, query } = splitTarget(request.target);
  const header = readHeader(request);
  const contentType = readContentType(headerOf(request, 'content-type') ?? '');
  // Without credentials in the header, the ESB looks for them in the parameters before it looks at the token.
  if (header !== undefined) checkToken(request);
  const params = readParams(request, contentType, query, header !== undefined);
  checkToken(request);
  return {
    method: request.method,
    path: headerOf(request, 'x-request-uri')?.split('?')[0] || path,
    query,
    charset: contentType.charset,
    isHeader: header !== undefined,
    header,
    credentials: header ?? params,
    params,
    body: request.body,
  };
};

/** The query, in which the ESB looks for a signature. */
export const readQuery = ({ method, query, charset }) => {
  if (method === 'POST' && fieldCount(query) > MOST_FIELDS) throw componentError();
  return readPairs(query, charset);
};

/** A `callback` that is no text breaks every reply that has a `request_id`. */
export const breaksReply = ({ params }) => {
  const callback = params.get('callback');
  return isTrue(callback) && typeof callback !== 'string';
};
