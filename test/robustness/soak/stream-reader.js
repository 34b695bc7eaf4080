/** Follows the journal of a sandbox, as `tail -f` does. It comes back when its stream ends with the sandbox. */
import { createConnection } from 'node:net';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

const AGAIN_MS = 100;

export const followAgainAndAgain = async ({ port, sandbox, until }, report) => {
  while (performance.now() < until && !report.hasFailed()) {
    const socket = createConnection({ port, host: '127.0.0.1' });
    let [rest, last] = ['', 0];
    socket.on('data', (chunk) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop();
      for (const line of lines) {
        if (!line.startsWith('id: ')) continue;
        const id = Number(line.slice(4));
        if (id <= last) report.fail(`the stream of ${sandbox.name} went back from entry ${last} to ${id}`);
        last = id;
        report.count('event');
      }
    });
    // The end of a connection is the end of a stream, whatever the reason.
    socket.on('error', () => undefined);
    socket.write(`GET ${sandbox.prefix}/__emulator/requests/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`);
    const timer = setTimeout(() => socket.destroy(), until - performance.now());
    await once(socket, 'close');
    clearTimeout(timer);
    await sleep(AGAIN_MS);
  }
};
