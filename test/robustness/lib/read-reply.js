/** Reads HTTP replies from bytes, more strictly than clients do. */

const HEAD_END = '\r\n\r\n';
const STATUS_LINE = /^HTTP\/1\.1 ([1-5]\d\d) [\t\x20-\x7e]*$/;
const HEADER = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+): ?([\t\x20-\x7e\x80-\xff]*)$/;
/** These must not come twice. */
const SINGLE = ['content-length', 'content-type', 'transfer-encoding', 'location'];

/** A reply that breaks the rules of HTTP. */
export class MalformedReply extends Error {}

const malformed = (problem, text) =>
  new MalformedReply(`${problem}: ${JSON.stringify(text.toString('latin1').slice(0, 300))}`);

const readHead = (text) => {
  const [statusLine, ...lines] = text.split('\r\n');
  const status = Number(STATUS_LINE.exec(statusLine)?.[1]);
  if (Number.isNaN(status)) throw malformed('no status line', statusLine);
  const headers = {};
  for (const line of lines) {
    const [, name, value] = HEADER.exec(line) ?? [];
    if (name === undefined) throw malformed('no header', line);
    const key = name.toLowerCase();
    if (key in headers && SINGLE.includes(key)) throw malformed(`${key} comes twice`, text);
    headers[key] = value;
  }
  return { status, headers };
};

/** @returns the body of chunks and where it ends; undefined if it is not complete */
const readChunks = (bytes, start) => {
  const parts = [];
  for (let at = start; ;) {
    const end = bytes.indexOf('\r\n', at);
    if (end < 0) return undefined;
    const line = bytes.latin1Slice(at, end);
    if (!/^[0-9a-f]{1,8}$/i.test(line)) throw malformed('no size of a chunk', line);
    const [first, last] = [end + 2, end + 2 + parseInt(line, 16)];
    if (bytes.length < last + 2) return undefined;
    if (bytes.latin1Slice(last, last + 2) !== '\r\n') throw malformed('a chunk without its end', line);
    if (first === last) return { body: Buffer.concat(parts), end: last + 2 };
    parts.push(bytes.subarray(first, last));
    at = last + 2;
  }
};

/**
 * Reads the reply at the start of some bytes. Interim replies (1xx) are left out.
 *
 * @param {Buffer} bytes what has come
 * @param {{ isHead?: boolean, hasEnded?: boolean }} [options] `isHead`: the request was a HEAD; `hasEnded`: no more bytes
 *   will come
 * @returns the reply, and where it ends; undefined if it is not complete
 * @throws MalformedReply
 */
export const readReply = (bytes, { isHead = false, hasEnded = false } = {}) => {
  const headEnd = bytes.indexOf(HEAD_END);
  if (headEnd < 0) {
    if (hasEnded) throw malformed('a reply that breaks off', bytes);
    return undefined;
  }
  const { status, headers } = readHead(bytes.latin1Slice(0, headEnd));
  const start = headEnd + HEAD_END.length;
  if (status < 200) {
    const next = readReply(bytes.subarray(start), { isHead, hasEnded });
    return next && { ...next, end: start + next.end };
  }
  const reply = (body, end) => ({ status, headers, body, end, closes: headers.connection === 'close' });
  const { 'content-length': length, 'transfer-encoding': encoding } = headers;
  if (length !== undefined && !/^\d+$/.test(length)) throw malformed('no length', length);
  if (length !== undefined && encoding !== undefined) throw malformed('a length and chunks', bytes);
  if (isHead || status === 204 || status === 304) return reply(Buffer.alloc(0), start);
  if (encoding !== undefined) {
    const chunks = readChunks(bytes, start);
    if (chunks === undefined && hasEnded) throw malformed('chunks that break off', bytes);
    return chunks && reply(chunks.body, chunks.end);
  }
  if (length === undefined) {
    if (headers.connection !== 'close') throw malformed('a reply without a length that does not close', bytes);
    return hasEnded ? reply(bytes.subarray(start), bytes.length) : undefined;
  }
  const end = start + Number(length);
  if (bytes.length >= end) return reply(bytes.subarray(start, end), end);
  if (hasEnded) throw malformed(`a body of ${bytes.length - start} bytes, not ${length}`, bytes);
  return undefined;
};
