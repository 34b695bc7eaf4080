import http from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Test } from 'tap';

/**
 * A proxy that serves an emulator below `/esb/`, as `location /esb/ { proxy_pass http://emulator/; }` of nginx does. Nothing
 * else than the target of a request tells the emulator of it.
 *
 * @returns the emulator's address through the proxy
 */
export const prefixProxy = async (t: Test, target: string): Promise<string> => {
  const { hostname, port } = new URL(target);
  const proxy = http.createServer((request, response) => {
    const { method, url = '', headers } = request;
    if (!url.startsWith('/esb/')) {
      response.writeHead(404).end();
      return;
    }
    const path = url.slice('/esb'.length);
    const passed = http.request({ hostname, port, method, path, headers, agent: false }, (reply) => {
      response.writeHead(reply.statusCode as number, reply.headers);
      reply.pipe(response);
    });
    request.pipe(passed);
  });
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  t.teardown(() => {
    proxy.close();
    proxy.closeAllConnections();
  });
  return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/esb`;
};
