import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import Database from 'better-sqlite3';
import t, { type Test } from 'tap';
import { MESSAGES } from '../../src/cmdb/messages.js';
import { CATALOGUE } from '../../src/faults/catalogue/catalogue.js';
import { createEmulator, type Emulator } from '../../src/index.js';
import { runs } from '../cli/helper.js';
import { casesOfCalls, FIXTURE, post, ROUTES, whyIn, type Case } from './calls.js';
import { read, ROOT, rowsOf } from './helper.js';

/** Provokes what the pages of troubleshooting show, so that a reader who looks for a message finds it. */

/** Messages that a test cannot provoke: they need an npm that leaves install scripts out, and Yarn 1 on Node.js 20. */
const NOT_PROVOKED = ['Could not locate the bindings file', 'The engine "node" is incompatible with this module'];

/** Refusals of control: one emulator wants a token, the other does not. */
const casesOfControl = (open: Emulator, guarded: Emulator): Case[] => [
  { shown: 'HTTP 401', provoke: () => post(`${guarded.url}/__emulator/reset`, {}) },
  { shown: 'a control token is wanted', provoke: () => post(`${guarded.url}/__emulator/reset`, {}) },
  {
    shown: 'pages of another origin',
    provoke: () => post(`${open.url}/__emulator/reset`, {}, { headers: { origin: 'http://example.com' } }),
  },
  {
    shown: { en: 'the browser lets no page of', zh: '浏览器不允许 … 的页面读取此返回' },
    provoke: async (lang) => {
      const headers = { origin: 'http://localhost:5173' };
      await post(`${guarded.url}${ROUTES}/list_process_instance/`, {}, { headers });
      return whyIn(lang, guarded.requests.find());
    },
  },
  { shown: 'HTTP 422', provoke: () => post(`${open.url}/__emulator/data`, { modules: [{}] }, { method: 'PUT' }) },
  { shown: 'the body is too large', provoke: () => post(`${open.url}/__emulator/faults`, 'x'.repeat(3 * 2 ** 20)) },
  {
    shown: 'the emulator can be controlled only with a token',
    provoke: async () => (await open.inject({ url: '/__emulator', headers: { host: 'esb.example.com' } })).body,
  },
  {
    shown: 'HTTP 507',
    provoke: () => {
      guarded.sandbox('a').faults.add({ name: 'slow' });
      return post(`${guarded.url}/@b${ROUTES}/list_process_instance/`, {});
    },
  },
];

