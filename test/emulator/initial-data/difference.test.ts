import { rmSync, writeFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import t from 'tap';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../../src/index.js';
import { banner } from '../../../src/cli/commands/serve.js';
import { DEFAULT_SETTINGS } from '../../../src/settings/settings.js';
import { Store } from '../../../src/store/datasets/store.js';
import { COUNTED, ended, runs, start } from '../../cli/helper.js';

/** A database file holds data from an earlier start; the settings of this start may ask for other data. */

const module = (id: number): object => ({ modules: [{ bk_module_id: id, bk_biz_id: 2 }] });
const OLD = JSON.stringify(module(1));
const NEW = JSON.stringify(module(2));
const BROKEN = '{"hosts":[{}]}';

const TAIL = '; the data in the database is served, and --reload loads what was asked for in its place';

/** Where the served data comes from. */
const moduleOf = async (esb: Emulator): Promise<number | undefined> => (await esb.export()).modules?.[0]?.bk_module_id;

const restarted = async (options: EmulatorOptions): Promise<{ difference: string | undefined; id: unknown }> => {
  await using esb = await createEmulator(options);
  return { difference: esb.difference, id: await moduleOf(esb) };
};

/** A database filled from a fixture, and what is found out at the next start. */
const CASES: Record<
  string,
  (dir: string) => { change?: () => void; next: EmulatorOptions; difference?: string; id?: number }
> = {
  'nothing is asked for': () => ({ next: {} }),
  'the same file': (dir) => ({ next: { fixtures: `${dir}/a.json` } }),
  'the same content under another name': (dir) => ({
    change: () => writeFileSync(`${dir}/b.json`, OLD),
    next: { fixtures: `${dir}/b.json` },
  }),
  'the same content as an object': () => ({ next: { fixtures: module(1) } }),
  'a file that has changed': (dir) => ({
    change: () => writeFileSync(`${dir}/a.json`, NEW),
    next: { fixtures: `${dir}/a.json` },
    difference: `${dir}/a.json has changed since ${dir}/esb.db was filled from it`,
  }),
  'a file that has changed and is broken': (dir) => ({
    change: () => writeFileSync(`${dir}/a.json`, BROKEN),
    next: { fixtures: `${dir}/a.json` },
    difference: `${dir}/a.json has changed since ${dir}/esb.db was filled from it`,
  }),
  'a file that is gone': (dir) => ({
    change: () => rmSync(`${dir}/a.json`),
    next: { fixtures: `${dir}/a.json` },
    difference: `${dir}/a.json has changed since ${dir}/esb.db was filled from it`,
  }),
  'another file': (dir) => ({
    change: () => writeFileSync(`${dir}/b.json`, NEW),
    next: { fixtures: `${dir}/b.json` },
    difference: `${dir}/esb.db holds other data (${dir}/a.json) than was asked for (${dir}/b.json)`,
  }),
  'one more file': (dir) => ({
    change: () => writeFileSync(`${dir}/b.json`, NEW),
    next: { fixtures: [`${dir}/a.json`, `${dir}/b.json`] },
    difference: `${dir}/esb.db holds other data (${dir}/a.json) than was asked for (${dir}/a.json, ${dir}/b.json)`,
  }),
  'other content as an object': (dir) => ({
    next: { fixtures: module(2) },
    difference: `${dir}/esb.db holds other data (${dir}/a.json) than was asked for (an object)`,
  }),
  'a seed': (dir) => ({
    next: { seed: 2 },
    difference: `${dir}/esb.db holds other data (${dir}/a.json) than was asked for (the documented examples and small demo data of seed 2)`,
  }),
  'a size': (dir) => ({
    next: { size: 'medium' },
    difference: `${dir}/esb.db holds other data (${dir}/a.json) than was asked for (the documented examples and medium demo data of seed 1)`,
  }),
  'a changed file and --reload': (dir) => ({
    change: () => writeFileSync(`${dir}/a.json`, NEW),
    next: { fixtures: `${dir}/a.json`, reload: true },
    id: 2,
  }),
  'another file and --reload': (dir) => ({
    change: () => writeFileSync(`${dir}/b.json`, NEW),
    next: { fixtures: `${dir}/b.json`, reload: true },
    id: 2,
  }),
  'a seed and --reload': () => ({ next: { seed: 2, reload: true }, id: 59 }),
  'another file, watched, and --reload': (dir) => ({
    change: () => writeFileSync(`${dir}/b.json`, NEW),
    next: { fixtures: `${dir}/b.json`, reload: true, watch: true },
    id: 2,
  }),
};

for (const [name, plan] of Object.entries(CASES)) {
  t.test(`a database filled from a fixture, and then ${name}`, async (t) => {
    const dir = t.testdir({ 'a.json': OLD });
    const db = `${dir}/esb.db`;
    await (await createEmulator({ db, fixtures: `${dir}/a.json` })).close();
    const { change, next, difference, id = 1 } = plan(dir);
    change?.();
    const found = await restarted({ db, ...next });
    t.equal(found.difference, difference === undefined ? undefined : difference + TAIL);
    t.equal(found.id, id);
    const store = Store.open(db);
    t.equal([...store.contents.modules][0]?.bk_module_id, id, 'the file keeps what was served');
    store.close();
  });
}

t.test('a reload that names no data would lose those of the user, and is refused', async (t) => {
  const dir = t.testdir({ 'a.json': OLD });
  const db = `${dir}/esb.db`;
  await (await createEmulator({ db, fixtures: `${dir}/a.json` })).close();
  await t.rejects(createEmulator({ db, reload: true }), { code: 'DATABASE_RELOAD_OF_NOTHING' });
  t.equal((await restarted({ db })).id, 1, 'the data is still there');
  const demo = `${dir}/demo.db`;
  await (await createEmulator({ db: demo })).close();
  t.type((await restarted({ db: demo, reload: true })).id, 'number', 'demo data may be replaced by demo data');
});

t.test('a reload says what was replaced by what', async (t) => {
  const dir = t.testdir({ 'a.json': OLD, 'b.json': NEW });
  const db = `${dir}/esb.db`;
  const lines = async (...args: string[]): Promise<string> => {
    const child = start(['--db', db, '--port', '0', ...args], { command: COUNTED });
    child.stdout.once('data', () => child.kill());
    return (await ended(child)).err;
  };
  t.notMatch(await lines('--fixtures', `${dir}/a.json`), 'was replaced');
  t.notMatch(await lines('--fixtures', `${dir}/a.json`, '--reload'), 'was replaced', 'the same data');
  t.match(
    await lines('--fixtures', `${dir}/b.json`, '--reload'),
    `the data in ${db} was replaced: it was from ${dir}/a.json, and is now from ${dir}/b.json`,
  );
  t.match(await lines('--fixtures', `${dir}/a.json`, '--reload', '--lang', 'zh'), `现来自 ${dir}/a.json`);
});

t.test('a reload that fails leaves the data as it was', async (t) => {
  const dir = t.testdir({ 'a.json': OLD });
  const options = { db: `${dir}/esb.db`, fixtures: `${dir}/a.json` };
  await (await createEmulator(options)).close();
  writeFileSync(options.fixtures, BROKEN);
  await t.rejects(createEmulator({ ...options, reload: true }), { message: /bk_host_id is missing/ });
  t.match(await restarted({ db: options.db }), { id: 1 });
});

t.test('without a database, or with one in memory, every start loads', async (t) => {
  for (const db of [undefined, ':memory:']) {
    for (const reload of [false, true]) {
      t.strictSame(await restarted({ db, fixtures: module(2), reload }), { difference: undefined, id: 2 });
      t.strictSame(await restarted({ db, reload }), { difference: undefined, id: 59 });
    }
  }
});

t.test('a database that "generate" made, or an older version', async (t) => {
  const dir = t.testdir({ 'a.json': OLD });
  const made = `${dir}/made.db`;
  await runs(['generate', '--service-instances', '1', '--db', made]);
  const { difference } = await restarted({ db: made, fixtures: `${dir}/a.json` });
  const from = '1 service instances generated by seed 1';
  t.equal(difference, `${made} holds other data (${from}) than was asked for (${dir}/a.json)${TAIL}`);

  const old = `${dir}/old.db`;
  await (await createEmulator({ db: old, fixtures: `${dir}/a.json` })).close();
  new Sqlite(old).exec(`UPDATE datasets SET summary = json_remove(summary, '$.source')`).close();
  writeFileSync(`${dir}/a.json`, NEW);
  t.equal((await restarted({ db: old, fixtures: `${dir}/a.json` })).difference, undefined, 'nothing to compare with');
  t.match((await restarted({ db: old, fixtures: module(1) })).difference, /^.* than was asked for \(an object\)/);
});

t.test(
  'the banner names the database and what it was filled from, and says that the fixture is another one',
  async (t) => {
    const dir = t.testdir({ 'a.json': OLD });
    const settings = { ...DEFAULT_SETTINGS, port: 0, fixtures: [`${dir}/a.json`], db: `${dir}/esb.db` };
    const shown = async (options: EmulatorOptions): Promise<string> => {
      await using esb = await createEmulator({ ...settings, logLevel: 'silent', ...options });
      return banner(esb, { ...settings, lang: options.lang ?? 'en' });
    };
    const kept = `service instances: 0, processes: 0 (${dir}/esb.db, filled from ${dir}/a.json)\n`;
    const first = await shown({});
    t.ok(first.includes(kept));
    t.match(await shown({ lang: 'zh' }), `服务实例 0 个，进程 0 个（${dir}/esb.db，数据来自 ${dir}/a.json）\n`);
    t.notMatch(first, /note/);
    writeFileSync(`${dir}/a.json`, NEW);
    const again = await shown({});
    t.ok(again.includes(`${kept}  note  ${dir}/a.json has changed since ${dir}/esb.db was filled from it${TAIL}\n`));
    t.notMatch(await shown({ reload: true }), /note/);
  },
);
