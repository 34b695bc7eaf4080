import assert from 'node:assert/strict';
import fc from 'fast-check';
import t from 'tap';
import { runs } from '../../runs.js';
import { ASKED_10, GOOD_MEMBERS, LSI, member, object, start, type Answer } from './ask.js';
import { bodyKind, pageCode, processesCode, refusalOf } from './model.js';

/** The emulator and the model say the same of bodies and parameters that nobody recorded. */

const ask = await start(t);

/** Numbers and what is none, as JSON text; undefined for an absent field. */
const numbers = fc.oneof(
  fc.constantFrom<string | undefined>(
    undefined,
    ...[
      'null',
      '0',
      '-0',
      '1',
      '2',
      '10',
      '-1',
      '"10"',
      '""',
      'true',
      '[]',
      '{}',
      '1.0',
      '1e1',
      '10.0',
      '1e400',
      'NaN',
      'Infinity',
    ],
    ...['9223372036854775807', '9223372036854775808', '-9223372036854775808', '-9223372036854775809'],
    ...['500', '1000', '1001', '999999998', '999999999', '1000000000'],
  ),
  fc.maxSafeInteger().map(String),
  fc.bigInt().map(String),
  fc.double().map(String),
);
const optional = (name: string, json: string | undefined): string[] => (json === undefined ? [] : [member(name, json)]);
/** A field of another meaning in which Python's words make the whole body undecodable. */
const hasWord = (...texts: (string | undefined)[]): boolean =>
  texts.some((one) => one === '1e400' || /NaN|Infinity/.test(one ?? ''));

t.test('numbers of each form are decoded as the model says', async () => {
  await fc.assert(
    fc.asyncProperty(numbers, numbers, async (biz, id) => {
      const body = object([...GOOD_MEMBERS, ...optional('bk_biz_id', biz), ...optional('service_instance_id', id)]);
      assert.equal((await ask({ body })).code, hasWord(biz, id) ? 1199000 : processesCode(biz, id), body);
    }),
    runs(150),
  );
});

t.test('set templates and pages are decoded and bounded as the model says', async () => {
  const anything = fc.constantFrom(undefined, 'null', 'true', 'false', '""', '"id"', '0', '[]', '{}', '1.0');
  /** Mostly a good number, so that each check is reached. */
  const mostly = (good: string) =>
    fc.oneof({ weight: 2, arbitrary: fc.constant(good) }, { weight: 1, arbitrary: numbers });
  const page = fc.record({
    start: mostly('0'),
    limit: mostly('10'),
    sort: fc.oneof({ weight: 3, arbitrary: fc.constant('"id"') }, { weight: 1, arbitrary: anything }),
    enable_count: fc.oneof({ weight: 3, arbitrary: fc.constant('true') }, { weight: 1, arbitrary: anything }),
  });
  await fc.assert(
    fc.asyncProperty(mostly('3'), page, async (template, given) => {
      const fields = Object.entries(given).flatMap(([name, json]) => optional(name, json));
      const own = ['"bk_biz_id":2', ...optional('set_template_id', template), member('page', object(fields))];
      const body = object([...GOOD_MEMBERS, ...own]);
      const isWord = hasWord(template, given.start, given.limit);
      assert.equal((await ask({ target: LSI, body })).code, isWord ? 1199000 : pageCode(template, given), body);
    }),
    runs(150),
  );
});

t.test('a body is JSON by its first byte, a form by its Content-Type, and nothing otherwise', async () => {
  const form = 'bk_app_code=esb_test&bk_app_secret=xxx&bk_username=xxx&bk_biz_id=2&service_instance_id=10';
  const json = object([...GOOD_MEMBERS, ...ASKED_10]);
  const expected = {
    json: { code: 0, message: 'success' },
    form: { code: 1199000, message: 'Deserializing JSON data failed' },
    nothing: { code: 1306000, message: refusalOf({ isHeader: false, credentials: {} }) },
  };
  const types = fc.constantFrom(
    undefined,
    'application/json',
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/x-www-form-urlencoded; charset=utf-8',
    'application/x-www-form-urlencoded;x',
    'Application/x-www-form-urlencoded',
    'application/x-www-form-urlencoded2',
    'multipart/form-data; boundary=b',
  );
  const blanks = fc.stringMatching(/^[ \t\r\n]{0,3}$/);
  await fc.assert(
    fc.asyncProperty(
      types,
      blanks,
      fc.constantFrom(json, form, `[${json}]`, `\ufeff${json}`, ''),
      async (type, blank, content) => {
        // Blanks before a form's first name belong to the name.
        const body = content === form ? form : blank + content;
        const kind = bodyKind(body, type);
        // Only the form has the names of a form.
        const read = kind === 'form' && content !== form ? 'nothing' : kind;
        const headers: [string, string][] = type === undefined ? [] : [['Content-Type', type]];
        assert.deepEqual(await ask({ headers, body }), expected[read], `${type ?? 'no type'}: ${JSON.stringify(body)}`);
      },
    ),
    runs(100),
  );
});

t.test('JSON is read in each encoding that begins with a brace', async (t) => {
  const json = object([...GOOD_MEMBERS, ...ASKED_10, '"x":"蓝鲸😀"']);
  const utf32 = (one: string): Buffer => {
    const words = Array.from(one, (character) => character.codePointAt(0) as number);
    const bytes = Buffer.alloc(words.length * 4);
    words.forEach((word, index) => bytes.writeUInt32LE(word, index * 4));
    return bytes;
  };
  const broken = { code: 1306000, message: 'Request JSON string is wrong in format, which cannot be analyzed.' };
  const none = { code: 1306000, message: refusalOf({ isHeader: false, credentials: {} }) };
  const good = { code: 0, message: 'success' };
  const cases: [name: string, body: Buffer, expected: Answer][] = [
    ['UTF-8', Buffer.from(json), good],
    ['UTF-16, little-endian', Buffer.from(json, 'utf16le'), good],
    ['UTF-32, little-endian', utf32(json), good],
    ['UTF-16, big-endian', Buffer.from(json, 'utf16le').swap16(), none],
    ['UTF-32, big-endian', utf32(json).swap32(), none],
    ['UTF-8 with a byte-order mark', Buffer.from(`\ufeff${json}`), none],
    ['UTF-16 with a byte-order mark', Buffer.from(`\ufeff${json}`, 'utf16le'), none],
    ['UTF-16 with half a character', Buffer.from(json, 'utf16le').subarray(0, -1), broken],
    ['UTF-32 with half a character', utf32(json).subarray(0, -2), broken],
    ['Latin-1', Buffer.from(json.replace('蓝鲸😀', 'é'), 'latin1'), broken],
    [
      'UTF-8 with an overlong slash',
      Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xc0, 0xaf]), Buffer.from('"}')]),
      broken,
    ],
  ];
  for (const [name, body, expected] of cases) t.strictSame(await ask({ body }), expected, name);
});
