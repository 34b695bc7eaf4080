import { Agent, request } from 'node:http';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import t from 'tap';
import { start } from '../cli/helper.js';

/** Calls of emulated components are not slowed by calls that wait for the upstream. */

const PAIRS = 15;
const CALLS = 400;
const AT_A_TIME = 8;
/** Fewer than the connections that the emulator opens. */
const HANGING = 200;

const V2 = '/api/c/compapi/v2';
const CREDENTIALS = { bk_app_code: 'a', bk_app_secret: 'b', bk_username: 'c' };
const OWN = JSON.stringify({ ...CREDENTIALS, bk_biz_id: 2, service_instance_id: 1 });

const agent = new Agent({ keepAlive: true, maxSockets: AT_A_TIME });

/** @returns milliseconds */
const timeOfCall = async (url: string): Promise<number> => {
  const started = performance.now();
  const outgoing = request(`${url}${V2}/cc/list_process_instance/`, { method: 'POST', agent });
  outgoing.end(OWN);
  const [incoming] = (await once(outgoing, 'response')) as [NodeJS.ReadableStream];
  await text(incoming);
  return performance.now() - started;
};

/** The time that 99 of 100 calls do not exceed, in milliseconds. */
const p99Of = async (url: string): Promise<number> => {
  const times: number[] = [];
  let left = CALLS;
  await Promise.all(
    Array.from({ length: AT_A_TIME }, async () => {
      while (left > 0) {
        left -= 1;
        times.push(await timeOfCall(url));
      }
    }),
  );
  return times.sort((one, other) => one - other)[Math.floor(times.length * 0.99)] as number;
};

const medianOf = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] as number;

t.setTimeout(600_000);

t.test('the p99 of a component is within 1.5 times while an upstream hangs', async (t) => {
  let open = 0;
  const upstream = createServer((socket) => {
    open += 1;
    socket.on('error', () => undefined).resume();
    socket.once('close', () => (open -= 1));
  });
  upstream.listen(0, '127.0.0.1');
  await once(upstream, 'listening');
  const { port } = upstream.address() as AddressInfo;
  const child = start(['serve', '--port', '0', '--log-level', 'warn', '--upstream', `http://127.0.0.1:${port}`]);
  t.teardown(() => child.kill());
  child.stderr.resume();
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const url = /http:\/\/[\d.:]+/.exec(line)?.[0] as string;

  /** Resolves once so many calls wait for the upstream. */
  const until = async (count: number): Promise<void> => {
    while (open !== count) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  /** Sends calls that nobody answers. */
  const hang = async (): Promise<() => Promise<void>> => {
    const calls = Array.from({ length: HANGING }, () => {
      const outgoing = request(`${url}${V2}/job/execute_job/`, { method: 'POST', agent: false });
      outgoing.on('error', () => undefined).end('{"a":1}');
      return outgoing;
    });
    await until(HANGING);
    return async () => {
      for (const call of calls) call.destroy();
      await until(0);
    };
  };

  await p99Of(url);
  const pairs: { alone: number; beside: number }[] = [];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    const alone = await p99Of(url);
    const end = await hang();
    const beside = await p99Of(url);
    await end();
    pairs.push({ alone, beside });
  }
  agent.destroy();
  upstream.close();
  const [alone, beside] = [medianOf(pairs.map((one) => one.alone)), medianOf(pairs.map((one) => one.beside))];
  const ratio = medianOf(pairs.map((one) => one.beside / one.alone));
  t.comment(`p99 alone ${alone.toFixed(2)} ms, beside ${beside.toFixed(2)} ms, median ratio ${ratio.toFixed(2)}`);
  t.ok(ratio <= 1.5, `median ratio ${ratio.toFixed(2)}`);
});
