import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import t from 'tap';
import { ABOUT_ZH } from '../../src/faults/catalogue/about-zh.js';
import { CATALOGUE } from '../../src/faults/catalogue/catalogue.js';
import { OPERATIONS } from '../../src/control/operations/index.js';
import { CONTROL_SCHEMAS } from '../../src/control/schemas.js';
import { FAULT_KEYS } from '../../src/faults/spec/fault-schema.js';
import { createEmulator } from '../../src/index.js';
import { environmentName, type Setting } from '../../src/settings/setting.js';
import { DEFAULT_SETTINGS, SETTINGS, type Settings } from '../../src/settings/settings.js';
import { ALL, anchorsOf, blocksOf, headingsOf, PAGES, PAIRS, proseOf, read, ROOT, rowsOf, tablesOf } from './helper.js';

/** What the pages say of themselves and of the source, without running anything. `commands.test.ts` runs their commands. */

t.test('a README can be read in five minutes', (t) => {
  for (const readme of ['README.md', 'README.zh-CN.md']) {
    t.ok(read(readme).split('\n').length <= 201, `${readme} has at most 200 lines`);
  }
  t.end();
});

/** Output of `check`, which `commands.test.ts` compares, of `doctor` and of `verify`. It is in the language of the page. */
const OUTPUT = /\[FIXTURE_|^unknown-path|^#1 recorded/;

/** The blocks of a page, but for output. */
const sameBlocksOf = (page: string) =>
  blocksOf(page).map((block) => (OUTPUT.test(block.text) ? { ...block, text: '' } : block));

t.test('each English page has its Chinese one, of the same form', (t) => {
  for (const [english, chinese] of PAIRS) {
    if (!t.ok(existsSync(ROOT + chinese), `${chinese} is there`)) continue;
    const levels = (page: string): number[] => headingsOf(page).map(({ level }) => level);
    t.strictSame(levels(chinese), levels(english), `${chinese}: headings`);
    t.strictSame(sameBlocksOf(chinese), sameBlocksOf(english), `${chinese}: commands, replies and examples`);
    t.strictSame(tablesOf(chinese), tablesOf(english), `${chinese}: tables`);
  }
  t.end();
});

t.test('the index lists every page', (t) => {
  for (const index of ['docs/README.md', 'docs/README.zh-CN.md']) {
    const isChinese = index.endsWith('.zh-CN.md');
    const pages = ALL.filter((page) => page.startsWith('docs/') && page.endsWith('.zh-CN.md') === isChinese);
    for (const page of pages) {
      if (page !== index) t.match(read(index), `](${relative('docs', page)})`, `${index}: ${page}`);
    }
  }
  t.end();
});

t.test('links lead to files and headings that are there', (t) => {
  const others = ['CONTRIBUTING.md', 'SECURITY.md', 'test/live/README.md', 'decisions/README.md'];
  for (const page of [...ALL, ...others]) {
    for (const [, target = '', anchor] of proseOf(page).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)) {
      const path = target === '' ? page : join(dirname(page), target);
      t.ok(existsSync(ROOT + path), `${page}: ${target}`);
      if (anchor !== undefined) t.ok(anchorsOf(path).includes(anchor), `${page}: ${target}#${anchor}`);
    }
  }
  t.end();
});

