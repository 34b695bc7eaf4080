/** The bytes of a recorded request, as they went over the socket. */
import { createHmac } from 'node:crypto';

const ESCAPES = new Map([
  [0x5c, '\\\\'],
  [0x0a, '\\n'],
  [0x0d, '\\r'],
  [0x09, '\\t'],
]);

/** Python's literal of bytes, such as `b'{"a": 1}'`: the live ESB hashes this in place of the body. */
export const pythonBytes = (bytes) => {
  const quote = bytes.includes(0x27) && !bytes.includes(0x22) ? '"' : "'";
  const escape = (byte) => {
    if (byte === quote.charCodeAt(0)) return `\\${quote}`;
    if (byte >= 0x20 && byte <= 0x7e) return ESCAPES.get(byte) ?? String.fromCharCode(byte);
    return ESCAPES.get(byte) ?? `\\x${byte.toString(16).padStart(2, '0')}`;
  };
  return `b${quote}${[...bytes].map(escape).join('')}${quote}`;
};

/** The body of a recorded request: text, bytes, or a unit repeated many times. */
const bodyOf = ({ body, body_base64: base64, body_repeat: repeat }) => {
  if (repeat) return Buffer.from(repeat.prefix + repeat.unit.repeat(repeat.times) + repeat.suffix);
  return base64 === undefined ? Buffer.from(body ?? '') : Buffer.from(base64, 'base64');
};

/** Percent encoding as Python's `quote_plus` does it. */
const quotePlus = (text) =>
  encodeURIComponent(text)
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');

const byCodePoint = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** The time that a request is signed with: "now", "now-310" or a fixed number. */
const timestampOf = (timestamp) => {
  const text = String(timestamp);
  if (!text.startsWith('now')) return text;
  return String(Math.floor(Date.now() / 1000) + Number(text.slice('now'.length)));
};

const hashedBody = (body, hashedAs) => {
  if (hashedAs === 'python-bytes-repr') return { data: pythonBytes(body) };
  return hashedAs === 'raw' && body.length > 0 ? { data: body.toString() } : {};
};

const MANGLED = {
  upper: (signature) => signature.toUpperCase(),
  'space-for-plus': (signature) => signature.replaceAll('+', ' '),
};

/** The query of a signed request. */
const signedQuery = ({ sign, method, target }, body) => {
  const timestamp = timestampOf(sign.timestamp);
  const pairs = Object.entries(sign.params).map(([name, value]) => [
    name,
    String(value).replaceAll('{timestamp}', timestamp),
  ]);
  const hashed = { ...Object.fromEntries(pairs), ...hashedBody(body, sign.body_hashed_as) };
  const message = Object.keys(hashed)
    .sort(byCodePoint)
    .map((name) => `${name}=${hashed[name]}`)
    .join('&');
  const hmac = createHmac('sha1', sign.secret).update(`${sign.method ?? method}${sign.path ?? target}?${message}`);
  const signature = (MANGLED[sign.mangle] ?? String)(hmac.digest('base64'));
  const unsigned = pairs.map(([name, value]) => `${quotePlus(name)}=${quotePlus(value)}`);
  return (sign.query ?? [...unsigned, `${sign.name}={signature}`].join('&'))
    .replaceAll('{timestamp}', timestamp)
    .replaceAll('{signature}', quotePlus(signature))
    .replaceAll('{signature_raw}', signature);
};

/** @returns {Buffer} */
export const bytesOf = (request) => {
  const body = bodyOf(request);
  const target = request.sign ? `${request.target}?${signedQuery(request, body)}` : request.target;
  const headers = request.headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const head = `${request.method} ${target} HTTP/${request.http_version ?? '1.1'}\r\n${headers}\r\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), body]);
};

/** A POST with a JSON text, closed after the reply. */
export const post = (target, text, headers) => ({
  method: 'POST',
  target,
  headers: [
    ['Host', 'esb.test'],
    ['Connection', 'close'],
    ['Content-Type', 'application/json'],
    ...headers,
    ['Content-Length', String(Buffer.byteLength(text))],
  ],
  body: text,
});
