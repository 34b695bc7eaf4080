import t from 'tap';
import { profileTables } from './profile-tables.js';

const root = new URL('../../..', import.meta.url).href;
const node = (id: number, functionName: string, url = '') => ({
  id,
  callFrame: { functionName, url, lineNumber: 9 },
});

t.test('self time is summed by function and by file or package, without idle time', (t) => {
  const text = profileTables({
    nodes: [
      node(1, '(root)'),
      node(2, '(idle)'),
      node(3, 'answer', `${root}dist/esb/gateway.js`),
      node(4, 'route', `${root}node_modules/@fastify/cors/index.js`),
      node(5, 'answer', `${root}dist/esb/gateway.js`),
      node(6, 'emit', 'node:events'),
      node(7, 'writev'),
    ],
    samples: [2, 3, 4, 5, 6, 7],
    timeDeltas: [900_000, 30_000, 20_000, 20_000, 20_000, 10_000],
  });
  const lines = text.split('\n').map((line) => line.trim().replaceAll(/ {2,}/g, ' '));
  t.strictSame(lines, [
    'self time by function',
    '50 ms 50.0 % answer dist/esb/gateway.js:10',
    '20 ms 20.0 % route @fastify/cors/index.js:10',
    '20 ms 20.0 % emit node:events:10',
    '10 ms 10.0 % writev (native)',
    '',
    'self time by file or package',
    '50 ms 50.0 % dist/esb/gateway.js',
    '20 ms 20.0 % @fastify/cors',
    '20 ms 20.0 % node:events',
    '10 ms 10.0 % (native)',
    '',
  ]);
  t.end();
});
