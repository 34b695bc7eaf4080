/**
 * Runs containers of the image in the ways that users do, and waits until its own health check finds each of them healthy.
 *
 *   docker build --tag bk-esb-emulator . && node test/robustness/image.js bk-esb-emulator
 *
 * It needs a Docker engine, and ends with status 1 if something is not as it should be.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';

const [image = 'bk-esb-emulator'] = process.argv.slice(2);
const MOST_SECONDS = 60;

const docker = (...args) =>
  execFileSync('docker', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();

/** The flags of `docker run`, and the arguments of the emulator. `health` is what the health check should find. */
const WAYS = {
  'as it is': {},
  '--port 9000': { args: ['--port', '9000'] },
  'BK_ESB_PORT=9000': { run: ['--env', 'BK_ESB_PORT=9000'] },
  'any port': { args: ['--port', '0'] },
  'an empty BK_ESB_PORT': { run: ['--env', 'BK_ESB_PORT='] },
  'BK_ESB_PORT=tcp://…, as Kubernetes sets it': { run: ['--env', 'BK_ESB_PORT=tcp://10.0.0.1:8000'] },
  '--host ::1': { run: ['--sysctl', 'net.ipv6.conf.all.disable_ipv6=0'], args: ['--host', '::1'] },
  '--host 127.0.0.2': { args: ['--host', '127.0.0.2'] },
  '--host localhost': { args: ['--host', 'localhost'] },
  'a host of its own': { run: ['--hostname', 'esb.test'], args: ['--host', 'esb.test'] },
  'a read-only root': { run: ['--read-only', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges:true'] },
  'a database': { args: ['--db', '/data/esb.db'], file: '/data/esb.db' },
  'any user of group 0, as in OpenShift, with a database and a read-only root': {
    run: ['--user', '12345:0', '--read-only', '--cap-drop', 'ALL'],
    args: ['--db', '/data/esb.db', '--port', '9000'],
    file: '/data/esb.db',
  },
  'nothing that listens': { run: ['--entrypoint', 'sleep'], args: ['60'], health: 'unhealthy' },
};

/** Waits until the health check has an opinion. */
const healthOf = async (container) => {
  for (let second = 0; second < MOST_SECONDS; second += 1) {
    const [status, running] = docker(
      'inspect',
      '--format',
      '{{.State.Health.Status}} {{.State.Running}}',
      container,
    ).split(' ');
    if (status !== 'starting' || running !== 'true') return status;
    await sleep(1000);
  }
  return 'starting';
};

for (const [name, { run = [], args = [], file, health = 'healthy' }] of Object.entries(WAYS)) {
  const often = ['--health-interval', '1s', '--health-start-period', '20s', '--health-retries', '3'];
  if (health === 'unhealthy') often.splice(2, 2);
  const container = docker('run', '--detach', ...often, ...run, image, ...args);
  try {
    assert.equal(await healthOf(container), health, `${name}: ${docker('logs', container)}`);
    if (file !== undefined) docker('exec', container, 'test', '-s', file);
  } finally {
    docker('rm', '--force', '--volumes', container);
  }
  process.stdout.write(`${health}: ${name}\n`);
}
