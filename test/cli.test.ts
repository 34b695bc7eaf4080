import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import http from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import t, { type Test } from 'tap';
import { BUILT, COUNTED, runs, start, type Start } from './cli/helper.js';

const FIXTURE = fileURLToPath(new URL('../fixtures/documented.yaml', import.meta.url));

const collect = (stream: NodeJS.ReadableStream): (() => string) => {
  let text = '';
  stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return () => text;
};

const run = async (args: string[], env: Record<string, string> = {}) => {
  const child = start(args, { env });
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout: stdout(), stderr: stderr() };
};

interface Running {
  child: ChildProcessWithoutNullStreams;
  url: string;
  stdout: () => string;
  stderr: () => string;
  /** Sends a signal and gives the exit code. */
  stop: (signal?: NodeJS.Signals) => Promise<number | null>;
}

const listen = async (t: Test, args: string[], how: Start = {}): Promise<Running> => {
  const child = start(['--port', '0', ...args], how);
  t.teardown(() => child.kill('SIGKILL'));
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  const ended = once(child, 'close').then(([code]) => {
    throw new Error(`the emulator ended with ${String(code)}: ${stderr()}`);
  });
  ended.catch(() => undefined);
  const ready = new Promise<string>((resolve) => {
    createInterface(child.stdout).on('line', (line) => {
      // The last line that is always there.
      if (line.startsWith('  docs')) resolve(/http:\S+(?=\/docs)/.exec(line)?.[0] as string);
    });
  });
  const url = await Promise.race([ready, ended]);
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    const closed = once(child, 'close');
    child.kill(signal);
    const [code] = (await closed) as [number | null];
    return code;
  };
  return { child, url, stdout, stderr, stop };
};

t.test('--help names every flag and its environment variable', async (t) => {
  const { code, stdout } = await run(['--help']);
  t.equal(code, 0);
  const flags = 'host port contract auth db fixtures watch seed size cors body-limit log-level pretty';
  for (const flag of flags.split(' ')) {
    t.match(stdout, `--${flag}`);
    t.match(stdout, `BK_ESB_${flag.replace('-', '_').toUpperCase()}`);
  }
  t.strictSame(await runs(['--help']), { status: 0, out: stdout, err: '' });
});

t.test('--version is that of the package', async (t) => {
  const { code, stdout } = await run(['-v']);
  t.equal(code, 0);
  t.match(stdout, /^\d+\.\d+\.\d+\n$/);
});

t.test('a wrong flag or value is named, and the command exits with 2', async (t) => {
  const { code, stdout, stderr } = await run(['--contract', 'cmdb']);
  t.equal(code, 2);
  t.equal(stdout, '');
  t.equal(
    stderr,
    'bk-esb-emulator: --contract must be one of documented, cmdb-3.14, not "cmdb"  [SETTING_NOT_A_CHOICE]\n',
  );
});

t.test('the printed curl line works when pasted, and the banner names the documentation', async (t) => {
  const { url, stdout, stop } = await listen(t, []);
  const curl = /curl .*/.exec(stdout())?.[0] as string;
  const pasted = spawn('sh', ['-c', curl]);
  const output = collect(pasted.stdout);
  await once(pasted, 'close');
  t.match(JSON.parse(output()), { result: true, code: 0, data: [{ property: { bk_process_id: 46 } }] });
  t.match(stdout(), `\n  page  ${url}/\n  docs  ${url}/docs\n`);
  t.match((await fetch(url, { headers: { accept: 'text/html' } })).url, /\/console\/$/);
  t.equal((await fetch(`${url}/docs`)).status, 200);
  t.equal(await stop(), 0);
});

t.test('the curl line fits the data, and is left out if no line fits', async (t) => {
  const fixture = 'processes: [{ bk_process_id: 1, service_instance_id: 7, bk_biz_id: 2 }]';
  const dir = t.testdir({ 'own.yaml': fixture, 'none.yaml': '{}' });
  for (const [args, expected, command] of [
    [['--fixtures', `${dir}/own.yaml`], '"bk_biz_id":2,"service_instance_id":7}', BUILT],
    [['--fixtures', `${dir}/own.yaml`, '--auth', 'strict'], undefined, BUILT],
    [['--fixtures', `${dir}/none.yaml`], undefined, COUNTED],
  ] as const) {
    const { stdout, stop } = await listen(t, [...args], { command });
    t.equal(await stop(), 0);
    if (expected === undefined) t.notMatch(stdout(), 'curl -s');
    else t.match(stdout(), `${expected}'; echo\n`);
  }
});

