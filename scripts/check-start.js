/**
 * Starts the emulator with the command given, sends it a documented request, and stops it.
 *
 *     node scripts/check-start.js npm start
 */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, {
  env: { ...process.env, BK_ESB_PORT: '0' },
  stdio: ['ignore', 'pipe', 'inherit'],
  detached: true,
});
let answered = false;

for await (const line of createInterface(child.stdout)) {
  console.log(line);
  const url = /curl -s (http:\S+)/.exec(line)?.[1];
  const body = /-d '(.*)'/.exec(line)?.[1];
  if (url === undefined) continue;
  const reply = await (await fetch(url, { method: 'POST', body })).json();
  console.log(`answered: result ${reply.result}, ${reply.data.length} process`);
  answered = reply.result && reply.data.length === 1;
  process.kill(-child.pid, 'SIGTERM');
}
if (!answered) {
  console.error(`${command} ${args.join(' ')} did not answer the documented request`);
  process.exitCode = 1;
}
