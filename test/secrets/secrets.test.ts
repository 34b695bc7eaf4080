import { once } from 'node:events';
import { renameSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { text } from 'node:stream/consumers';
import t, { type Test } from 'tap';
import { start, runs } from '../cli/helper.js';
import { ask, control as plainControl, LPI, until, type Request } from '../control/helper.js';
import { Planted } from './planted.js';
import { badFixtures, CANARY, goodFixture, requestsTo } from './requests.js';

/** Plants secrets wherever one can come in, and looks for them in everything that leaves the process. */

interface Process {
  url: string;
  out: () => string;
  err: () => string;
  stop: () => Promise<void>;
}

const serve = async (t: Test, args: string[], env: Record<string, string>): Promise<Process> => {
  const child = start(['--port', '0', '--log-level', 'debug', ...args], { env });
  t.teardown(() => child.kill('SIGKILL'));
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  await until(() => /docs {2}http/.test(out), 30_000);
  const stop = async () => {
    child.kill('SIGTERM');
    await once(child, 'close');
  };
  return { url: /docs {2}(http:.*)\/docs/.exec(out)?.[1] as string, out: () => out, err: () => err, stop };
};

/** What a caller of control sends. */
const controlRequests = (planted: Planted): [path: string, request: Request][] => {
  const word = (form: string) => planted.word(`control: ${form}`);
  return [
    ...badFixtures(planted).flatMap((body): [string, Request][] => [
      ['/data', { method: 'PUT', body }],
      ['/data', { method: 'PATCH', body }],
    ]),
    ['/faults', { body: `{"name": "${CANARY}", "password": ${word('broken JSON')}}` }],
    ['/faults', { body: { name: planted.jwt('control: the name of a fault'), [`otp=${word('a key')}`]: 1 } }],
    ['/faults', { body: { name: 'custom', reply: { headers: { 'x-token': planted.number('control: a header') } } } }],
    ['/faults', { body: { name: 'slow', latency: `http://u:${word('a latency')}@h`, app: CANARY } }],
    [
      '/faults',
      {
        body: {
          name: 'custom',
          app: CANARY,
          parameters: { bk_token: word('a parameter of a fault'), deep: [{ api_key: word('another') }] },
          reply: {
            headers: { 'set-cookie': word('a header of a fault') },
            body: { session: word('the body of a fault'), [`pwd=${word('a key in the body of a fault')}`]: 1 },
          },
        },
      },
    ],
    [`/faults/token=${word('the id of a fault')}`, {}],
    ['/settings', { method: 'PATCH', body: { [`password=${word('a setting')}`]: 1, auth: CANARY } }],
    ['/settings', { method: 'PATCH', body: { auth: planted.hex('control: the value of a setting') } }],
    [`/snapshots/pwd=${word('a snapshot')}/restore`, { method: 'POST' }],
    [`/snapshots/${encodeURIComponent(`{"pwd":"${word('the name of a snapshot')}"}`)}`, { method: 'PUT' }],
    [`/sandboxes/sid=${word('a sandbox')}`, {}],
    [`/${CANARY}/token/${word('a path')}?password=${word('a query')}`, {}],
    [`/requests?password%3D${word('the name of a filter')}=1`, {}],
    [`/requests?since=${planted.jwt('control: a time')}`, {}],
    [`/requests?component=${planted.jwt('control: a component')}`, {}],
    [`/requests?body=${encodeURIComponent(`{"pwd=${word('a filter')}":1,"pwd=${word('a filter')}":`)}`, {}],
    [`/requests?body=${encodeURIComponent(`{"a":1,"pwd":${word('a broken filter')}`)}`, {}],
    ['/requests/stream', { headers: { 'last-event-id': planted.jwt('control: the id of an event') } }],
    ['/requests', { headers: { 'x-emulator-sandbox': `password=${word('a header')}` } }],
    ['/requests', { headers: { 'x-emulator-token': word('a wrong token') } }],
    ['/requests', { headers: { authorization: `Bearer ${word('a wrong bearer')}`, 'x-emulator-token': 'x' } }],
  ];
};

const READS = ['', '/requests', '/requests/count', '/warnings', '/faults', '/faults/f1', '/settings', '/sandboxes'];
const PAGES = ['/readyz', '/healthz', '/openapi.json', '/docs', '/docs/json', '/'];

const isJson = (line: string): boolean => {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
};

const check = (t: Test, planted: Planted, outputs: Readonly<Record<string, string>>, withCanary: readonly string[]) => {
  for (const [name, output] of Object.entries(outputs)) t.strictSame(planted.foundIn(output), [], name);
  for (const name of withCanary) t.match(outputs[name], CANARY, `${name}: what is no secret is there`);
};

for (const [form, flags, modes] of [
  ['JSON', [], ['off', 'strict']],
  ['lines for people', ['--pretty'], ['strict']],
] as const) {
  t.test(`serve with a log of ${form} shows no secret`, async (t) => {
    const planted = new Planted();
    const token = planted.word('the control token');
    const folder = t.testdir({});
    const file = `${folder}/${CANARY}.json`;
    const write = (fixture: string) => {
      writeFileSync(`${folder}/new.tmp`, fixture);
      renameSync(`${folder}/new.tmp`, file);
    };
    write(JSON.stringify(goodFixture(planted)));
    const { url, out, err, stop } = await serve(t, ['--fixtures', file, '--watch', '--auth', 'strict', ...flags], {
      BK_ESB_CONTROL_TOKEN: token,
    });
    const asOwner = { 'x-emulator-token': token };
    const control = (path: string, { headers, ...request }: Request = {}) =>
      plainControl(url, path, { ...request, headers: { ...asOwner, ...headers } });

    const stream = http.get(`${url}/__emulator/requests/stream`, { headers: asOwner });
    const [streaming] = (await once(stream, 'response')) as [http.IncomingMessage];
    const streamed = text(streaming);
    const requests = requestsTo(planted);
    for (const auth of modes) {
      await control('/settings', { method: 'PATCH', body: { auth } });
      for (const { path, request } of requests) await ask(url, path, request);
    }
    let errors = '';
    for (const [path, request] of controlRequests(planted)) errors += (await control(path, request)).text;
    const seen: Record<string, string> = {};
    for (const path of READS) seen[`control ${path}`] = (await control(path)).text;
    // The fixture that is refused in the end is the first: its messages repeat most.
    write(badFixtures(planted)[0] as string);
    await until(() => /cannot be loaded/.test(err()), 20_000);
    for (const path of PAGES) seen[path] = (await ask(url, path, { headers: asOwner })).text;
    const exported = (await control('/data')).text;
    await stop();
    const outputs = { ...seen, errors, stream: await streamed, 'standard output': out(), log: err() };
    check(t, planted, outputs, ['control /requests', 'control /faults', 'errors', 'stream', '/readyz', 'log']);
    if (form === 'JSON') for (const line of err().trim().split('\n')) t.ok(isJson(line), line);
    t.ok(planted.places.size > 200, `secrets: ${planted.places.size}`);
    t.match(planted.foundIn(exported), [/^the secret of an app: /, /^the token of a user: /, /^an access token: /]);
  });
}

t.test('commands show no secret', async (t) => {
  const planted = new Planted();
  const word = (form: string) => planted.word(form);
  const folder = t.testdir({});
  const outputs: Record<string, string> = {};
  const run = async (name: string, args: string[], env: Record<string, string> = {}) => {
    const { out, err } = await runs(args, { env });
    outputs[name] = out + err;
  };
  for (const [index, fixture] of badFixtures(planted).entries()) {
    const file = `${folder}/${index}.${index < 2 ? 'json' : 'yaml'}`;
    writeFileSync(file, fixture);
    await run(`check ${index}`, ['check', file]);
    await run(`check ${index} as JSON`, ['check', file, '--format', 'json']);
    await run(`serve ${index}`, ['--port', '0', '--log-level', 'silent', '--fixtures', file]);
    await run(`import ${index}`, ['import', file]);
  }
  const request = { bk_app_code: 'a', bk_app_secret: word('a captured secret'), password: word('a captured password') };
  const rows = [
    { id: 1, bk_module_id: 1, bk_biz_id: 2, bk_host_id: 1, [CANARY]: 1, [`pwd=${word('a captured key')}`]: 1 },
  ];
  const data = { count: 1, info: rows };
  const captured = [
    { request, response: { result: true, code: 0, message: '', data } },
    { request, response: { result: false, code: 1, message: `no token=${word('a refusal')}`, data: null } },
    { request, response: `api_key=${word('no reply')}` },
  ];
  writeFileSync(`${folder}/captured.json`, JSON.stringify(captured));
  await run('import', ['import', `${folder}/captured.json`]);
  const url = (form: string) => `http://u:${word(form)}@127.0.0.1/${CANARY}`;
  await run('a URL as a fixture', ['--port', '0', '--log-level', 'silent', '--fixtures', url('--fixtures')]);
  await run('a URL as a database', ['--port', '0', '--log-level', 'silent', '--db', url('--db')]);
  await run('a URL to import', ['import', url('import')]);
  await run('a URL to export to', ['export', '--out', url('--out')]);
  await run('a flag that is not there', [`--password=${word('an unknown flag')}`]);
  await run('an operand', [`bk_token=${word('an operand')}`]);
  await run('a flag', ['--port', planted.jwt('a flag')]);
  await run('a variable', [], { BK_ESB_PORT: `token=${word('a variable')}`, BK_ESB_CONTROL_TOKEN: word('the token') });
  check(t, planted, outputs, ['check 0', 'check 0 as JSON', 'serve 0', 'a URL as a fixture', 'a URL as a database']);
});

t.test('a secret would be seen, in any encoding', (t) => {
  const planted = new Planted();
  const secret = planted.word(LPI);
  const forms = [secret, `{"a":"${secret}"}`, encodeURIComponent(`=${secret}`), Buffer.from(secret).toString('base64')];
  for (const form of forms) t.match(planted.foundIn(`x ${form} y`), [LPI], form);
  t.strictSame(planted.foundIn(`x ${secret.slice(0, 6)} y`), []);
  t.end();
});
