/** A connection that sends requests as bytes, one after another, and reads the replies. */
import net from 'node:net';
import { Buffer } from 'node:buffer';

/** Longer than any reply takes, also on a busy machine. */
const PATIENCE_MS = 60_000;

const headOf = (bytes) => {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [first, ...lines] = bytes.toString('latin1', 0, end).split('\r\n');
  const headers = new Map(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  return { status: Number(first.split(' ')[1]), headers, start: end + 4 };
};

/** A whole reply with a Content-Length; undefined if more has to come. */
const replyOf = (bytes, method) => {
  const head = headOf(bytes);
  if (head === undefined) return undefined;
  const { status, headers, start } = head;
  const length = method === 'HEAD' ? 0 : Number(headers.get('content-length'));
  if (Number.isNaN(length)) throw new Error(`a reply without Content-Length: ${bytes.toString('latin1', 0, start)}`);
  if (bytes.length < start + length) return undefined;
  return { status, headers, body: bytes.subarray(start, start + length) };
};

/** @param {{ method: string, target: string, headers: [string, string][], body: Buffer }} request */
const bytesOf = ({ method, target, headers, body }) => {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return Buffer.concat([Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines}\r\n`, 'latin1'), body]);
};

export class Client {
  #socket;
  #port;

  /** @param {number} port on 127.0.0.1 */
  constructor(port) {
    this.#port = port;
  }

  /** Sends a request and waits for its reply. */
  send(request) {
    const socket = this.#open();
    return new Promise((resolve, reject) => {
      let bytes = Buffer.alloc(0);
      const stop = (end, value) => {
        socket.removeAllListeners('data').removeAllListeners('close').removeAllListeners('timeout');
        end(value);
      };
      const fail = (why) => {
        socket.destroy();
        stop(reject, new Error(`${why} before a reply; ${bytes.length} bytes came`));
      };
      socket.on('data', (chunk) => {
        bytes = Buffer.concat([bytes, chunk]);
        try {
          const reply = replyOf(bytes, request.method);
          if (reply === undefined) return;
          if (reply.headers.get('connection') === 'close') this.close();
          stop(resolve, reply);
        } catch (error) {
          stop(reject, error);
        }
      });
      socket.on('close', () => fail('the connection closed'));
      socket.setTimeout(PATIENCE_MS).on('timeout', () => fail('a minute passed'));
      socket.write(bytesOf(request));
    });
  }

  close() {
    this.#socket?.destroy();
  }

  #open() {
    if (this.#socket === undefined || this.#socket.destroyed) {
      this.#socket = net.connect({ host: '127.0.0.1', port: this.#port, noDelay: true });
      // The close that follows says enough.
      this.#socket.on('error', () => undefined);
    }
    return this.#socket;
  }
}
