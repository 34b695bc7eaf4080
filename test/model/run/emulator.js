/** The built emulator in a process of its own, with a sandbox for each contract and auth mode. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Client } from './client.js';

const CLI = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));

export const CONTRACTS = ['documented', 'cmdb-3.14'];
export const AUTH_MODES = ['off', 'required', 'strict'];

const FLAGS = ['serve', '--port', '0', '--log-level', 'silent'];

/** The environment without the variables of the emulator. */
const environment = () => {
  const names = Object.keys(process.env).filter((name) => !name.startsWith('BK_ESB_'));
  return Object.fromEntries(names.map((name) => [name, process.env[name]]));
};

const portOf = async (child) => {
  for await (const line of createInterface(child.stdout)) {
    const port = /http:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1];
    if (port !== undefined) return Number(port);
  }
  throw new Error('the emulator did not start');
};

const control = async (client, sandbox, method, path, body) => {
  const { status, body: reply } = await client.send({
    method,
    target: `/@${sandbox}/__emulator/${path}`,
    headers: [
      ['Host', '127.0.0.1'],
      ['Content-Type', 'application/json'],
      ['Content-Length', String(Buffer.byteLength(body))],
    ],
    body: Buffer.from(body),
  });
  if (status !== 200) throw new Error(`${method} ${path}: HTTP ${status} ${reply.toString()}\n${body}`);
};

/** Starts it; `stop` ends it. */
export const startEmulator = async () => {
  // Through `env`, because tap would measure a node process.
  const child = spawn('env', ['-u', 'NODE_OPTIONS', process.execPath, CLI, ...FLAGS], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: environment(),
  });
  const client = new Client(await portOf(child));
  child.stdout.resume();
  const sandboxOf = ({ contract, auth }) => `${contract.replace('.', '-')}-${auth}`;
  return {
    /** Gives a sandbox its settings and its data. */
    load: async (target, fixture) => {
      await control(client, sandboxOf(target), 'PATCH', 'settings', JSON.stringify(target));
      await control(client, sandboxOf(target), 'PUT', 'data', fixture);
    },
    /** Sends a request as it is, but for the headers that HTTP and the sandbox need. */
    ask: (target, request) => {
      const own = [
        ['Host', 'esb.test'],
        ['X-Emulator-Sandbox', sandboxOf(target)],
        ['Content-Length', String(request.body.length)],
      ];
      return client.send({ ...request, headers: [...own, ...request.headers] });
    },
    stop: async () => {
      client.close();
      child.kill();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
};
