import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Test } from 'tap';

/** A request as an upstream got it. */
export interface Got {
  method: string;
  target: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A server that stands for a live ESB. */
export interface FakeUpstream {
  url: string;
  /** The requests that came. */
  got: Got[];
}

/** @param answer sends the reply, or does not */
export const fakeUpstream = async (t: Test, answer: RequestListener): Promise<FakeUpstream> => {
  const got: Got[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      got.push({ method, target: url, headers, body: Buffer.concat(chunks).toString() });
      answer(request, response);
    });
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, got };
};