t.test('settings come from the environment, and flags win', async (t) => {
  const env = { BK_ESB_CONTRACT: 'cmdb-3.14', BK_ESB_AUTH: 'strict', BK_ESB_FIXTURES: FIXTURE };
  const { url, stop } = await listen(t, ['--auth', 'off'], { env });
  const ready = (await (await fetch(`${url}/readyz`)).json()) as object;
  t.match(ready, { status: 'ready', contract: 'cmdb-3.14', auth: 'off', data: { origin: FIXTURE } });
  t.equal(await stop('SIGINT'), 0);
});

t.test('a request in flight is answered before the emulator ends', async (t) => {
  const { url, child } = await listen(t, ['--auth', 'off']);
  const body = JSON.stringify({ service_instance_id: 54 });
  const request = http.request(`${url}/api/c/compapi/v2/cc/list_process_instance/`, {
    method: 'POST',
    headers: { 'content-length': body.length, expect: '100-continue' },
  });
  request.flushHeaders();
  // The server has read the head of the request once it asks for its body.
  await once(request, 'continue');
  const closed = once(child, 'close');
  child.kill('SIGTERM');
  await refusesConnections(url);
  request.end(body);
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  const text = collect(response);
  await once(response, 'end');
  t.match(JSON.parse(text()), { result: true, data: [{}] });
  t.strictSame(await closed, [0, null]);
});

/** Connects until the emulator no longer listens. */
const refusesConnections = async (url: string): Promise<void> => {
  const accepted = await new Promise<boolean>((resolve) => {
    http
      .get(`${url}/healthz`, { agent: false }, (response) => response.resume().on('end', () => resolve(true)))
      .on('error', () => resolve(false));
  });
  if (accepted) await refusesConnections(url);
};

t.test('a signal while data is loaded ends the emulator at once', async (t) => {
  for (const [signal, command] of [
    ['SIGTERM', BUILT],
    ['SIGINT', COUNTED],
  ] as const) {
    const child = start(['--port', '0', '--size', 'large'], { command });
    t.teardown(() => child.kill('SIGKILL'));
    const [stdout, closed] = [collect(child.stdout), once(child, 'close')];
    // The log says that it listens; the banner follows once the data is there.
    await once(child.stderr, 'data');
    child.kill(signal);
    t.strictSame(await closed, [0, null], signal);
    t.equal(stdout(), '', signal);
  }
});

t.test('a second signal does not wait for requests in flight', async (t) => {
  const { url, child } = await listen(t, [], { command: COUNTED });
  const request = http.request(`${url}/api/c/compapi/v2/cc/list_process_instance/`, {
    method: 'POST',
    headers: { 'content-length': 10, expect: '100-continue' },
  });
  const broken = once(request, 'error');
  request.flushHeaders();
  await Promise.race([once(request, 'continue'), broken]);
  const closed = once(child, 'close');
  child.kill('SIGTERM');
  await refusesConnections(url);
  child.kill('SIGTERM');
  t.match(await broken, [{ code: 'ECONNRESET' }]);
  t.strictSame(await closed, [0, null]);
});

t.test('secrets are never logged, and a refusal names the flag that would change it', async (t) => {
  const { url, stderr, stop } = await listen(t, ['--log-level', 'debug', '--auth', 'strict']);
  const secret = 'a-secret-value';
  const body = {
    bk_app_code: 'nobody',
    bk_app_secret: secret,
    bk_token: secret,
    bk_username: 'x',
    service_instance_id: 1,
  };
  const path = `${url}/api/c/compapi/v2/cc/list_process_instance/`;
  await fetch(`${path}?bk_signature=${secret}`, { method: 'POST', body: JSON.stringify(body) });
  await fetch(`${path}?bk_app_secret=${secret}`);
  await fetch(path, { headers: { 'x-bkapi-authorization': JSON.stringify(body), cookie: `bk_token=${secret}` } });
  await fetch(`${url}/api/c/compapi/v2/cc/nothing/?bk_app_secret=${secret}`);
  t.equal(await stop(), 0);
  const lines = stderr()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  t.notMatch(stderr(), secret);
  const refused = lines.filter(({ msg }) => msg === 'refused');
  for (const reason of [/^Parameter bk_nonce does not exist/, /^Invalid APP Code/]) {
    t.match(
      refused.find((line) => reason.test(String(line['reason']))),
      { level: 40, component: 'list_process_instance', hint: /--auth required/ },
      String(reason),
    );
  }
  t.match(
    lines.find(({ msg }) => msg === 'answered'),
    { method: 'POST', status: 200, bytes: Number },
  );
  t.match(
    lines.find(({ msg }) => msg === 'no component at this method and path'),
    { path: '/api/c/compapi/v2/cc/nothing/' },
  );
});

