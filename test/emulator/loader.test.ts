import { once } from 'node:events';
import { appendFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import t, { type Test } from 'tap';
import { fixtureText } from '../../src/fixtures/write/text.js';
import { generate } from '../../src/demo/generate.js';
import { fitShape } from '../../src/demo/shapes.js';
import { createEmulator, StoreError, type Emulator, type EmulatorOptions } from '../../src/index.js';
import { Store } from '../../src/store/datasets/store.js';
import { warnOfMounts } from '../../src/emulator/warn-of-mounts.js';
import { start } from '../cli/helper.js';

const BOUND_MS = 15_000;

const fixture = (name: string): string => `
modules:
  - bk_module_id: 1
    bk_biz_id: 2
    service_instances:
      - { id: 1, processes: [{ bk_process_id: 1, bk_process_name: ${name} }] }
`;
const BROKEN = 'hosts:\n  - { bk_host_id: x }\n';

const EMPTIED = 'the fixture is empty; {} is one without rows';

interface Ready {
  code: number;
  status: string;
  data: { digest: string; counts: Record<string, number> };
  refused: {
    at: string;
    message: string;
    message_zh: string;
    problems: { file: string; line: number; column: number }[];
  } | null;
}

const readyz = async (url: string): Promise<Ready> => {
  const response = await fetch(`${url}/readyz`);
  return { ...((await response.json()) as Ready), code: response.status };
};

/** The name of the process of service instance 1, or how many processes it has. */
const served = async (url: string): Promise<string | number> => {
  const path = `${url}/api/c/compapi/v2/cc/list_process_instance/`;
  const response = await fetch(path, { method: 'POST', body: '{"service_instance_id": 1}' });
  const { data } = (await response.json()) as { data: { property: { bk_process_name: string } }[] };
  return data[0]?.property.bk_process_name ?? data.length;
};

/** Asks until the answer is right. */
const until = async <T>(ask: () => T | Promise<T>, isRight: (answer: T) => boolean): Promise<T> => {
  const end = performance.now() + BOUND_MS;
  for (;;) {
    const answer = await ask();
    if (isRight(answer)) return answer;
    if (performance.now() > end) throw new Error(`still ${JSON.stringify(answer)}`);
    await setTimeout(5);
  }
};

const watching = async (t: Test, options: EmulatorOptions): Promise<Emulator> => {
  const esb = await createEmulator({ auth: 'off', watch: true, ...options });
  t.teardown(() => esb.close(0));
  return esb;
};

t.test('each change is live within a second, however it is made', async (t) => {
  const dir = t.testdir({
    named: { 'a.yaml': fixture('old') },
    folder: { 'a.yaml': fixture('old') },
    v1: { 'a.yaml': fixture('v1') },
    v2: { 'a.yaml': fixture('v2') },
    now: t.fixture('symlink', 'v1'),
  });
  const times: number[] = [];
  const change = async ({ url }: Emulator, make: () => void, expected: string | number): Promise<void> => {
    const started = performance.now();
    make();
    await until(
      () => served(url),
      (name) => name === expected,
    );
    times.push(performance.now() - started);
  };
  const replace = (path: string, text: string): void => {
    writeFileSync(`${path}~`, text);
    renameSync(`${path}~`, path);
  };
  const [file, folder] = [`${dir}/named/a.yaml`, `${dir}/folder`];

  const named = await watching(t, { fixtures: [file] });
  t.equal(await served(named.url), 'old');
  await change(named, () => writeFileSync(file, fixture('in-place')), 'in-place');
  await change(named, () => replace(file, fixture('replaced')), 'replaced');

  const within = await watching(t, { fixtures: [folder] });
  const more = 'processes: [{ bk_process_id: 0, service_instance_id: 1 }]'.replace('0', '2');
  await change(within, () => replace(`${folder}/a.yaml`, fixture('replaced')), 'replaced');
  await change(within, () => writeFileSync(`${folder}/a.yaml`, fixture('none').replace(/processes.*/, '}')), 0);
  await change(within, () => writeFileSync(`${folder}/b.yaml`, more), 'process-2');
  await change(within, () => rmSync(`${folder}/b.yaml`), 0);

  const linked = await watching(t, { fixtures: [`${dir}/now`] });
  for (const version of ['v2', 'v1', 'v2']) {
    symlinkSync(version, `${dir}/next`);
    await change(linked, () => renameSync(`${dir}/next`, `${dir}/now`), version);
  }

  times.sort((a, b) => a - b);
  const told = times.map(Math.round).join(', ');
  t.ok((times[Math.floor(times.length / 2)] as number) < 1000, `mostly within a second: ${told} ms`);
  t.ok((times.at(-1) as number) < 3000, `even on a busy machine: ${told} ms`);
});

t.test('what is broken is refused, with the reason, until it is mended', async (t) => {
  const dir = t.testdir({ 'a.yaml': fixture('old') });
  const file = `${dir}/a.yaml`;
  const { url, data } = await watching(t, { fixtures: [file] });
  const { digest } = data;
  const breakages: [make: () => void, problem: object][] = [
    [() => writeFileSync(file, BROKEN), { file, line: 2, column: 19, path: 'hosts[0].bk_host_id' }],
    [() => writeFileSync(file, 'hosts: ['), { file, line: 1, message: /^not valid YAML/ }],
    [() => writeFileSync(file, '['.repeat(1000)), { file, line: 1, column: 101, message: /^is nested more than/ }],
    [() => rmSync(file), { file, line: 0, column: 0, message: 'there is no such file or folder' }],
    [() => writeFileSync(file, ''), { file, line: 0, column: 0, message: EMPTIED }],
  ];
  let before: Ready['refused'] = null;
  for (const [make, problem] of breakages) {
    make();
    const ready = await until(
      () => readyz(url),
      ({ refused }) => refused !== null && refused.at !== before?.at,
    );
    t.match(ready, { code: 200, status: 'ready', data: { digest } });
    t.match(ready.refused, {
      at: /^\d{4}-\d\d-\d\dT[\d:.]+Z$/,
      message: '1 problem in the fixtures',
      message_zh: 'fixture 中有 1 处错误',
    });
    t.match(ready.refused?.problems, [problem]);
    t.equal(await served(url), 'old');
    before = ready.refused;
  }
  writeFileSync(file, fixture('old'));
  const mended = await until(
    () => readyz(url),
    ({ refused }) => refused === null,
  );
  t.match(mended, { code: 200, status: 'ready', data: { digest }, refused: null });
  writeFileSync(file, fixture('new'));
  t.equal(
    await until(
      () => served(url),
      (name) => name !== 'old',
    ),
    'new',
  );
});

t.test('YAML that is written piece by piece is not taken for whole where it is valid', async (t) => {
  const dir = t.testdir({ 'a.yaml': fixture('old') });
  const { url } = await watching(t, { fixtures: [dir] });
  const { digest } = (await readyz(url)).data;
  const pieces = ['', 'set_templates:\n', ...Array.from({ length: 12 }, (_, at) => `  - { id: ${at + 7} }\n`)];
  const file = `${dir}/b.yaml`;
  let seen = digest;
  for (const piece of pieces) {
    appendFileSync(file, piece);
    // Slower than files have to be at rest, and faster than the emulator looks.
    await setTimeout(60);
    seen = (await readyz(url)).data.digest;
    t.equal(seen, digest, 'half a file is not loaded');
  }
  appendFileSync(file, '  - { id: 1 }\n');
  const whole = await until(
    () => readyz(url),
    ({ data }) => data.digest !== digest,
  );
  t.equal(whole.data.counts['set_templates'], 13);
});

t.test(
  'the log tells what was loaded, and the place of what could not be, in the language of the reader',
  async (t) => {
    for (const { lang, warned, refused, place, loaded, counts } of [
      {
        lang: 'en',
        warned: '1 warning in the fixtures',
        refused: 'the fixtures have changed and cannot be loaded; the data from before is served on',
        place:
          /: 1 problem in the fixtures\n {2}.*a\.yaml:2:19: hosts\[0\]\.bk_host_id: must be an integer, is string "x" {2}\[FIXTURE_WRONG_TYPE\]$/,
        loaded: 'the fixtures have changed and were loaded',
        counts: /; service instances: 1, processes: 1$/,
      },
      {
        lang: 'zh',
        warned: 'fixture 中有 1 处警告',
        refused: 'fixture 已改动，但无法加载；继续使用之前的数据',
        place:
          /：fixture 中有 1 处错误\n {2}.*a\.yaml:2:19: hosts\[0\]\.bk_host_id: 应为整数，实际为字符串 "x" {2}\[FIXTURE_WRONG_TYPE\]$/,
        loaded: 'fixture 已改动，并已重新加载',
        counts: /；服务实例 1 个，进程 1 个$/,
      },
    ]) {
      const file = `${t.testdir({ 'a.yaml': fixture('old, userr: x') })}/a.yaml`;
      const child = start(['--port', '0', '--watch', '--fixtures', file, '--lang', lang]);
      t.teardown(() => child.kill('SIGKILL'));
      const closed = once(child, 'close');
      const log: Record<string, unknown>[] = [];
      createInterface(child.stderr).on('line', (line) => log.push(JSON.parse(line) as Record<string, unknown>));
      const entry = (text: string) =>
        until(
          () => log.find(({ msg }) => String(msg).startsWith(text)),
          (found) => found !== undefined,
        );
      await once(child.stdout, 'data');
      const warning = { level: 40, warnings: 1, msg: /a\.yaml:6:\d+: .*\.userr: .*user/ };
      t.match(await entry(warned), warning, 'at the start');
      log.length = 0;
      writeFileSync(file, fixture('other, userr: x'));
      t.match(await entry(warned), warning, 'when it is loaded again');
      writeFileSync(file, BROKEN);
      t.match(await entry(refused), { level: 50, msg: place });
      writeFileSync(file, fixture('new'));
      t.match(await entry(loaded), { level: 30, ms: Number, msg: counts });
      child.kill('SIGTERM');
      t.strictSame(await closed, [0, null]);
    }
  },
);

/** Takes the place of `Store.replace` for a test. */
const onReplace = (t: Test, before: () => void): void => {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called on the store that it is meant for
  const { replace } = Store.prototype;
  t.teardown(() => (Store.prototype.replace = replace));
  Store.prototype.replace = async function (...given) {
    before();
    return replace.apply(this, given);
  };
};

t.test('what is not the fault of the fixtures is refused too, and the next change is loaded', async (t) => {
  const file = `${t.testdir({ 'a.yaml': fixture('old') })}/a.yaml`;
  const { url } = await watching(t, { fixtures: [file], lang: 'zh' });
  let calls = 0;
  onReplace(t, () => {
    calls += 1;
    if (calls === 1) throw new Error('database or disk is full\nmore that nobody needs');
  });
  writeFileSync(file, fixture('new'));
  const { refused } = await until(
    () => readyz(url),
    (ready) => ready.refused !== null,
  );
  t.match(refused, { message: 'database or disk is full', message_zh: 'database or disk is full', problems: [] });
  t.equal(await served(url), 'old');
  writeFileSync(file, fixture('newer'));
  await until(
    () => served(url),
    (name) => name === 'newer',
  );
  t.equal((await readyz(url)).refused, null);
});

t.test('who touches a file changes nothing, and nothing is loaded', async (t) => {
  const dir = t.testdir({ 'a.yaml': fixture('old') });
  const { url } = await watching(t, { fixtures: [dir] });
  let loads = 0;
  onReplace(t, () => (loads += 1));
  writeFileSync(`${dir}/a.yaml`, fixture('old'));
  writeFileSync(`${dir}/notes.md`, 'no fixture');
  writeFileSync(`${dir}/b.yaml`, 'processes: [{ bk_process_id: 2, service_instance_id: 1 }]');
  await until(
    () => readyz(url),
    ({ data }) => data.counts['processes'] === 2,
  );
  t.equal(loads, 1);
});

t.test('a database keeps what was loaded last, and the fixtures win at the next start', async (t) => {
  const dir = t.testdir({ 'a.yaml': fixture('old'), 'b.yaml': fixture('other') });
  const [db, file] = [`${dir}/esb.db`, `${dir}/a.yaml`];
  const first = await watching(t, { db, fixtures: [file] });
  writeFileSync(file, fixture('new'));
  await until(
    () => served(first.url),
    (name) => name === 'new',
  );
  await first.close();

  const kept = await createEmulator({ db, auth: 'off' });
  t.equal(await served(kept.url), 'new');
  await kept.close();

  writeFileSync(file, fixture('newest'));
  const again = await watching(t, { db, fixtures: [file] });
  t.equal(await served(again.url), 'newest');
  await again.close();

  const refused = createEmulator({ db, watch: true, fixtures: [`${dir}/b.yaml`] });
  await t.rejects(refused, new StoreError({ code: 'DATABASE_HOLDS_OTHER_DATA', path: db, origin: file }));
  writeFileSync(file, BROKEN);
  await t.rejects(createEmulator({ db, watch: true, fixtures: [file] }), { message: /a.yaml:2:19: / });
  const after = await createEmulator({ db, auth: 'off' });
  t.equal(await served(after.url), 'newest', 'a start that fails leaves the data as it was');
  await after.close();
});

t.test('closing does not wait for a load, and leaves the data from before', async (t) => {
  const dir = t.testdir({ 'a.json': '{"businesses": [{ "bk_biz_id": 7 }]}' });
  const [db, file] = [`${dir}/esb.db`, `${dir}/a.json`];
  const large = [...fixtureText(generate(1, fitShape({ serviceInstances: 20_000, processesPerInstance: 0 })), 'json')];
  const esb = await watching(t, { db, fixtures: [dir] });
  const { digest } = esb.data;
  let loading!: () => void;
  const begun = new Promise<void>((resolve) => (loading = resolve));
  onReplace(t, () => loading());
  writeFileSync(file, large.join(''));
  await begun;
  await esb.close();
  await using kept = await createEmulator({ db });
  t.equal(kept.data.digest, digest);
});

t.test('watching needs something to watch', async (t) => {
  await t.rejects(createEmulator({ watch: true }), { message: /^watch needs fixtures: .* --fixtures PATH$/ });
});

t.test('a warning names each watched file that is mounted alone, whose replacement would never be seen', async (t) => {
  const dir = t.testdir({
    'a b.yaml': '',
    'c.yaml': '',
    folder: { 'd.yaml': '' },
    'link.yaml': t.fixture('symlink', 'c.yaml'),
    '数据.yaml': '',
  });
  const mount = (place: string): string => `36 35 98:0 /x ${place.replaceAll(' ', '\\040')} rw - ext3 /dev/root rw\n`;
  const warned = async (paths: string[], places: string[]): Promise<string[]> => {
    const files: string[] = [];
    const ignore = () => undefined;
    const warn = (fields: object, text: string) => {
      const { file } = fields as { file: string };
      t.ok(text.startsWith(`${file} is mounted alone`));
      t.match(text, /mount its folder in place of the file, and name the folder with --fixtures$/);
      files.push(file.slice(dir.length + 1));
    };
    const log = { level: 'warn', debug: ignore, info: ignore, warn, error: ignore };
    const mounts = `${dir}/mountinfo`;
    writeFileSync(mounts, places.map((place) => mount(`${dir}/${place}`)).join(''));
    await warnOfMounts(
      paths.map((path) => `${dir}/${path}`),
      log,
      mounts,
    );
    return files;
  };
  t.strictSame(await warned(['a b.yaml'], ['a b.yaml']), ['a b.yaml']);
  t.strictSame(await warned(['数据.yaml'], ['数据.yaml']), ['数据.yaml']);
  t.strictSame(await warned(['folder'], ['folder/d.yaml']), ['folder/d.yaml'], 'a file in the folder');
  t.strictSame(await warned(['link.yaml'], ['c.yaml']), ['link.yaml'], 'by a link');
  t.strictSame(await warned(['folder', 'c.yaml'], ['folder']), [], 'a folder that is mounted is seen to change');
  t.strictSame(await warned(['gone.yaml'], ['folder']), []);
});
