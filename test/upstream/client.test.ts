import t from 'tap';
import { addressOf } from '../../src/upstream/client.js';
import { replyHeaders } from '../../src/upstream/headers.js';

const ADDRESSES: [url: string, host: string, port: number, prefix: string][] = [
  ['http://paas.example.com/api/c/compapi/v2/cc/', 'paas.example.com', 80, ''],
  ['http://paas.example.com/o/api/c/compapi', 'paas.example.com', 80, '/o'],
  ['http://paas.example.com/api/c/compapis/', 'paas.example.com', 80, '/api/c/compapis'],
  ['http://esb.example.com', 'esb.example.com', 80, ''],
  ['https://esb.example.com/', 'esb.example.com', 443, ''],
  ['https://esb.example.com:8443/base/', 'esb.example.com', 8443, '/base'],
  ['http://[::1]:8000/a/b', '[::1]', 8000, '/a/b'],
];

t.test('the address of an upstream', (t) => {
  for (const [url, host, port, prefix] of ADDRESSES) t.match(addressOf(url), { host, port, prefix }, url);
  t.end();
});

t.test('headers of the connection and of other origins do not come back', (t) => {
  const own = { 'content-type': 'application/json', 'x-request-id': 'a' };
  t.same(replyHeaders(own), own);
  const sent = { ...own, connection: 'close, x-hop', 'x-hop': '1', 'access-control-allow-origin': '*' };
  t.same(replyHeaders(sent), own);
  t.end();
});
