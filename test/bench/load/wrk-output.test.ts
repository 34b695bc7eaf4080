import t from 'tap';
import { parseWrk } from './wrk-output.js';

const printed = (more = '', p50 = '1.03ms') => `Running 2s test @ http://127.0.0.1:8000
  1 threads and 20 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     1.20ms    2.31ms  50.77ms   96.34%
    Req/Sec    20.48k     2.03k   23.53k    81.25%
  Latency Distribution
     50%  ${p50}
     75%    1.50ms
     90%    2.00ms
     99%    1.25s
  40961 requests in 2.00s, 46.02MB read
${more}Requests/sec:  20480.50
Transfer/sec:     23.01MB
`;

t.test('the output of wrk is read, latencies in microseconds', (t) => {
  t.strictSame(parseWrk(printed()), { rate: 20_480.5, requests: 40_961, p50: 1030, p99: 1_250_000 });
  t.equal(parseWrk(printed('', '97.00us')).p50, 97);
  t.end();
});

t.test('failed requests are an error', (t) => {
  t.throws(() => parseWrk(printed('  Non-2xx or 3xx responses: 12\n')), /12 replies were not 2xx, socket errors: none/);
  const socketErrors = '  Socket errors: connect 0, read 3, write 0, timeout 0\n';
  t.throws(() => parseWrk(printed(socketErrors)), /socket errors: connect 0, read 3/);
  t.throws(() => parseWrk('unable to connect'), /--latency; it printed\nunable to connect/);
  t.end();
});
