import { existsSync, readFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import t from 'tap';
import { createEmulator } from '../../../src/index.js';
import { runs } from '../helper.js';

const DOCUMENTED = fileURLToPath(new URL('../../../fixtures/documented.yaml', import.meta.url));

const OWN = `
businesses: [{ bk_biz_id: 2 }]
set_templates: [{ id: 5 }, { id: 6, bk_biz_id: 2 }]
modules: [{ bk_module_id: 1, bk_biz_id: 2, set_template_id: 6 }]
service_instances: [{ id: 500, bk_module_id: 1, bk_host_id: 1, processes: [{ bk_process_id: 7 }] }]
apps: [{ bk_app_code: a, bk_app_secret: [x, y], may_name_users: true, components: [] }]
users:
  - { bk_username: nobody }
  - { bk_username: li, bk_token: t, businesses: [2], access_tokens: [{ access_token: u, bk_app_code: a }] }
`;

t.test('the data of serve comes back, from every source', async (t) => {
  const dir = t.testdir({ 'own.yaml': OWN });
  const own = `${dir}/own.yaml`;
  const db = `${dir}/esb.db`;
  const env = { BK_ESB_FIXTURES: [own, DOCUMENTED].join(delimiter) };
  const cases: [name: string, options: Parameters<typeof createEmulator>[0], args: string[], env?: typeof env][] = [
    ['the default data', {}, []],
    ['other demo data', { seed: 7 }, ['--seed', '7']],
    ['fixtures', { fixtures: [own] }, ['--fixtures', own]],
    ['fixtures of the environment', { fixtures: [own, DOCUMENTED] }, [], env],
    ['a database', { fixtures: [own], db }, ['--db', db]],
    ['a database, whatever else is asked for', { db }, ['--db', db, '--seed', '2'], env],
  ];
  for (const [index, [name, options, args, env = {}]] of cases.entries()) {
    const esb = await createEmulator(options);
    await esb.close();
    const file = `${dir}/${index}.${index % 2 === 0 ? 'json' : 'yaml'}`;
    const { status, err } = await runs(['export', ...args, '--out', file], { env });
    t.equal(status, 0, name);
    t.match(err, /(yaml|json): \d+ service instances? in [\d.]+ s, [\d,]+ a second\n$/);
    const told = /holds other data \(.*\) than was asked for/.test(err);
    t.equal(told, name.includes('whatever'), `${name}: other data is reported`);
    await using back = await createEmulator({ fixtures: [file] });
    t.equal(back.data.digest, esb.data.digest, name);
  }
});

t.test('accounts come back as a person would write them', async (t) => {
  const dir = t.testdir({ 'own.yaml': OWN });
  const { out } = await runs(['export', '--fixtures', dir]);
  t.equal(
    out.slice(out.indexOf('apps:')),
    `apps:
  - bk_app_code: a
    bk_app_secret: [ x, y ]
    may_name_users: true
    components: []
users:
  - bk_username: li
    bk_token: t
    access_tokens:
      - { access_token: u, bk_app_code: a }
    businesses: [ 2 ]
  - { bk_username: nobody }
`,
  );
});

t.test('data that cannot be exported', async (t) => {
  const dir = t.testdir({
    'text.db': 'this is no database, but a text of some length\n'.repeat(100),
    'broken.yaml': 'hosts:\n  - {}\n',
    'empty.db': '',
    folder: {},
  });
  new Sqlite(`${dir}/foreign.db`).exec('CREATE TABLE t (a)').close();
  await t.rejects(createEmulator({ db: `${dir}/none.db`, fixtures: [`${dir}/broken.yaml`] }));
  const cases: [args: string, message: string | RegExp][] = [
    ['--db DIR/missing.db', 'DIR/missing.db is not there; name the database with --db  [DATABASE_NOT_FOUND]'],
    ['--db DIR/none.db', 'DIR/none.db holds no data  [DATABASE_EMPTY]'],
    ['--db DIR/empty.db', 'DIR/empty.db holds no data  [DATABASE_EMPTY]'],
    ['--db DIR/text.db', 'DIR/text.db is not a SQLite database; name another file with --db  [DATABASE_NOT_SQLITE]'],
    [
      '--db DIR/foreign.db',
      'DIR/foreign.db is a database of another program; name another file with --db  [DATABASE_OF_ANOTHER_PROGRAM]',
    ],
    ['--db DIR/folder', 'DIR/folder is a folder; name a file in it with --db  [DATABASE_BAD_PATH]'],
    [
      '--fixtures DIR/missing',
      '1 problem in the fixtures\n  DIR/missing: there is no such file or folder  [FIXTURE_NOT_FOUND]',
    ],
    [
      '--fixtures DIR/broken.yaml',
      '1 problem in the fixtures\n  DIR/broken.yaml:2:5: hosts[0]: bk_host_id is missing  [FIXTURE_MISSING_KEY]',
    ],
  ];
  for (const [args, message] of cases) {
    const { status, out, err } = await runs([
      'export',
      '--out',
      `${dir}/out.yaml`,
      ...args.replace('DIR', dir).split(' '),
    ]);
    t.equal(status, 1, args);
    t.equal(out, '', args);
    t.equal(err.replaceAll(dir, 'DIR'), `bk-esb-emulator: ${String(message)}\n`, args);
    t.notOk(existsSync(`${dir}/out.yaml`), args);
  }
  t.notOk(existsSync(`${dir}/missing.db`), 'no database is created');
  t.match(readFileSync(`${dir}/text.db`, 'utf8'), /^this is no database/);

  const db = `${dir}/busy.db`;
  await using esb = await createEmulator({ db });
  const busy = await runs(['export', '--db', db]);
  t.equal(busy.status, 1);
  t.equal(
    busy.err,
    `bk-esb-emulator: ${db} is in use by another process; stop that, or name another file with --db  [DATABASE_IN_USE]\n`,
  );
  t.ok(esb.data.counts.service_instances > 0);
});

t.test('what was done is told in Chinese, too', async (t) => {
  const db = `${t.testdir()}/esb.db`;
  const generated = await runs(['generate', '--service-instances', '10', '--db', db, '--lang', 'zh']);
  t.match(generated.err, /esb\.db：服务实例 10 个，进程 \d+ 个，用时 [\d.]+ s，每秒 [\d,]+ 个，内存峰值 50 MiB\n$/);
  const { err } = await runs(['export', '--db', db, '--seed', '7', '--format', 'json'], {
    env: { LANG: 'zh_CN.UTF-8' },
  });
  t.match(
    err,
    /esb\.db 中的数据（10 service instances .*）与所要求的（.*）不同；导出的是其中现有的数据\n标准输出：服务实例 10 个，用时 [\d.]+ s，每秒/,
  );
});

t.test('long work shows its progress', async (t) => {
  const db = `${t.testdir()}/esb.db`;
  const much = ['--service-instances', '10000', '--processes-per-instance', '0'];
  t.equal((await runs(['generate', ...much, '--db', db])).status, 0);
  const { err } = await runs(['export', '--db', db, '--format', 'json']);
  const lines = err.trim().split('\n');
  t.equal(lines.length, 11);
  t.match(lines[4], /^exporting: 50 %, 5,000 of 10,000, [\d.]+ s$/);
  t.match(lines[10], /^standard output: 10,000 service instances in [\d.]+ s, [\d,]+ a second$/);
});