/** Messages of a start that fails. */
const casesOfStarts = (t: Test): Case[] => {
  const dir = t.testdir({
    'wrong.yaml': 'modules:\n  - { bk_module_id: x }\n',
    'right.yaml': JSON.stringify(FIXTURE),
    'other.yaml': JSON.stringify({ ...FIXTURE, hosts: [{ bk_host_id: 10 }, { bk_host_id: 11 }] }),
  });
  const starts = async (lang: string, args: string[], env: Record<string, string> = {}): Promise<string> =>
    (await runs([...args, '--lang', lang, '--log-level', 'silent'], { env })).err;
  const database = (name: string, sql: string): string => {
    const file = `${dir}/${name}`;
    new Database(file).exec(sql).close();
    return file;
  };
  const filled = async (name: string): Promise<string> => {
    const file = `${dir}/${name}`;
    const emulator = await createEmulator({ db: file, fixtures: [`${dir}/right.yaml`] });
    await emulator.close();
    return file;
  };
  return [
    {
      shown: { en: 'port 8000 on 127.0.0.1 is in use', zh: '127.0.0.1 的端口 8000 已被占用' },
      provoke: async (lang) => {
        const server = createServer().listen(0, '127.0.0.1');
        await once(server, 'listening');
        const port = String((server.address() as AddressInfo).port);
        const told = await starts(lang, ['--port', port]);
        server.close();
        return told.replaceAll(port, '8000');
      },
    },
    {
      shown: { en: 'problems in the fixtures', zh: 'fixture 中有' },
      provoke: (lang) => starts(lang, ['--port', '0', '--fixtures', `${dir}/wrong.yaml`]),
    },
    {
      shown: { en: '--cors must be an origin', zh: '--cors 必须是 http://localhost:3000 这样的来源' },
      provoke: (lang) => starts(lang, ['--cors', 'localhost:3000']),
    },
    { shown: { en: 'unknown flag', zh: '未知的参数' }, provoke: (lang) => starts(lang, ['--prot', '1']) },
    {
      shown: { en: 'unknown environment variable', zh: '未知的环境变量' },
      provoke: (lang) => starts(lang, [], { BK_ESB_PROT: '1' }),
    },
    {
      shown: { en: 'is a database of another program', zh: '是其他程序的数据库' },
      provoke: (lang) =>
        starts(lang, ['--port', '0', '--db', database('theirs.db', 'CREATE TABLE IF NOT EXISTS t (a)')]),
    },
    {
      shown: { en: 'was made by another version of bk-esb-emulator', zh: '由其他版本的 bk-esb-emulator 生成' },
      provoke: async (lang) => {
        const file = await filled(`old-${lang}.db`);
        database(`old-${lang}.db`, 'PRAGMA user_version = 1');
        return starts(lang, ['--port', '0', '--db', file]);
      },
    },
    {
      shown: { en: 'holds other data', zh: '中是其他数据' },
      provoke: async (lang) => {
        const file = await filled('filled.db');
        return starts(lang, ['--port', '0', '--db', file, '--fixtures', `${dir}/other.yaml`, '--watch']);
      },
    },
  ];
};

const firstCells = (page: string): string[] => rowsOf(page).map(([cell = '']) => cell);

/** Cells that show a message, a status or a code. Others describe in words what a user sees. */
const isMessage = (cell: string): boolean => /^(`|HTTP \d|(code )?\d{7})/.test(cell) && !/^`why(_zh)?`$/.test(cell);

t.test('each message of the pages is one that users see', async (t) => {
  await using open = await createEmulator({ fixtures: FIXTURE });
  await using guarded = await createEmulator({
    fixtures: FIXTURE,
    controlToken: 'token',
    maxSandboxes: 1,
    cors: 'http://localhost:3000',
  });
  const cases = [...casesOfCalls(open), ...casesOfControl(open, guarded), ...casesOfStarts(t)];
  for (const [page, lang] of [
    ['docs/troubleshooting.md', 'en'],
    ['docs/troubleshooting.zh-CN.md', 'zh'],
  ] as const) {
    const messages: string[] = [];
    for (const { shown, provoke } of cases) {
      const message = typeof shown === 'string' ? shown : shown[lang];
      t.match(await provoke(lang), message, `${page}: ${message}`);
      messages.push(message);
    }
    for (const cell of firstCells(page).filter(isMessage)) {
      t.ok(
        [...messages, ...NOT_PROVOKED].some((message) => cell.includes(message)),
        `${page}: a test provokes ${cell}`,
      );
    }
    for (const message of messages) {
      t.ok(
        firstCells(page).some((cell) => cell.includes(message)),
        `${page} has ${message}`,
      );
    }
  }
});

t.test('the pages list each code that the ESB and CMDB answer with', (t) => {
  const sources = readdirSync(`${ROOT}src/esb`, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const texts = [
    ...sources.map((name) => read(`src/esb/${name}`)),
    ...CATALOGUE.map(({ about }) => about),
    ...Object.keys(MESSAGES),
  ];
  const codes = [...new Set(texts.flatMap((text) => text.match(/\b(?:1[13]|99)\d{5}\b/g) ?? []))].toSorted();
  for (const page of ['docs/troubleshooting.md', 'docs/troubleshooting.zh-CN.md']) {
    t.strictSame(
      firstCells(page).filter((cell) => /^\d{7}$/.test(cell)),
      codes,
      page,
    );
  }
  t.end();
});
