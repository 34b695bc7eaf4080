import http from 'node:http';
import { createEmulator, type Emulator, type EmulatorOptions, type Fixture } from '../../src/index.js';

/** Shared by the tests of control: requests over real sockets, sent byte for byte as given. */

export const LPI = '/api/c/compapi/v2/cc/list_process_instance/';
export const LSI = '/api/c/compapi/v2/cc/list_service_instance_by_set_template/';

export interface Reply {
  status: number;
  headers: http.IncomingHttpHeaders;
  text: string;
  /** The text as JSON; undefined where it is none. */
  body: unknown;
}

export interface Sent {
  headers?: http.OutgoingHttpHeaders | undefined;
  /** Sent as it is where it is a text, else as JSON. */
  body?: unknown;
  agent?: http.Agent | undefined;
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/**
 * Sends a request.
 *
 * @param url of the emulator
 * @param target method and request target: `GET /@w/readyz`; written to the socket as they are
 */
export const ask = (url: string, target: string, { headers = {}, body, agent }: Sent = {}): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const [method, path] = target.split(' ', 2) as [string, string];
    const { hostname, port } = new URL(url);
    const request = http.request({ hostname, port, method, path, headers, ...(agent && { agent }) }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode as number, headers: response.headers, text, body: parsed(text) });
      });
    });
    request.on('error', reject);
    const isRaw = body === undefined || typeof body === 'string' || Buffer.isBuffer(body);
    request.end(isRaw ? body : JSON.stringify(body));
  });

/** An emulator without checks of credentials, and what asks it. */
export const startEmulator = async (options: EmulatorOptions = {}) => {
  const esb: Emulator = await createEmulator({ auth: 'off', ...options });
  return {
    esb,
    ask: (target: string, sent?: Sent) => ask(esb.url, target, sent),
    [Symbol.asyncDispose]: () => esb.close(),
  };
};

/** Service instances of one module, each with a process of the same id. */
export const instances = (...ids: number[]): Fixture => ({
  modules: [
    {
      bk_module_id: 1,
      bk_biz_id: 2,
      service_instances: ids.map((id) => ({ id, processes: [{ bk_process_id: id }] })),
    },
  ],
});

/** `first` to `last`, both of them among. */
export const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** Ids of the processes in a reply of `list_process_instance`. */
export const processIds = ({ body }: Reply): number[] =>
  (body as { data: { property: { bk_process_id: number } }[] }).data.map(({ property }) => property.bk_process_id);

/** Looks until something is so; the test's own timeout ends the looking. */
export const until = async (isSo: () => Promise<boolean> | boolean): Promise<void> => {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
};
