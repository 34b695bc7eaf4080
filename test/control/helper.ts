import http from 'node:http';
import { createConnection, type Socket } from 'node:net';
import type { Test } from 'tap';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../src/index.js';
import { received } from '../received.js';

/** Shared by the tests of control: requests over real sockets. Only the API comes from the source of the project. */

export const LPI = 'list_process_instance';
export const LSI = 'list_service_instance_by_set_template';

export const pathOf = (component: string): string => `/api/c/compapi/v2/cc/${component}/`;
export const LPI_PATH = pathOf(LPI);
export const LSI_PATH = pathOf(LSI);

/** Credentials that pass in the auth mode `required`. */
export const CREDENTIALS = { bk_app_code: 'suite', bk_app_secret: 'x', bk_username: 'admin' } as const;

/** An emulator on a free port, closed when `t` ends. */
export const start = async (t: Test, options: EmulatorOptions = {}): Promise<Emulator> => {
  const esb = await createEmulator(options);
  t.teardown(() => esb.close(500));
  return esb;
};

export interface Request {
  /** Default: POST where there is a body, else GET. */
  method?: string;
  headers?: http.OutgoingHttpHeaders;
  /** An object goes as JSON, without a label. */
  body?: object | string | Buffer;
  agent?: http.Agent;
  signal?: AbortSignal;
}

export interface Reply {
  status: number;
  headers: http.IncomingHttpHeaders;
  text: string;
  /** The text as JSON; undefined where it is none. */
  json: unknown;
  ms: number;
  /** True if the connection had served another request before. */
  reused: boolean;
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

const bytesOf = (body: Request['body']): string | Buffer | undefined =>
  typeof body === 'object' && !Buffer.isBuffer(body) ? JSON.stringify(body) : body;

/** Sends a request over a connection of its own, unless an agent keeps one. Paths go as they are. */
export const ask = async (url: string, path: string, request: Request = {}): Promise<Reply> => {
  const { hostname, port, pathname } = new URL(url);
  const body = bytesOf(request.body);
  const started = performance.now();
  const outgoing = http.request({
    hostname,
    port,
    path: (pathname === '/' ? '' : pathname) + path,
    method: request.method ?? (body === undefined ? 'GET' : 'POST'),
    agent: request.agent ?? false,
    ...(request.signal === undefined ? {} : { signal: request.signal }),
    headers: {
      ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
      ...request.headers,
    },
  });
  outgoing.end(body);
  const reply = await received(outgoing);
  return { ...reply, json: parsed(reply.text), ms: performance.now() - started, reused: outgoing.reusedSocket };
};

/** Sends a call with credentials of the suite in its body. */
export const call = (url: string, component: string, params: object = {}, request: Request = {}): Promise<Reply> =>
  ask(url, pathOf(component), { body: { ...CREDENTIALS, ...params }, ...request });

/** Asks the emulator itself. */
export const control = (url: string, path: string, request: Request = {}): Promise<Reply> =>
  ask(url, `/__emulator${path}`, request);

/** Everything that came over a connection until it was closed, and how it was. */
export interface Transmission {
  text: string;
  /** Code of the error that ended it; undefined where the other side ended it in order. */
  error: string | undefined;
}

/** Sends text over a connection of its own, and reads until that is closed by the other side. */
export const transmit = (url: string, ...texts: string[]): Promise<Transmission> =>
  new Promise((resolve) => {
    const socket = connect(url);
    const chunks: Buffer[] = [];
    let error: string | undefined;
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.once('error', ({ code }: NodeJS.ErrnoException) => (error = code));
    socket.once('close', () => resolve({ text: Buffer.concat(chunks).toString(), error }));
    for (const text of texts) socket.write(text);
  });

export const connect = (url: string): Socket => {
  const { hostname, port } = new URL(url);
  return createConnection(Number(port), hostname);
};

/** A call as the text of an HTTP request. */
export const requestText = (component: string, params: object, headers: readonly string[] = []): string => {
  const body = JSON.stringify({ ...CREDENTIALS, ...params });
  const head = [`POST ${pathOf(component)} HTTP/1.1`, 'Host: x', `Content-Length: ${Buffer.byteLength(body)}`];
  return [...head, ...headers, '', body].join('\r\n');
};

/** Waits until something is so. */
export const until = async (isSo: () => unknown, ms = 20_000): Promise<void> => {
  const end = performance.now() + ms;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`it was not so within ${ms} ms: ${isSo.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

/** Warnings of Node, such as those about too many listeners. They point to leaks, and would be lost in a log. */
export const watchWarnings = (t: Test): string[] => {
  const warnings: string[] = [];
  const enter = ({ name, message }: Error) => void warnings.push(`${name}: ${message}`);
  process.on('warning', enter);
  t.teardown(() => void process.off('warning', enter));
  return warnings;
};
