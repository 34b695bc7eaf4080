/** Sends bytes over a socket of their own, and reads the reply as it came. */
import net from 'node:net';

/** Longer than any reply takes, also on a busy machine. */
const PATIENCE_MS = 30_000;

const exchange = (url, bytes) =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(url);
    const chunks = [];
    const socket = net.connect({ host: hostname, port: Number(port) }, () => socket.write(bytes));
    const finish = () => {
      socket.destroy();
      resolve(Buffer.concat(chunks));
    };
    socket.setTimeout(PATIENCE_MS, finish);
    socket.on('data', (chunk) => chunks.push(chunk));
    // An emulator may close the connection before it has read a body that is too large.
    socket.on('error', finish);
    socket.on('close', finish);
  });

const headersOf = (lines) =>
  Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );

/** The content of a chunked body; each byte is a character of `text`. */
const unchunk = (text) => {
  let content = '';
  let rest = text;
  for (;;) {
    const end = rest.indexOf('\r\n');
    const size = parseInt(rest.slice(0, end), 16);
    if (!(size > 0)) return content;
    content += rest.slice(end + 2, end + 2 + size);
    rest = rest.slice(end + 4 + size);
  }
};

const parseJson = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The parts of a reply that are compared. A well-formed `request_id` is taken out, because it differs each time. */
const describe = (status, headers, text) => {
  const json = parseJson(text);
  const keys = isObject(json) ? Object.keys(json) : null;
  const hasId = keys?.includes('request_id') ?? false;
  if (hasId && /^[0-9a-f]{32}$/.test(json.request_id)) delete json.request_id;
  return {
    status,
    json,
    text: json === null ? text.slice(0, 200) : null,
    has_request_id: hasId,
    key_order: keys,
    content_type: headers['content-type'] ?? '',
  };
};

const parseReply = (bytes) => {
  let text = bytes.toString('latin1');
  for (;;) {
    const end = text.indexOf('\r\n\r\n');
    if (end < 0) return { status: 0, json: null, text, has_request_id: false, key_order: null, content_type: '' };
    const [first, ...lines] = text.slice(0, end).split('\r\n');
    const status = Number(first.split(' ')[1]);
    text = text.slice(end + 4);
    // 100 Continue comes before the reply.
    if (status < 200) continue;
    const headers = headersOf(lines);
    const isChunked = headers['transfer-encoding'] === 'chunked';
    const length = headers['content-length'];
    const body = isChunked ? unchunk(text) : text.slice(0, length === undefined ? undefined : Number(length));
    return describe(status, headers, Buffer.from(body, 'latin1').toString());
  }
};

/**
 * Sends a request and waits for the end of the connection.
 *
 * @param {string} url the address of the system
 * @param {Buffer} bytes
 * @returns the reply in the form of a recorded one
 */
export const send = async (url, bytes) => parseReply(await exchange(url, bytes));
