/** Requests as bytes, whole or in parts, right or wrong. */

const CRLF = '\r\n';

/** @param {{ method: string, target: string, headers: [string, string][] }} request */
const head = ({ method, target, headers }) =>
  Buffer.from(
    [`${method} ${target} HTTP/1.1`, ...headers.map(([name, value]) => `${name}: ${value}`), '', ''].join(CRLF),
    'latin1',
  );

const hasHost = (headers) => headers.some(([name]) => name.toLowerCase() === 'host');

/** UTF-8 as a client writes it where no encoding is given. */
const asBytes = (text) => (/[^\0-\xff]/.test(text) ? Buffer.from(text).toString('latin1') : text);

const prepared = ({ method, target, headers = [] }, ...more) => ({
  method,
  target: asBytes(target),
  headers: [...(hasHost(headers) ? [] : [['Host', '127.0.0.1']]), ...headers, ...more].map(([name, value]) => [
    asBytes(name),
    asBytes(value),
  ]),
});

/** A request with a `Content-Length`. */
export const whole = (request) => {
  const { body } = request;
  if (body === undefined) return head(prepared(request));
  return Buffer.concat([head(prepared(request, ['Content-Length', String(body.length)])), body]);
};

/** A request in chunks: sizes in odd forms, extensions, trailers. */
export const chunked = (random, request) => {
  const { body = Buffer.alloc(0) } = request;
  const parts = [head(prepared(request, ['Transfer-Encoding', random.pick(['chunked', 'Chunked'])]))];
  for (let at = 0; at < body.length;) {
    const length = Math.max(1, random.size(body.length - at));
    const size = random.pick(['', '0', '000']) + length.toString(16) + random.pick(['', '', ';a=b', ';x']);
    parts.push(Buffer.from(size + CRLF), body.subarray(at, at + length), Buffer.from(CRLF));
    at += length;
  }
  parts.push(Buffer.from(random.pick(['0\r\n\r\n', '000\r\n\r\n', '0\r\nX-Trailer: a\r\n\r\n'])));
  return Buffer.concat(parts);
};

/** Cuts bytes into a few parts. */
export const cut = (random, bytes) => {
  const places = random.list(random.between(1, 5), () => random.below(bytes.length + 1)).sort((a, b) => a - b);
  return [0, ...places].map((place, index) => bytes.subarray(place, places[index] ?? bytes.length));
};

const BROKEN_HEADS = [
  'GET\r\n\r\n', 'GET /\r\n\r\n', 'GET / HTTP/1.0\r\n\r\n', 'GET / HTTP/0.9\r\n\r\n', 'GET / HTTP/2.0\r\n\r\n', 'GET  /  HTTP/1.1\r\n\r\n',
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', '\r\n\r\n\r\nGET /healthz HTTP/1.1\r\nHost: x\r\n\r\n', 'GET / HTTP/1.1\nHost: x\n\n', '\x16\x03\x01\x02\0\x01\0',
  'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n',
  'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n', 'GET / HTTP/1.1\r\n\r\n', 'GET / HTTP/1.1\r\n Host: x\r\n\r\n',
  'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n', 'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
  'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n', 'GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n',
  'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n', 'GET http:// HTTP/1.1\r\nHost: x\r\n\r\n',
  'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5 \r\nhello\r\n0\r\n\r\n', 'OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n',
]; // prettier-ignore

/** Bytes that break the rules of HTTP, or nearly do. They end with more than any parser needs to see that. */
export const brokenHttp = (random, request) => {
  const bytes = whole(request);
  return random.weighted([
    [4, () => Buffer.from(random.pick(BROKEN_HEADS), 'latin1')],
    [2, () => random.bytes(random.size(2000) + 4)],
    [2, () => Buffer.from(bytes.toString('latin1').replace(CRLF, random.pick(['\n', '\r', ' \r\n', '\0\r\n', '\r\n\r\n'])), 'latin1')],
    [2, () => Buffer.concat([bytes.subarray(0, random.below(60)), random.bytes(3), bytes.subarray(random.below(60))])],
  ])(); // prettier-ignore
};
