import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import t from 'tap';
import { createEmulator, StoreError } from '../../src/index.js';
import { Store } from '../../src/store/datasets/store.js';
import { ended, runs, start } from '../cli/helper.js';
import { EMPTY, instance, ORIGIN, process } from '../store/helper.js';

const PAGE = 4096;
const DAMAGED =
  'is damaged: put a copy in its place, delete it so that it is made anew, or name another file with --db';

/** Fills a file that is too large to be checked when it is opened. A service instance has each process of the same id. */
const fillLarge = async (file: string): Promise<Buffer> => {
  const description = 'x'.repeat(2 ** 20);
  const processes = Array.from({ length: 34 }, (_, index) => process(index + 1, index + 1, 1, { description }));
  await Store.fill(file, { ...EMPTY, service_instances: [instance(1, 1, 1)], processes }, ORIGIN);
  return readFileSync(file);
};

const ask = async (url: string, id: number): Promise<{ code: number; status: number }> => {
  const body = JSON.stringify({ bk_biz_id: 1, service_instance_id: id });
  const response = await fetch(`${url}/api/c/compapi/v2/cc/list_process_instance/`, { method: 'POST', body });
  return { status: response.status, code: ((await response.json()) as { code: number }).code };
};

const readyz = async (url: string) => {
  const response = await fetch(`${url}/readyz`);
  return { code: response.status, ...((await response.json()) as object) };
};

t.test('a start with a damaged database prints one line, exits with 1 and leaves the file unlocked', async (t) => {
  const dir = t.testdir();
  const [small, large] = [join(dir, 'small.db'), join(dir, 'large.db')];
  t.equal((await runs(['generate', '--service-instances', '900', '--db', small])).status, 0);
  const files = [
    [small, readFileSync(small)],
    [large, await fillLarge(large)],
  ] as const;
  for (const [file, whole] of files) {
    writeFileSync(file, Buffer.from(whole).fill(0xff, PAGE * 40));
    const args = ['--auth', 'off', '--port', '0', '--db', file];
    const expected = { out: '', err: `bk-esb-emulator: ${file} ${DAMAGED}  [DATABASE_DAMAGED]\n` };
    const { end, ...printed } = await ended(start([...args, '--log-level', 'warn']));
    t.strictSame([end, printed], [1, expected], 'in a process');
    t.strictSame(await runs([...args, '--log-level', 'silent']), { status: 1, ...expected }, 'in this process');
    writeFileSync(file, whole);
    await using esb = await createEmulator({ db: file });
    t.equal((await readyz(esb.url)).code, 200, 'a copy in its place is served, by the same process, too');
  }
});

t.test('damage that is met later fails the request, is logged once, and shows at /readyz', async (t) => {
  const file = join(t.testdir(), 'large.db');
  const whole = await fillLarge(file);
  // The last process of the file.
  writeFileSync(file, Buffer.from(whole).fill(0, whole.length - PAGE * 50, whole.length - PAGE * 20));
  const damage = { at: /^\d{4}-.*Z$/, message: `${file} ${DAMAGED}`, message_zh: RegExp(`^${file} 已损坏：`) };

  const child = start(['--auth', 'off', '--port', '0', '--log-level', 'warn', '--db', file]);
  t.teardown(() => child.kill('SIGKILL'));
  const log = text(child.stderr);
  let url = '';
  for await (const line of createInterface(child.stdout)) {
    url = /listens on (\S+)/.exec(line)?.[1] ?? url;
    if (line.startsWith('  docs')) break;
  }
  t.match(await readyz(url), { code: 200, status: 'ready', damage: null });
  for (let times = 0; times < 3; times += 1) t.match(await ask(url, 34), { status: 500 });
  t.match(await ask(url, 1), { status: 200, code: 0 }, 'other requests are answered');
  t.match(await readyz(url), { code: 503, status: 'damaged', damage });
  const exported = await fetch(`${url}/__emulator/data`);
  t.notOk(exported.ok && (await exported.text().catch(() => '')).endsWith('}\n'), 'an export is no whole fixture');
  child.kill('SIGTERM');
  const lines = (await log)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { level: number; msg: string });
  t.match(lines[0], { level: 50, msg: damage.message });
  t.equal(lines.filter(({ msg }) => msg === damage.message).length, 1);
  t.notOk(lines.some(({ msg }) => msg === 'a component failed'));

  await using esb = await createEmulator({ auth: 'off', db: file });
  t.match(await ask(esb.url, 34), { status: 500 });
  t.match(await readyz(esb.url), { code: 503, status: 'damaged', damage });
  await t.rejects(esb.export(), new StoreError({ code: 'DATABASE_DAMAGED', path: file }));
});
