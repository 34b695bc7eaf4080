/**
 * Checks the running container of a compose project: what it may do, what its image holds, and how it stops under load.
 *
 *   docker compose up --detach --build && node test/robustness/container.js docker compose
 *
 * It needs a Docker engine. It stops the service `esb`, and ends with status 1 if something is not as it should be.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import process from 'node:process';

const [command = 'docker', ...compose] = process.argv.length > 2 ? process.argv.slice(2) : ['docker', 'compose'];
const CONNECTIONS = 100;
const LOAD_MS = 3000;
const MOST_STOP_MS = 2000;

const docker = (...args) => execFileSync('docker', args, { encoding: 'utf8' }).trim();
const container = execFileSync(command, [...compose, 'ps', '--quiet', 'esb'], { encoding: 'utf8' }).trim();
const inspect = () => JSON.parse(docker('inspect', container))[0];

const checkRights = () => {
  const { HostConfig: limits, Config: config } = inspect();
  assert.equal(limits.ReadonlyRootfs, true, 'its root can be written');
  assert.deepEqual(limits.CapDrop, ['ALL']);
  assert.deepEqual(limits.SecurityOpt, ['no-new-privileges:true']);
  assert.equal(limits.Memory, 256 * 2 ** 20);
  assert.equal(limits.PidsLimit, 64);
  assert.notEqual(config.User, '', 'it runs as root');
  return 'root read-only, no capabilities, 256 MiB of memory, 64 processes, a user of its own';
};

/** Names of files and folders that have no place in the image. Those of the base image are not ours. */
const NEEDLESS =
  /\/(gcc|g\+\+|cc|c\+\+|clang|make|cmake|node-gyp)$|^\/(app|data|root|home|tmp)\/.*(\/tests?\/|\.test\.[jt]s$|\/\.cache\/|\/\.npm\/|_cacache|\.o$|\.c$|\.cpp$|\.map$)/;

const checkFiles = () => {
  const archive = execFileSync('sh', ['-c', 'docker export "$1" | tar --list', 'sh', container], {
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
  });
  const listed = archive.split('\n').map((path) => `/${path}`);
  const ofApp = listed.filter((path) => path.startsWith('/app/') && !path.endsWith('/'));
  assert.ok(ofApp.includes('/app/dist/cli.js'), 'the list of files lacks the emulator');
  // The package manager of the base image brings its own copy of node-gyp, which compiles nothing without a compiler.
  const needless = listed.filter((path) => NEEDLESS.test(path) && !path.startsWith('/usr/local/lib/node_modules/'));
  assert.deepEqual(needless, []);
  return `${ofApp.length} files of the emulator and its packages, no compiler, cache or test`;
};

/** Keeps connections busy until they end. @returns counts, which change as replies come */
const load = (port) => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const counts = { good: 0, bad: 0, cut: 0, isOver: false };
  const body = JSON.stringify({
    bk_app_code: 'app',
    bk_app_secret: 'secret',
    bk_username: 'user',
    bk_biz_id: 1,
    service_instance_id: 54,
  });
  const again = () => {
    if (counts.isOver) return;
    const options = {
      agent,
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: '/api/c/compapi/v2/cc/list_process_instance/',
    };
    const request = http.request(options, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part) => (text += part));
      response.on('error', () => (counts.cut += 1));
      response.on('end', () => {
        if (response.statusCode === 200 && JSON.parse(text).result === true) counts.good += 1;
        else counts.bad += 1;
        again();
      });
    });
    request.on('error', () => {
      counts.isOver = true;
    });
    request.end(body);
  };
  for (let connection = 0; connection < CONNECTIONS; connection += 1) again();
  return counts;
};

const checkStop = async () => {
  const [address] = docker('port', container, '8000/tcp').split('\n');
  const counts = load(Number(/\d+$/.exec(address)[0]));
  const end = Date.now() + LOAD_MS;
  await new Promise((resolve) => {
    setTimeout(resolve, end - Date.now());
  });
  const peak = docker('stats', '--no-stream', '--format', '{{.MemUsage}}', container);
  const before = { ...counts };
  const started = performance.now();
  const stop = spawn('docker', ['kill', '--signal', 'TERM', container], { stdio: 'ignore' });
  await once(stop, 'exit');
  const code = docker('wait', container);
  const ms = Math.round(performance.now() - started);
  const { State: state } = inspect();
  assert.equal(code, '0', `it ended with ${code}`);
  assert.equal(state.OOMKilled, false, 'it had too little memory');
  assert.ok(before.good > 0, 'no request was answered');
  assert.deepEqual([counts.bad, counts.cut], [0, 0], 'wrong or cut replies');
  assert.ok(ms <= MOST_STOP_MS, `it took ${ms} ms to stop`);
  const rate = Math.round((before.good / LOAD_MS) * 1000);
  return `${counts.good} replies, ${rate} a second over ${CONNECTIONS} connections, memory ${peak}; stopped with 0 after ${ms} ms`;
};

for (const check of [checkRights, checkFiles, checkStop]) process.stdout.write(`${await check()}\n`);