t.test('a Chinese page links to Chinese pages', (t) => {
  for (const [english, chinese] of PAIRS) {
    for (const [, target = ''] of proseOf(chinese).matchAll(/\]\((?!https?:)([^)#]+)/g)) {
      const path = join(dirname(chinese), target);
      if (PAGES.includes(path)) t.equal(path, english, `${chinese}: ${target}`);
    }
  }
  t.end();
});

t.test('Chinese pages use one word for one thing', (t) => {
  const wrong: Readonly<Record<string, string>> = {
    你: '您',
    到期: '满足触发条件',
    线上: '真实',
    鉴权方式: '认证模式',
    凭证: '认证信息',
    抓包: '抓取',
    应答: '返回',
    请求记录: '请求日志',
    安全密钥: '应用密钥',
  };
  for (const [, chinese] of PAIRS) {
    for (const [word, right] of Object.entries(wrong)) t.notMatch(read(chinese), word, `${chinese}: ${right}`);
  }
  t.end();
});

t.test('the table of faults is that of the catalogue', (t) => {
  for (const page of ['docs/faults.md', 'docs/faults.zh-CN.md']) {
    const rows = rowsOf(page);
    for (const { name, about } of CATALOGUE) {
      const row = rows.find(([cell]) => cell === `\`${name}\``);
      t.ok(row, `${page} ${name}`);
      t.equal(row?.[1], page === 'docs/faults.md' ? about : ABOUT_ZH[name], name);
    }
  }
  t.end();
});

t.test('the table of flags has every name of every setting', async (t) => {
  const { withFlags } = (await import('../../scripts/lib/flag-table.js')) as {
    withFlags: (markdown: string, settings: object, httpNames: string[], lang: string) => Promise<string>;
  };
  const { properties } = CONTROL_SCHEMAS.SandboxSettings as { properties: object };
  for (const [page, lang] of [
    ['docs/flags.md', 'en'],
    ['docs/flags.zh-CN.md', 'zh'],
  ] as const) {
    t.equal(await withFlags(read(page), SETTINGS, Object.keys(properties), lang), read(page), 'run "npm run flags"');
    const cells = rowsOf(page).flat();
    for (const [name, setting] of Object.entries<Setting>(SETTINGS)) {
      const names = [environmentName(setting), name].map((text) => `\`${text}\``);
      for (const text of names) t.ok(cells.includes(text), `${page} ${text}`);
      t.ok(
        cells.some((cell) => new RegExp(`^\`--${setting.flag}[ \`]`).test(cell)),
        `${page} ${setting.flag}`,
      );
    }
    for (const name of Object.keys(properties)) {
      t.ok(read(page).includes(`\`${name}\``), `${page} ${name} over HTTP`);
    }
  }
});

t.test('the table of keys of a fault is complete', (t) => {
  for (const page of ['docs/faults.md', 'docs/faults.zh-CN.md']) {
    const keys = rowsOf(page).filter((cells) => cells.length === 3);
    t.strictSame(
      keys.slice(1).map(([key]) => key),
      FAULT_KEYS.map((key) => `\`${key}\``),
      page,
    );
  }
  t.end();
});

t.test('the table of members of a sandbox is complete', async (t) => {
  await using esb = await createEmulator({ fixtures: { modules: [{ bk_module_id: 1, bk_biz_id: 1 }] } });
  const sandbox = esb.sandbox('a');
  for (const page of ['docs/in-process.md', 'docs/in-process.zh-CN.md']) {
    const shown = rowsOf(page)
      .map(([cell]) => cell)
      .join(' ');
    const nested = [sandbox.faults, sandbox.requests].flatMap((handle) => Object.keys(handle));
    for (const name of [...Object.keys(sandbox), ...nested].filter((name) => name !== 'name')) {
      t.match(shown, new RegExp(`[\`.]${name}[(\`.]`), `${page}: ${name}`);
    }
  }
});

t.test('the table of operations is that of control', (t) => {
  for (const page of ['docs/control.md', 'docs/control.zh-CN.md']) {
    t.strictSame(
      rowsOf(page)
        .map(([cell = '']) => /^`([A-Z]+ \/.*)`$/.exec(cell)?.[1])
        .filter((operation) => operation !== undefined)
        .toSorted(),
      OPERATIONS.map(({ method, path }) => `${method} ${path || '/'}`)
        .map((operation) => operation.replace(/:(\w+)/, (_, name: string) => name.toUpperCase()))
        .toSorted(),
      page,
    );
  }
  t.end();
});

t.test('the pages of limits have every bound that can be moved, and its default', (t) => {
  const isBound = (name: string): boolean => name !== 'port' && name !== 'seed';
  const bounds = Object.entries(SETTINGS).filter(([name, { kind }]) => kind === 'integer' && isBound(name));
  for (const page of ['docs/limits.md', 'docs/limits.zh-CN.md']) {
    const rows = rowsOf(page).filter((cells) => cells[2]?.startsWith('`--'));
    t.strictSame(
      rows.map((cells) => cells[2]).toSorted(),
      bounds.map(([, { flag }]) => `\`--${flag}\``).toSorted(),
      page,
    );
    for (const [name, { flag }] of bounds) {
      const value = DEFAULT_SETTINGS[name as keyof Settings];
      const shown = rows.find((cells) => cells[2] === `\`--${flag}\``)?.[1] ?? '';
      if (value !== undefined) t.equal(/^\d+/.exec(shown)?.[0], String(value as number), `${page} ${flag}`);
    }
  }
  t.end();
});

t.test('both pages of limits have the same numbers', (t) => {
  const numbersOf = (page: string): string[][] => rowsOf(page).map(([, cell = '']) => cell.match(/\d[\d,]*/g) ?? []);
  t.strictSame(numbersOf('docs/limits.zh-CN.md'), numbersOf('docs/limits.md'));
  t.end();
});
