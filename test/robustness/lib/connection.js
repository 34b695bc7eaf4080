/** A connection to an emulator that sends bytes as they are, and reads the replies. */
import { createConnection } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { MalformedReply, readReply } from './read-reply.js';

const NOTHING = Buffer.alloc(0);

/** The emulator closed the connection, or did not answer in time. */
export class NoReply extends Error {}

export class Connection {
  #bytes = NOTHING;
  #hasEnded = false;
  #waiting = undefined;

  /** @param {number} port on 127.0.0.1 */
  constructor(port) {
    this.socket = createConnection({ port, host: '127.0.0.1', noDelay: true });
    this.socket.on('data', (chunk) => {
      this.#bytes = this.#bytes.length === 0 ? chunk : Buffer.concat([this.#bytes, chunk]);
      this.#waiting?.();
    });
    const end = (error) => {
      this.#hasEnded = true;
      this.error ??= error;
      this.#waiting?.();
    };
    for (const event of ['end', 'error', 'close']) this.socket.on(event, (error) => end(error || undefined));
  }

  /** True if it can take another request. */
  get isUsable() {
    return !this.#hasEnded;
  }

  /** Writes parts, each in a turn of the event loop of its own. */
  async send(...parts) {
    for (const [index, part] of parts.entries()) {
      if (this.#hasEnded) return;
      if (index > 0) await nextTurn();
      this.socket.write(part);
    }
  }

  /**
   * Waits for a reply.
   *
   * @param {{ isHead?: boolean, timeoutMs: number }} options
   * @throws MalformedReply, or NoReply if the connection ends before the first byte, or the time is over
   */
  async receive({ isHead = false, timeoutMs }) {
    let isOver = false;
    const timer = setTimeout(() => {
      isOver = true;
      this.#waiting?.();
    }, timeoutMs);
    try {
      for (;;) {
        const hasEnded = this.#hasEnded;
        if (hasEnded && this.#bytes.length === 0) throw new NoReply(`closed (${this.error?.code ?? 'at its end'})`);
        const reply = readReply(this.#bytes, { isHead, hasEnded });
        if (reply !== undefined) {
          this.#bytes = this.#bytes.subarray(reply.end);
          return reply;
        }
        if (isOver) throw new NoReply(`no reply within ${timeoutMs} ms; so far: ${this.#bytes.length} bytes`);
        await new Promise((resolve) => (this.#waiting = resolve));
      }
    } finally {
      clearTimeout(timer);
      this.#waiting = undefined;
    }
  }

  /** @throws MalformedReply if bytes have come that belong to no request */
  checkRest() {
    if (this.#bytes.length === 0) return;
    throw new MalformedReply(`bytes after the reply: ${JSON.stringify(this.#bytes.toString('latin1').slice(0, 200))}`);
  }

  close() {
    this.socket.destroy();
  }
}

/** Sends one request on a connection of its own. */
export const ask = async (port, method, path, body, headers = {}) => {
  const bytes = body === undefined ? NOTHING : Buffer.from(typeof body === 'object' ? JSON.stringify(body) : body);
  const lines = Object.entries({ ...headers, Host: '127.0.0.1', Connection: 'close', 'Content-Length': bytes.length });
  const head = [`${method} ${path} HTTP/1.1`, ...lines.map(([name, value]) => `${name}: ${value}`)].join('\r\n');
  const connection = new Connection(port);
  try {
    await connection.send(Buffer.concat([Buffer.from(`${head}\r\n\r\n`), bytes]));
    const { status, headers: received, body: text } = await connection.receive({ timeoutMs: 60_000 });
    const isJson = received['content-type']?.startsWith('application/json') && text.length > 0;
    return { status, headers: received, text: text.toString(), json: isJson ? JSON.parse(text.toString()) : undefined };
  } finally {
    connection.close();
  }
};
