import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { AREA_NAMES, ERROR_PAGES, errorsPage } from '../../scripts/lib/errors-page.js';
import { CATALOGUE } from '../../src/messages/catalogue.js';
import type { Entry } from '../../src/messages/entry.js';
import { textOf, type Message } from '../../src/messages/message.js';
import { schemaError, WRONG_VALUES } from '../../src/messages/serving/wrong-values.js';
import { fixtureProblemsText, MOST_SHOWN } from '../../src/util/problem.js';

/** Every message has its words, and a cure, in both languages. */

const entries = Object.entries(CATALOGUE) as [code: Message['code'], entry: Entry<object>][];

for (const [code, { cure, examples }] of entries) {
  t.ok(examples.length > 0, `${code} has an example`);
  for (const values of examples) {
    const message = JSON.parse(JSON.stringify({ code, ...values })) as Message;
    t.strictSame(message, { code, ...values }, `${code}: values are plain JSON`);
    for (const language of ['en', 'zh'] as const) {
      const text = textOf(message, language);
      t.notMatch(text, /undefined(?! is no value| 不是值)|\[object/, `${code} in ${language}: ${text}`);
      t.ok(text.trim() !== '' && cure[language] !== '', `${code} has a text and a cure in ${language}`);
    }
    t.match(textOf(message, 'zh'), /\p{Script=Han}/u, `${code} is in Chinese`);
  }
}

for (const { en, zh } of Object.values(WRONG_VALUES)) t.match(zh, /\p{Script=Han}/u, en);
t.strictSame(schemaError('must be string,null', 'type', 'string,null').zh, '应为字符串或 null');
t.strictSame(
  schemaError('must match "^a"', 'pattern', '^a').zh,
  '值不对：must match "^a"',
  'a keyword without Chinese',
);

const SRC = new URL('../../src', import.meta.url).pathname;
const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.startsWith('messages'))
  .map((name) => readFileSync(join(SRC, name), 'utf8'))
  .join('\n');

for (const [code] of entries) {
  t.ok(sources.includes(`'${code}'`), `${code} is used`);
  t.ok(
    AREA_NAMES.some((area) => code.startsWith(`${area}_`)),
    `${code} begins with an area of the page`,
  );
}

for (const [page, language] of ERROR_PAGES) {
  const text = readFileSync(new URL(`../../${page}`, import.meta.url), 'utf8');
  t.equal(text, errorsPage(CATALOGUE, language), `${page} is current: npm run errors`);
}

const many = Array.from({ length: MOST_SHOWN + 2 }, () => ({
  file: 'a.yaml',
  line: 0,
  column: 0,
  path: '',
  message: { code: 'FIXTURE_NOT_FOUND' } as const,
}));
t.match(fixtureProblemsText(many, 'en'), /^102 problems in the fixtures\n(.*\n){20} {2}and 82 more alike {2}\[\w+\]$/);
const PLAIN = ['NOT_FOUND', 'IS_PIPE', 'NOT_UTF8', 'TAB', 'JOINED_COLON', 'COLON_IN_TEXT'] as const;
const mixed = PLAIN.flatMap((name) =>
  many.slice(0, 20).map((one) => ({ ...one, message: { code: `FIXTURE_${name}` as const } })),
);
t.match(fixtureProblemsText(mixed, 'en'), /^120 problems in the fixtures\n(.*\n){100} {2}and 20 more$/);
t.match(fixtureProblemsText(mixed, 'zh'), /^fixture 中有 120 处错误\n(.*\n){100} {2}以及另外 20 处$/);
t.match(fixtureProblemsText(many, 'zh'), /^fixture 中有 102 处错误\n(.*\n){20} {2}以及另外 82 处同类问题 {2}\[\w+\]$/);