t.test('--pretty logs for people', async (t) => {
  const { stderr, stop } = await listen(t, ['--pretty', '--seed', '2'], { command: COUNTED });
  t.equal(await stop(), 0);
  t.match(stderr(), /INFO.*: listens, and loads its data\n +url: "http/);
});

t.test('a failed start prints one line and exits with 1', async (t) => {
  const blocker = createServer();
  blocker.listen(0, '127.0.0.1');
  await once(blocker, 'listening');
  t.teardown(() => blocker.close());
  const { port } = blocker.address() as AddressInfo;

  const dir = t.testdir({ 'text.db': 'this is no database, and long enough to be read as the head of one'.repeat(20) });
  const foreign = join(dir, 'foreign.db');
  new Sqlite(foreign).exec('CREATE TABLE t (a)').close();
  const old = join(dir, 'old.db');
  new Sqlite(old).exec('CREATE TABLE t (a); PRAGMA application_id = 1651197267; PRAGMA user_version = 99').close();
  const broken = join(dir, 'broken.yaml');
  writeFileSync(broken, 'modules:\n  - bk_module_id: x\n    bk_biz_id: 1\n');

  const cases: [name: string, args: string[], message: RegExp][] = [
    ['a port in use', ['--port', String(port)], /^port \d+ on 127.0.0.1 is in use; choose another one with --port/],
    ['a host that is not here', ['--host', '192.0.2.1'], /^192.0.2.1 is no address of this machine; see --host/],
    ['a folder that is not there', ['--db', join(dir, 'no/such.db')], /such.db cannot be written: check that/],
    ['a folder in place of a file', ['--db', dir], /is a folder; name a file in it with --db/],
    ['a file that is no database', ['--db', join(dir, 'text.db')], /text.db is not a SQLite database; name another/],
    ['a database of another program', ['--db', foreign], /foreign.db is a database of another program/],
    ['a database of another version', ['--db', old], /old.db was made by another version of bk-esb-emulator/],
    ['a broken fixture', ['--fixtures', broken], /broken.yaml:2:19: modules\[0\].bk_module_id: must be an integer/],
    ['a fixture that is not there', ['--fixtures', join(dir, 'none')], /none: there is no such file or folder/],
  ];
  for (const [name, args, message] of cases) {
    const free = args.includes('--port') ? [] : ['--port', '0'];
    const all = ['--log-level', 'silent', ...free, ...args];
    const { code, stdout, stderr } = await run(all);
    t.equal(code, 1, name);
    t.equal(stdout, '', name);
    t.match(stderr.replace(/^bk-esb-emulator: /, ''), message, name);
    t.notMatch(stderr, /\n +at /, `${name}: no stack trace`);
    t.strictSame(await runs(all), { status: code, out: stdout, err: stderr }, `${name}: the same in this process`);
  }
});

t.test('a database on disk keeps its data', async (t) => {
  const db = join(t.testdir(), 'esb.db');
  const first = await listen(t, ['--db', db, '--fixtures', FIXTURE]);
  const before = (await (await fetch(`${first.url}/readyz`)).json()) as { data: object };
  await first.stop();
  const again = await listen(t, ['--db', db, '--seed', '7', '--fixtures', '/nowhere']);
  const after = (await (await fetch(`${again.url}/readyz`)).json()) as { data: object };
  await again.stop();
  t.same(after.data, before.data);
  t.match(again.stderr(), 'holds other data (');
});
