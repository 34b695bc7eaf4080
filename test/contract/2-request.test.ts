import http from 'node:http';
import net from 'node:net';
import t from 'tap';
import {
  ASK_11,
  ASK_54,
  BAD_HEADER,
  BAD_REQUEST,
  BAD_PAGE,
  BROKEN_JSON,
  BROKEN_TEXT,
  COMPONENT_ERROR,
  CREDENTIALS,
  FORM,
  INTERNAL_ERROR,
  LPI,
  LSI,
  NOT_FOUND,
  NOT_PERMITTED,
  NO_BIZ,
  NO_SERVICE_INSTANCE,
  NO_SET_TEMPLATE,
  OK_11,
  OK_54,
  SUITE,
  TEST_ENV,
  UNDECODABLE,
  byContract,
  check,
  cmdbError,
  esbError,
  form,
  json,
  pathOf,
  refused,
  resolve,
  run,
  send,
  startAll,
  unlessOff,
  type Case,
  type Expectation,
  type Request,
} from './helper.js';

/** Contract section 2: how the ESB reads a request. */

const targets = await startAll(t);

const NEITHER = refused(CREDENTIALS.neither);
/** The most that a body may have. */
const LIMIT = 10 * 1024 * 1024;
const IN_HEADER = { 'X-Bkapi-Authorization': JSON.stringify(SUITE) };

const GOOD = json(SUITE, ASK_54);
/** A good body made longer by blanks. */
const padded = (bytes: number): string => GOOD + ' '.repeat(bytes - Buffer.byteLength(GOOD));

// --- what is JSON, and what is a form -------------------------------------------------------------------------------

const CONTENT_TYPES = [
  'application/json',
  'application/json; charset=utf-8',
  'application/json; charset=gbk',
  'APPLICATION/JSON',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'text/plain;charset=UTF-8',
  'application/xml',
  '',
  ';;;',
  'json',
  'not a / type;=',
  '*/*',
];

/** A field of a form counts only by a type of a form, in small letters. */
const FORM_TYPES = [
  'application/x-www-form-urlencoded',
  ' application/x-www-form-urlencoded ',
  'application/x-www-form-urlencoded;charset=utf-8',
  'application/x-www-form-urlencoded ; charset="UTF-8"; boundary=x',
  'application/x-www-form-urlencoded; charset=gbk',
  'application/x-www-form-urlencoded; charset=nonsense',
  'application/x-www-form-urlencoded;',
];
const NO_FORM_TYPES = [
  'Application/x-www-form-urlencoded',
  'application/X-WWW-FORM-URLENCODED',
  'application/x-www-form-urlencoded, text/plain',
  'application/x-www-form-urlencoded charset=utf-8',
  'x-www-form-urlencoded',
  'MULTIPART/FORM-DATA; boundary=x',
  'multipart/mixed; boundary=x',
  ...CONTENT_TYPES.filter((type) => !/^(application.x-www-form|multipart)/.test(type)),
];
const A_FORM = form({ ...SUITE, bk_biz_id: '2' });
const contentTypes: Case[] = [
  ...[...CONTENT_TYPES, ...FORM_TYPES.slice(1), ...NO_FORM_TYPES.slice(0, 7)].map((type) => ({
    name: `JSON, Content-Type "${type}"`,
    request: { headers: { 'Content-Type': type }, params: ASK_54 },
    expect: OK_54,
  })),
  ...FORM_TYPES.map((type) => ({
    name: `a form, Content-Type "${type}"`,
    request: { component: LSI, headers: { 'content-type': type }, body: A_FORM },
    expect: byContract(NO_SET_TEMPLATE, BAD_PAGE),
  })),
  ...NO_FORM_TYPES.map((type) => ({
    name: `no form, Content-Type "${type}"`,
    request: { component: LSI, headers: { 'content-type': type }, body: A_FORM },
    expect: unlessOff(NEITHER, NO_BIZ),
  })),
  {
    name: 'no form, no Content-Type',
    request: { component: LSI, body: A_FORM },
    expect: unlessOff(NEITHER, NO_BIZ),
  },
  ...CONTENT_TYPES.map((type) => ({
    name: `no body, Content-Type "${type}"`,
    request: { headers: { 'Content-Type': type, ...IN_HEADER }, body: null },
    expect: type === 'multipart/form-data' ? COMPONENT_ERROR : NO_SERVICE_INSTANCE,
  })),
];

const utf32 = (text: string): Buffer =>
  Buffer.concat(Array.from(text, (char) => Buffer.from(Uint32Array.of(char.codePointAt(0) as number).buffer)));
const withBytes = (...bytes: number[]): Buffer =>
  Buffer.concat([Buffer.from(`${GOOD.slice(0, -1)},"x":"`), Buffer.from(bytes), Buffer.from('"}')]);

const JSON_BODIES: [string, string | Buffer][] = [
  ['no Content-Type', GOOD],
  ['blanks before', ` \t\r\n ${GOOD}`],
  ['blanks after', `${GOOD} \r\n\t `],
  ['blanks inside', JSON.stringify({ ...SUITE, ...ASK_54 }, null, 4)],
  ['escaped names', GOOD.replace('service_instance_id', 'service\\u005finstance\\u005fid')],
  ['Chinese', json(SUITE, ASK_54, { 说明: '查询进程 😀', zh: '\u4e2d' })],
  ['half a character, escaped', json(SUITE, ASK_54, String.raw`"half":"\ud800"`)],
  ['UTF-16', Buffer.from(json(SUITE, ASK_54, { zh: '\u4e2d\u6587 \u{1f600}' }), 'utf16le')],
  ['UTF-32', utf32(json(SUITE, ASK_54, { zh: '\u4e2d\u6587 \u{1f600}' }))],
  ['a surrogate in UTF-8', withBytes(0xed, 0xa0, 0x80)],
  ['two of them', withBytes(0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80, 0xe4, 0xb8, 0xad)],
  ['raw characters that JSON allows', json(SUITE, ASK_54, '"x":"\x7f\x80\u2028\ufffd"')],
  ['a number of 5,000 digits in a string', json(SUITE, ASK_54, { x: '9'.repeat(5000) })],
  ['words in strings', json(SUITE, ASK_54, { x: 'NaN "Infinity" \\', NaN: '-Infinity' })],
  ['every escape', json(SUITE, ASK_54, String.raw`"x":"\"\\\/\b\f\n\r\t\u0000\u4e2d"`)],
  ['members of one name: the last counts', json(SUITE, '"service_instance_id":"x"', ASK_54)],
  ['credentials twice: the last counts', json({ ...SUITE, bk_app_secret: '' }, SUITE, ASK_54)],
  ['names that an object has by itself', json(SUITE, '"constructor":1,"toString":"x","__proto__":{}', ASK_54)],
  ['an integer of many digits', json(SUITE, ASK_54, `"x":[${'9'.repeat(4300)},-${'9'.repeat(4300)}]`)],
  ['a fraction of many digits', json(SUITE, ASK_54, `"x":-0.${'3'.repeat(100_000)}E-99999`)],
];
/** Numbers whose text matters to CMDB must not change how the rest is read. */
const DELICATE = '{"ratio":1.50,"exact":9007199254740993,"tiny":-1e-400,"list":[0.0,1e2],';
const delicate = (body: string | Buffer): Buffer => {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const brace = bytes.indexOf('{');
  return Buffer.concat([bytes.subarray(0, brace), Buffer.from(DELICATE), bytes.subarray(brace + 1)]);
};
const jsonBodies: Case[] = JSON_BODIES.flatMap(([name, body]) => [
  { name: `JSON: ${name}`, request: { body }, expect: OK_54 },
  // The numbers are ASCII, so not every encoding can take them.
  ...(body.includes('\0')
    ? []
    : [{ name: `JSON with numbers of every form: ${name}`, request: { body: delicate(body) }, expect: OK_54 }]),
]);

const chunked: Case[] = (
  [
    ['in one piece', [Buffer.from(GOOD)]],
    ['byte by byte', [...Buffer.from(json(SUITE, { ...ASK_54, 说明: '中文😀' }))].map((byte) => Buffer.of(byte))],
    ['as large as the limit', [Buffer.from(padded(LIMIT).slice(0, 1000)), Buffer.from(padded(LIMIT).slice(1000))]],
  ] as const
).map(([name, body]) => ({ name: `chunked: ${name}`, request: { body: [...body] }, expect: OK_54 }));

/** Bodies that are neither JSON nor a form. */
const WITHOUT_FIELDS: [string, string | Buffer | Buffer[] | null][] = [
  ['no body', null],
  ['no body, chunked', []],
  ['blanks', ' \r\n\t '],
  ['an array', JSON.stringify([{ ...SUITE, ...ASK_54, ...ASK_11 }])],
  ['an empty array', '[]'],
  ['a number', '42'],
  ['a string', JSON.stringify(GOOD)],
  ['null', 'null'],
  ['true', 'true'],
  ['a byte-order mark before JSON', `\ufeff${GOOD}`],
  ['a byte-order mark after blanks', ` \ufeff${GOOD}`],
  ['a letter before JSON', `x${GOOD}`],
  ['a NUL before JSON', `\0${GOOD}`],
  ['a comment before JSON', `// json\n${GOOD}`],
  ['a form of other fields', 'a=1&b=2&c'],
  ['nested arrays', '['.repeat(100_000)],
  ['separators alone', '&&&===&'],
  ['a form without a Content-Type', form({ ...SUITE, ...{ service_instance_id: '54' } })],
  ['UTF-16, big-endian', Buffer.from(GOOD, 'utf16le').swap16()],
  ['UTF-16 with a byte-order mark', Buffer.from(`\ufeff${GOOD}`, 'utf16le')],
  ['UTF-16 with a blank before', Buffer.from(` ${GOOD}`, 'utf16le')],
  ['a no-break space before JSON', `\u00a0${GOOD}`],
  ['a line separator before JSON', `\u2028${GOOD}`],
  ['a file separator before JSON', `\x1c${GOOD}`],
];

const withoutFields: Case[] = WITHOUT_FIELDS.flatMap(([name, body]) => [
  {
    name: `nothing: ${name}`,
    request: { body },
    expect: unlessOff(NEITHER, NO_SERVICE_INSTANCE),
  },
  {
    name: `nothing, LSI: ${name}`,
    request: { component: LSI, body },
    expect: unlessOff(NEITHER, NO_BIZ),
  },
  {
    name: `nothing, credentials in the header: ${name}`,
    request: { headers: IN_HEADER, body },
    expect: NO_SERVICE_INSTANCE,
  },
  {
    name: `nothing, LSI, credentials in the header: ${name}`,
    request: { component: LSI, headers: IN_HEADER, body },
    expect: NO_BIZ,
  },
]);

const forms: Case[] = [
  {
    name: 'a form: an integer is a string',
    request: { headers: FORM, body: form({ ...SUITE, service_instance_id: '54' }) },
    expect: UNDECODABLE,
  },
  {
    name: 'a form: nothing but credentials',
    request: { headers: FORM, body: form(SUITE) },
    expect: NO_SERVICE_INSTANCE,
  },
  {
    name: 'a form, LSI: bk_biz_id passes, set_template_id does not',
    request: { component: LSI, headers: FORM, body: form({ ...SUITE, bk_biz_id: '2', set_template_id: '11' }) },
    expect: UNDECODABLE,
  },
  {
    name: 'a form, LSI: page is a string',
    request: { component: LSI, headers: FORM, body: form({ ...SUITE, bk_biz_id: '2', page: '{"limit":10}' }) },
    expect: UNDECODABLE,
  },
  {
    name: 'a form: + and % are decoded',
    auth: ['strict'],
    request: { headers: FORM, body: 'bk_app_code=%E4%B8%AD+%26%20x%2B&bk_app_secret=y&bk_username=admin' },
    expect: refused(CREDENTIALS.invalidCode('中 & x+')),
  },
  {
    name: 'a form: an empty field counts as absent',
    request: { headers: FORM, body: form({ ...SUITE, bk_app_secret: '', app_secret: '' }) },
    expect: unlessOff(NEITHER, NO_SERVICE_INSTANCE),
  },
  {
    name: 'a form, chunked',
    request: {
      headers: FORM,
      body: [...Buffer.from(form({ ...SUITE, service_instance_id: '54' }))].map((byte) => Buffer.of(byte)),
    },
    expect: UNDECODABLE,
  },
  {
    name: 'a form: the last of a repeated field counts',
    auth: ['strict'],
    request: { headers: FORM, body: `${form(SUITE)}&bk_app_code=a&bk_app_code=ghost` },
    expect: refused(CREDENTIALS.invalidCode('ghost')),
  },
  ...(
    [
      ['an escape that is none', 'x%zz%4', 'x%zz%4'],
      ['an escape that is no UTF-8', '%FF%41', '\ufffdA'],
      ['raw UTF-8', '\u4e2d', '\u4e2d'],
      ['half an escaped character, and a raw one', '%E4\u4e2d%AD', '\ufffd\u4e2d\ufffd'],
      ['a semicolon', 'a;b=c', 'a;b=c'],
      ['a second equals sign', 'a=b', 'a=b'],
      ['a NUL', 'a%00b', 'a\0b'],
    ] as const
  ).map(([name, written, read]) => ({
    name: `a form: ${name}`,
    auth: ['strict'] as const,
    request: { headers: FORM, body: `bk_app_secret=x&bk_username=admin&bk_app_code=${written}` },
    expect: refused(CREDENTIALS.invalidCode(read)),
  })),
  ...(
    [
      ['gbk', Buffer.from('%D6%D0'), '\u4e2d'],
      ['GBK', Buffer.of(0xd6, 0xd0), '\u4e2d'],
      ['gb2312', Buffer.from('%D6%D0'), '\u4e2d'],
      ['cp936', Buffer.from('%D6%D0'), '\u4e2d'],
      ['big5', Buffer.from('%A4%A4'), '\u4e2d'],
      ['latin-1', Buffer.from('%E9\u00e9'), '\u00e9\u00c3\u00a9'],
      ['ISO_8859-1', Buffer.from('%80'), '\u0080'],
      ['ascii', Buffer.from('%E9'), '\ufffd'],
      ['utf-8', Buffer.of(0xe9), '\u00e9'],
      ['gbk', Buffer.of(0xff), '\u00ff'],
      ['nonsense', Buffer.from('%E4%B8%AD'), '\u4e2d'],
      ['', Buffer.from('%E4%B8%AD'), '\u4e2d'],
    ] as const
  ).map(([charset, written, read]) => ({
    name: `a form: charset ${charset}, ${written.toString('latin1')}`,
    auth: ['strict'] as const,
    request: {
      headers: { 'Content-Type': `application/x-www-form-urlencoded; charset=${charset}` },
      body: Buffer.concat([Buffer.from('bk_app_secret=x&bk_username=admin&bk_app_code='), written]),
    },
    expect: refused(CREDENTIALS.invalidCode(read)),
  })),
  {
    name: 'a form: an escaped brace begins no JSON',
    request: { component: LSI, headers: FORM, body: `%7B=1&${form(SUITE)}&bk_biz_id=2` },
    expect: byContract(NO_SET_TEMPLATE, BAD_PAGE),
  },
  { name: 'a form: a brace does', request: { headers: FORM, body: `{=1&${form(SUITE)}` }, expect: BROKEN_JSON },
];

const fieldsOf = (count: number): string => `${form({ ...SUITE, bk_biz_id: '2' })}${'&x=1'.repeat(count - 4)}`;
const manyFields: Case[] = [
  {
    name: '1,000 fields',
    request: { component: LSI, headers: FORM, body: fieldsOf(1000) },
    expect: byContract(NO_SET_TEMPLATE, BAD_PAGE),
  },
  { name: '1,001 fields', request: { headers: FORM, body: fieldsOf(1001) }, expect: BAD_REQUEST },
  { name: '1,001 empty fields', request: { headers: FORM, body: '&'.repeat(1000) }, expect: BAD_REQUEST },
  {
    name: '1,001 fields, credentials in the header',
    request: { headers: { ...FORM, ...IN_HEADER }, body: fieldsOf(1001) },
    expect: COMPONENT_ERROR,
  },
  {
    name: '1,001 fields of another type',
    request: { body: fieldsOf(1001) },
    expect: unlessOff(NEITHER, NO_SERVICE_INSTANCE),
  },
  {
    name: '1,000 fields in the query of a GET',
    request: { method: 'GET', query: fieldsOf(1000) },
    expect: UNDECODABLE,
  },
  {
    name: '1,001 fields in the query of a GET',
    request: { method: 'GET', query: fieldsOf(1001) },
    expect: BAD_REQUEST,
  },
  {
    name: '1,001 fields in the query of a POST, where the ESB looks for a signature',
    request: { query: fieldsOf(1001), params: ASK_54 },
    expect: (target) => resolve(target.auth === 'off' ? OK_54 : COMPONENT_ERROR, target),
  },
  {
    name: '1,001 fields in the query of a GET, credentials in the header',
    request: { method: 'GET', query: fieldsOf(1001), headers: IN_HEADER },
    expect: COMPONENT_ERROR,
  },
];

// --- broken JSON ----------------------------------------------------------------------------------------------------

const nested = (open: string, close: string, times: number): string =>
  json(SUITE, ASK_54, `"deep":${open.repeat(times)}${open.endsWith(':') ? '1' : ''}${close.repeat(times)}`);
const BROKEN: [string, string | Buffer | Buffer[]][] = [
  ['one brace', '{'],
  ['cut short', GOOD.slice(0, -1)],
  ['cut inside a string', GOOD.slice(0, 20)],
  ['a comma too many', `${GOOD.slice(0, -1)},}`],
  ['single quotes', GOOD.replaceAll('"', "'")],
  ['a name without quotes', '{service_instance_id:54}'],
  ['more after it', `${GOOD}x`],
  ['two of them', GOOD + GOOD],
  ['a comment inside', `${GOOD.slice(0, -1)}/* why */}`],
  ['a line break inside a string', json(SUITE, ASK_54, '"x":"a\nb"')],
  ['an escape that is none', json(SUITE, ASK_54, String.raw`"x":"\q"`)],
  ['a leading zero', json(SUITE, ASK_54, '"x":054')],
  ['a plus sign', json(SUITE, ASK_54, '"x":+1')],
  ['a bare word', json(SUITE, ASK_54, '"x":undefined')],
  ['nothing for a value', json(SUITE, ASK_54, '"x":')],
  ['a form in braces', '{bk_biz_id=2&service_instance_id=54}'],
  ['blanks before', ` \r\n{`],
  ['a byte-order mark inside', `{\ufeff${GOOD.slice(1)}`],
  ['a byte that UTF-8 never has', withBytes(0xff)],
  ['half a character', withBytes(0xe4, 0xb8)],
  ['a character cut by the end', Buffer.concat([Buffer.from(GOOD), Buffer.of(0xe4)])],
  ['a character written too long', withBytes(0xc0, 0x80)],
  ['half a surrogate in UTF-8', withBytes(0xed, 0xa0)],
  ['a surrogate in UTF-8, and a byte that it never has', withBytes(0xed, 0xa0, 0x80, 0xff)],
  ['an integer of 4,301 digits', json(SUITE, ASK_54, `"x":${'9'.repeat(4301)}`)],
  ['a negative integer of 4,301 digits', json(SUITE, ASK_54, `"x":-${'9'.repeat(4301)}`)],
  ...['nan', '-NaN', '+Infinity', '1NaN', 'NaN1', 'NaN NaN', 'Infinit', '--Infinity', 'True'].map(
    (word): [string, string] => [`the word ${word}`, json(SUITE, ASK_54, `"x":${word}`)],
  ),
  ['a form feed before', `\f${GOOD}`],
  ['a vertical tab before', `\v${GOOD}`],
  ['a form feed inside', `{\f${GOOD.slice(1)}`],
  ['a no-break space inside', `{\u00a0${GOOD.slice(1)}`],
  ['a NUL after', `${GOOD}\0`],
  ['UTF-16 with a byte too many', Buffer.concat([Buffer.from(GOOD, 'utf16le'), Buffer.of(0)])],
  ['UTF-32 with a byte too many', Buffer.concat([utf32(GOOD), Buffer.of(0)])],
  ['UTF-32 past the last character', Buffer.concat([utf32(GOOD), Buffer.of(0, 0, 0x11, 0)])],
  ['two bytes of UTF-16', Buffer.of(0x7b, 0)],
  ['three bytes', Buffer.of(0x7b, 0, 0x7d)],
  ['a character past the last', withBytes(0xf4, 0x90, 0x80, 0x80)],
  ['GBK', withBytes(0xd6, 0xd0)],
  ['arrays 100000 deep', nested('[', ']', 100_000)],
  ['objects 100000 deep', nested('{"a":', '}', 100_000)],
  ['arrays 100000 deep and never closed', `{"deep":${'['.repeat(100_000)}`],
  ['objects 100000 deep and never closed', '{"a":'.repeat(100_000)],
  ['chunked', [Buffer.from(GOOD.slice(0, 30)), Buffer.from(GOOD.slice(30, -1))]],
];

const BROKEN_WITH_ID = esbError(1306000, BROKEN_TEXT);
const broken: Case[] = BROKEN.flatMap(([name, body]) => [
  ...(Array.isArray(body) || body === '{'
    ? []
    : [
        {
          name: `broken JSON with numbers of every form: ${name}`,
          request: { body: delicate(body) },
          expect: BROKEN_JSON,
        },
      ]),
  { name: `broken JSON: ${name}`, request: { body }, expect: BROKEN_JSON },
  { name: `broken JSON, LSI: ${name}`, request: { component: LSI, body }, expect: BROKEN_JSON },
  {
    name: `broken JSON, credentials in the header: ${name}`,
    request: { headers: IN_HEADER, body },
    expect: BROKEN_WITH_ID,
  },
]);

const deep: Case[] = [
  ...[['arrays', '[', ']'] as const, ['objects', '{"a":', '}'] as const].flatMap(([name, open, close]): Case[] => [
    { name: `${name} as deep as may be`, request: { body: nested(open, close, 475) }, expect: OK_54 },
    { name: `${name} one level too deep`, request: { body: nested(open, close, 476) }, expect: COMPONENT_ERROR },
    { name: `${name} as deep as can be read`, request: { body: nested(open, close, 950) }, expect: COMPONENT_ERROR },
    { name: `${name} too deep to be read`, request: { body: nested(open, close, 951) }, expect: BROKEN_JSON },
    {
      name: `${name}, too deep without credentials in the header`,
      request: { headers: IN_HEADER, body: nested(open, close, 951) },
      expect: COMPONENT_ERROR,
    },
    {
      name: `${name}, too deep with credentials in the header`,
      request: { headers: IN_HEADER, body: nested(open, close, 953) },
      expect: BROKEN_WITH_ID,
    },
  ]),
  {
    name: 'LSI: bk_biz_id before the copy of the parameters',
    request: { component: LSI, params: `"deep":${'['.repeat(476)}${']'.repeat(476)}` },
    expect: NO_BIZ,
  },
  {
    name: 'the copy of the parameters before the test environment',
    request: { headers: { 'X-Use-Test-Env': '1' }, body: nested('[', ']', 476) },
    expect: COMPONENT_ERROR,
  },
  {
    name: 'credentials before the copy of the parameters',
    request: { body: `{"deep":${'['.repeat(476)}${']'.repeat(476)}}` },
    expect: unlessOff(NEITHER, COMPONENT_ERROR),
  },
  {
    name: 'parameters that tell Python how to copy them',
    request: { params: { ...ASK_54, __deepcopy__: {} } },
    expect: COMPONENT_ERROR,
  },
  {
    name: 'a form that tells Python how to copy it',
    request: { headers: FORM, body: form({ ...SUITE, __deepcopy__: '' }) },
    expect: COMPONENT_ERROR,
  },
  { name: 'null tells it nothing', request: { params: { ...ASK_54, __deepcopy__: null } }, expect: OK_54 },
  {
    name: 'brackets inside a string nest nothing',
    request: { params: { ...ASK_54, text: '[{'.repeat(5000) } },
    expect: OK_54,
  },
  {
    name: 'nor do those beside one another',
    request: { params: { ...ASK_54, list: Array.from({ length: 5000 }, () => [{}]) } },
    expect: OK_54,
  },
];

// --- size -----------------------------------------------------------------------------------------------------------

const halves = (text: string): Buffer[] => {
  const bytes = Buffer.from(text);
  return [bytes.subarray(0, bytes.length / 2), bytes.subarray(bytes.length / 2)];
};
const LARGE: [string, Pick<Request, 'body' | 'headers'>][] = [
  ['JSON', { body: padded(LIMIT + 1) }],
  ['a form', { headers: FORM, body: form(SUITE).padEnd(LIMIT + 1, '&') }],
  ['chunked', { body: halves(padded(LIMIT + 1)) }],
];
const large: Case[] = [
  { name: 'as large as the limit', request: { body: padded(LIMIT) }, expect: OK_54 },
  ...LARGE.flatMap(([name, request]): Case[] => [
    { name: `one byte over the limit: ${name}`, request, expect: BAD_REQUEST },
    {
      name: `one byte over the limit: ${name}, LSI, credentials in the header`,
      request: { ...request, component: LSI, headers: { ...request.headers, ...IN_HEADER } },
      expect: COMPONENT_ERROR,
    },
    { name: `the server goes on after ${name}`, request: { params: ASK_54 }, expect: OK_54 },
  ]),
  {
    name: 'one byte over the limit: the ignored body of a GET',
    request: { method: 'GET', query: form(SUITE), body: padded(LIMIT + 1) },
    expect: NO_SERVICE_INSTANCE,
  },
];

// --- fields and headers ---------------------------------------------------------------------------------------------

const ignored: Case[] = [
  {
    name: 'unknown fields, LPI',
    request: {
      params: {
        ...ASK_54,
        return_total: true,
        sort: 5,
        page: 'x',
        set_template_id: 'x',
        condition: { a: [1] },
        metadata: null,
      },
    },
    expect: OK_54,
  },
  {
    name: 'unknown fields, LSI',
    request: {
      component: LSI,
      params: {
        ...ASK_11,
        page: { ...ASK_11.page, return_total: true, count: 'x', enable_count: null },
        return_total: true,
        sort: 5,
        service_instance_id: 'x',
        with_name: [],
      },
    },
    expect: OK_11,
  },
  ...['0', 'another', '', 0, null, false, {}, [], '\u00e9', 'a,b'].flatMap((account): Case[] => [
    {
      name: `bk_supplier_account ${JSON.stringify(account)}, LPI`,
      request: { params: { ...ASK_54, bk_supplier_account: account } },
      expect: OK_54,
    },
  ]),
  ...['0', '', null, {}, []].map((account) => ({
    name: `bk_supplier_account ${JSON.stringify(account)}, LSI`,
    request: { component: LSI, params: { ...ASK_11, bk_supplier_account: account } },
    expect: OK_11,
  })),
  ...(
    [
      ['7', "Header part (7) from {'HTTP_BK_SUPPLIER_ACCOUNT': 7} must be of type str or bytes, not <class 'int'>"],
      [
        '1e400',
        "Header part (inf) from {'HTTP_BK_SUPPLIER_ACCOUNT': inf} must be of type str or bytes, not <class 'float'>",
      ],
      [
        '9007199254740993',
        "Header part (9007199254740993) from {'HTTP_BK_SUPPLIER_ACCOUNT': 9007199254740993} must be of type str or bytes, " +
          "not <class 'int'>",
      ],
      [
        'NaN',
        "Header part (nan) from {'HTTP_BK_SUPPLIER_ACCOUNT': nan} must be of type str or bytes, not <class 'float'>",
      ],
      [
        'true',
        "Header part (True) from {'HTTP_BK_SUPPLIER_ACCOUNT': True} must be of type str or bytes, not <class 'bool'>",
      ],
      [
        '["a"]',
        "Header part (['a']) from {'HTTP_BK_SUPPLIER_ACCOUNT': ['a']} must be of type str or bytes, not <class 'list'>",
      ],
      [
        '{"a":1.0}',
        "Header part ({'a': 1.0}) from {'HTTP_BK_SUPPLIER_ACCOUNT': {'a': 1.0}} must be of type str or bytes, " +
          "not <class 'dict'>",
      ],
      ['" a"', "Invalid leading whitespace, reserved character(s), or returncharacter(s) in header value: ' a'"],
      ['"a\\nb"', "Invalid leading whitespace, reserved character(s), or returncharacter(s) in header value: 'a\\nb'"],
      ['"\u4e2d"', "'latin-1' codec can't encode character '\\u4e2d' in position 0: ordinal not in range(256)"],
      ['"a\u4e2d\u6587b"', "'latin-1' codec can't encode characters in position 1-2: ordinal not in range(256)"],
      ['"\u{1f600}"', "'latin-1' codec can't encode character '\\U0001f600' in position 0: ordinal not in range(256)"],
    ] as const
  ).map(([account, problem]) => ({
    name: `bk_supplier_account ${account} cannot be sent to CMDB in a header`,
    request: { params: `${json(ASK_54).slice(1, -1)},"bk_supplier_account":${account}` },
    expect: esbError(
      1306201,
      `Component request third-party system [CC] interface [list_process_instance] error: ${problem}, please try again ` +
        'later or contact component developer to handle this',
    ),
  })),
  {
    name: 'a supplier account that cannot be sent: test environment first',
    request: { params: { ...ASK_54, bk_supplier_account: 5 }, headers: { 'X-Use-Test-Env': '1' } },
    expect: TEST_ENV,
  },
  ...['"cb"', '"a.b"', '""', '0', '0.0', '1e-400', 'false', 'null', '[]', '{}'].map((callback) => ({
    name: `callback ${callback} does nothing`,
    request: { params: `${json(ASK_54).slice(1, -1)},"callback":${callback}` },
    expect: OK_54,
  })),
  ...['5', '0.5', 'NaN', '-Infinity', 'true', '[0]', '{"a":0}'].flatMap((callback): Case[] => [
    {
      name: `callback ${callback}`,
      request: { params: `${json(ASK_54).slice(1, -1)},"callback":${callback}` },
      expect: INTERNAL_ERROR,
    },
    {
      name: `callback ${callback}, an error of CMDB`,
      request: { params: `"callback":${callback}` },
      expect: INTERNAL_ERROR,
    },
    {
      name: `callback ${callback}, an error of the ESB`,
      request: { component: LSI, params: `"callback":${callback}` },
      expect: INTERNAL_ERROR,
    },
  ]),
  {
    name: 'a callback of no text beside a header of no object',
    request: { params: '"callback":[0]', headers: { 'X-Bkapi-Authorization': '"x"' } },
    expect: INTERNAL_ERROR,
  },
  { name: 'a callback in broken JSON', request: { body: '{"callback":5' }, expect: BROKEN_JSON },
  {
    name: 'parameters in the query of a POST',
    request: { query: 'service_instance_id=x&bk_biz_id=x', params: ASK_54 },
    expect: OK_54,
  },
  {
    name: 'parameters in the header',
    request: {
      component: LSI,
      headers: { 'X-Bkapi-Authorization': JSON.stringify({ ...SUITE, ...ASK_11 }) },
      body: '{}',
    },
    expect: NO_BIZ,
  },
  {
    name: 'parameters under __proto__',
    request: { params: `"__proto__":${JSON.stringify(ASK_54)}` },
    expect: NO_SERVICE_INSTANCE,
  },
  {
    name: 'credentials under __proto__',
    request: { credentials: `"__proto__":${JSON.stringify(SUITE)}`, params: ASK_54 },
    expect: unlessOff(NEITHER, OK_54),
  },
  {
    name: 'parameters under __proto__, beside a fraction',
    request: { params: `"ratio":1.5,"__proto__":${JSON.stringify(ASK_54)}` },
    expect: NO_SERVICE_INSTANCE,
  },
  {
    name: 'parameters under __proto__, beside a fraction, LSI',
    request: { component: LSI, params: `"ratio":1.5,"__proto__":${JSON.stringify(ASK_11)}` },
    expect: NO_BIZ,
  },
  {
    name: 'a page under __proto__',
    request: {
      component: LSI,
      params: '"bk_biz_id":2,"set_template_id":11,"page":{"__proto__":{"start":0,"limit":10}}',
    },
    expect: BAD_PAGE,
  },
  {
    name: 'a page under __proto__, beside a fraction',
    request: {
      component: LSI,
      params: '"bk_biz_id":2,"set_template_id":11,"page":{"ratio":1.5,"__proto__":{"start":0,"limit":10}}',
    },
    expect: BAD_PAGE,
  },
  {
    name: 'credentials under __proto__, beside a fraction',
    request: { credentials: `"ratio":1.5,"__proto__":${JSON.stringify(SUITE)}`, params: ASK_54 },
    expect: unlessOff(NEITHER, OK_54),
  },
];

const ENGLISH = NO_SERVICE_INSTANCE;
const CHINESE = cmdbError(1199006, "'service_instance_id' 数据参数校验不通过");
const languages: Case[] = [
  [undefined, ENGLISH],
  ['en', ENGLISH],
  ['', ENGLISH],
  ['zh-hans', CHINESE],
  ['zh-cn', CHINESE],
  ['zh', CHINESE],
  ['zh_CN', CHINESE],
  ['en-us', CHINESE],
  ['fr', CHINESE],
  ['0', CHINESE],
].flatMap(([language, expect]) =>
  ['Blueking-Language', 'blueking-language', 'BLUEKING-LANGUAGE'].map((header) => ({
    name: `${header} ${language === undefined ? 'absent' : `"${language as string}"`}`,
    request: { headers: language === undefined ? {} : { [header]: language as string } },
    expect: expect as Expectation,
  })),
);

const inChinese: Case[] = [
  {
    name: 'success has one language',
    request: { headers: { 'Blueking-Language': 'zh-hans' }, params: ASK_54 },
    expect: OK_54,
  },
  {
    name: 'so has the ESB: broken JSON',
    request: { headers: { 'Blueking-Language': 'zh-hans' }, body: '{' },
    expect: BROKEN_JSON,
  },
  {
    name: 'so has the ESB: too large',
    request: { headers: { 'Blueking-Language': 'zh-hans' }, body: padded(LIMIT + 1) },
    expect: BAD_REQUEST,
  },
  {
    name: 'so has the ESB: header',
    request: { headers: { 'Blueking-Language': 'zh-hans', 'X-Bkapi-Authorization': '[' } },
    expect: BAD_HEADER,
  },
  {
    name: 'so has the ESB: credentials',
    auth: ['required', 'strict'],
    request: { headers: { 'Blueking-Language': 'zh-hans' }, body: null },
    expect: NEITHER,
  },
  {
    name: 'so has the ESB: bk_biz_id of LSI',
    request: { component: LSI, headers: { 'Blueking-Language': 'zh-hans' } },
    expect: NO_BIZ,
  },
  {
    name: 'so has the ESB: test environment',
    request: { headers: { 'Blueking-Language': 'zh-hans', 'X-Use-Test-Env': '1' } },
    expect: TEST_ENV,
  },
];

const testEnvironment: Case[] = [
  ...['1', 'true', 'True', 'yes', 'on', 'no', 'null', '00', 'test'].map((value) => ({
    name: `X-Use-Test-Env "${value}"`,
    request: { headers: { 'X-Use-Test-Env': value }, params: ASK_54 },
    expect: TEST_ENV,
  })),
  ...['0', 'false', '', 'False', 'FALSE'].map((value) => ({
    name: `X-Use-Test-Env "${value}"`,
    request: { headers: { 'X-Use-Test-Env': value }, params: ASK_54 },
    expect: OK_54,
  })),
  {
    name: 'x-use-test-env, LSI',
    request: { component: LSI, headers: { 'x-use-test-env': '1' }, params: ASK_11 },
    expect: TEST_ENV,
  },
];

// --- which check comes first ----------------------------------------------------------------------------------------

const GARBAGE = { 'X-Bkapi-Authorization': 'garbage' };
const STAGE = { 'X-Use-Test-Env': '1' };
const ONLY_LPI = { bk_app_code: 'only-lpi', bk_app_secret: 'only-secret', bk_username: 'admin' };
const ONLY_LSI = { ...ONLY_LPI, bk_app_code: 'only-lsi' };

const order: Case[] = [
  { name: 'header before size', request: { headers: GARBAGE, body: padded(LIMIT + 1) }, expect: BAD_HEADER },
  { name: 'size before body', request: { body: '{'.repeat(LIMIT + 1) }, expect: BAD_REQUEST },
  { name: 'size before test environment', request: { headers: STAGE, body: padded(LIMIT + 1) }, expect: BAD_REQUEST },
  { name: 'header before body', request: { headers: GARBAGE, body: '{' }, expect: BAD_HEADER },
  { name: 'header before credentials', request: { headers: GARBAGE, body: null }, expect: BAD_HEADER },
  { name: 'header before bk_biz_id', request: { component: LSI, headers: GARBAGE }, expect: BAD_HEADER },
  {
    name: 'header before test environment',
    request: { headers: { ...GARBAGE, ...STAGE }, params: ASK_54 },
    expect: BAD_HEADER,
  },
  { name: 'header before CMDB', request: { headers: GARBAGE }, expect: BAD_HEADER },
  {
    name: 'body before credentials',
    request: { headers: { 'X-Bkapi-Authorization': '{"bk_app_code":"ghost"}' }, body: '{' },
    expect: BROKEN_WITH_ID,
  },
  { name: 'body before bk_biz_id', request: { component: LSI, body: '{' }, expect: BROKEN_JSON },
  { name: 'body before test environment', request: { headers: STAGE, body: '{' }, expect: BROKEN_JSON },
  {
    name: 'credentials before component permission',
    auth: ['strict'],
    request: { component: LSI, credentials: { ...ONLY_LPI, bk_app_secret: 'wrong' }, params: ASK_11 },
    expect: refused(CREDENTIALS.wrongSecret('only-lpi')),
  },
  {
    name: 'user before component permission',
    auth: ['strict'],
    request: { component: LSI, credentials: { ...ONLY_LPI, bk_token: 'wrong' }, params: ASK_11 },
    expect: refused(CREDENTIALS.badToken),
  },
  {
    name: 'credentials before bk_biz_id',
    request: { component: LSI, credentials: {} },
    expect: unlessOff(NEITHER, NO_BIZ),
  },
  {
    name: 'credentials before test environment',
    request: { credentials: {}, headers: STAGE, params: ASK_54 },
    expect: unlessOff(NEITHER, TEST_ENV),
  },
  {
    name: 'credentials before CMDB',
    request: { credentials: {} },
    expect: unlessOff(NEITHER, NO_SERVICE_INSTANCE),
  },
  {
    name: 'component permission before bk_biz_id',
    auth: ['strict'],
    request: { component: LSI, credentials: ONLY_LPI },
    expect: NOT_PERMITTED(LSI),
  },
  {
    name: 'component permission before test environment',
    auth: ['strict'],
    request: { credentials: ONLY_LSI, headers: STAGE, params: ASK_54 },
    expect: NOT_PERMITTED(LPI),
  },
  {
    name: 'component permission before CMDB',
    auth: ['strict'],
    request: { credentials: ONLY_LSI },
    expect: NOT_PERMITTED(LPI),
  },
  {
    name: 'component permission before the user’s permission',
    auth: ['strict'],
    request: {
      component: LSI,
      credentials: { ...ONLY_LPI, bk_username: 'guest' },
      params: { ...ASK_11, bk_biz_id: 3 },
    },
    expect: NOT_PERMITTED(LSI),
  },
  { name: 'bk_biz_id before test environment', request: { component: LSI, headers: STAGE }, expect: NO_BIZ },
  {
    name: 'bk_biz_id before CMDB',
    request: { component: LSI, params: { set_template_id: 'x', page: 'x' } },
    expect: NO_BIZ,
  },
  { name: 'test environment before CMDB, LPI', request: { headers: STAGE }, expect: TEST_ENV },
  {
    name: 'test environment before CMDB, LSI',
    request: { component: LSI, headers: STAGE, params: { bk_biz_id: 'x' } },
    expect: TEST_ENV,
  },
];

run(t, targets, [
  ...contentTypes,
  ...jsonBodies,
  ...chunked,
  ...withoutFields,
  ...forms,
  ...broken,
  ...manyFields,
  ...deep,
  ...large,
  ...ignored,
  ...languages,
  ...inChinese,
  ...testEnvironment,
  ...order,
]);

// --- connections ----------------------------------------------------------------------------------------------------

/** Sends bytes as they are and reads until the server closes. */
const raw = (url: URL, text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = net.connect(Number(url.port), url.hostname, () => socket.write(text));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.once('error', reject);
    socket.once('close', () => resolve(Buffer.concat(chunks).toString('utf8')));
  });

/** Sends bytes and breaks the connection. */
const abandon = (url: URL, text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = net.connect(Number(url.port), url.hostname);
    socket.once('error', reject);
    socket.once('close', () => resolve());
    socket.write(text, () => socket.resetAndDestroy());
  });

for (const target of targets) {
  void t.test(`${target.name}, one connection for a whole session`, async (t) => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    t.teardown(() => agent.destroy());
    const session: [Request, Expectation][] = [
      [{ params: ASK_54 }, OK_54],
      [{ component: LSI, params: ASK_11 }, OK_11],
      [{ body: '{' }, BROKEN_JSON],
      [{ headers: IN_HEADER, body: null }, NO_SERVICE_INSTANCE],
      [{ headers: GARBAGE }, BAD_HEADER],
      [{ headers: FORM, body: form({ ...SUITE, service_instance_id: '54' }) }, UNDECODABLE],
      [{ headers: { 'X-Use-Test-Env': '1' } }, TEST_ENV],
      [{ body: nested('[', ']', 100_000) }, BROKEN_JSON],
      [{ body: halves(GOOD) }, OK_54],
      [{ component: LSI, headers: { 'Blueking-Language': 'zh-hans' }, params: ASK_11 }, OK_11],
      [{ headers: IN_HEADER, credentials: {}, params: ASK_54 }, OK_54],
      [{ method: 'PUT', params: ASK_54 }, NOT_FOUND],
      [{ method: 'DELETE' }, NOT_FOUND],
      [{ method: 'GET', query: form(SUITE) }, NO_SERVICE_INSTANCE],
      [{ path: '/api/c/compapi/v2/cc/nope/', params: ASK_54 }, NOT_FOUND],
      [{ params: ASK_54 }, OK_54],
      [{ body: padded(LIMIT + 1) }, BAD_REQUEST],
    ];
    for (const [index, [request, expect]] of session.entries()) {
      const reply = await send(target, { ...request, agent });
      check(t, target, request, reply, expect);
      t.equal(reply.reused, index > 0, `request ${index + 1} over the same connection`);
    }
  });

  void t.test(`${target.name}, a request of bytes`, async (t) => {
    const path = pathOf(LPI);
    const length = Buffer.byteLength(GOOD);
    const first = (text: string) => text.slice(0, text.indexOf('\r\n'));
    const last = (text: string) => JSON.parse(text.slice(text.indexOf('\r\n\r\n') + 4)) as unknown;
    const lowerCase = await raw(
      target.url,
      `POST ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\nx-use-test-env: 1\r\ncontent-length: ${length}\r\n\r\n${GOOD}`,
    );
    t.equal(first(lowerCase), 'HTTP/1.1 200 OK');
    t.match(last(lowerCase), { code: 1306206, message: TEST_ENV.body['message'] }, 'lower-case headers count');

    const upperCase = await raw(
      target.url,
      `POST ${path} HTTP/1.1\r\nHOST: x\r\nCONNECTION: close\r\nX-USE-TEST-ENV: 1\r\nCONTENT-LENGTH: ${length}\r\n\r\n${GOOD}`,
    );
    t.match(last(upperCase), { code: 1306206, message: TEST_ENV.body['message'] }, 'upper-case headers count');

    const nothing = await raw(
      target.url,
      `POST ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Bkapi-Authorization: ${JSON.stringify(SUITE)}\r\n\r\n`,
    );
    t.equal(first(nothing), 'HTTP/1.1 200 OK');
    t.match(last(nothing), { code: 1199006, data: null }, 'neither length nor encoding: no body');

    const emptyType = await raw(
      target.url,
      `POST ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type:\r\nContent-Length: ${length}\r\n\r\n${GOOD}`,
    );
    t.equal(first(emptyType), 'HTTP/1.1 200 OK');
    t.match(last(emptyType), { code: 0 }, 'an empty Content-Type');

    const expects = await raw(
      target.url,
      `POST ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: ${length}\r\n\r\n${GOOD}`,
    );
    t.equal(first(expects), 'HTTP/1.1 100 Continue', 'curl waits for this before a large body');
    const after = expects.slice(expects.indexOf('\r\n\r\n') + 4);
    t.equal(first(after), 'HTTP/1.1 200 OK');
    t.match(last(after), { code: 0 });

    const doubled = await raw(
      target.url,
      `POST //api/c/compapi/v2/cc/list_process_instance HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ${length}\r\n\r\n${GOOD}`,
    );
    t.equal(first(doubled), 'HTTP/1.1 200 OK');
    t.match(last(doubled), { code: 0 }, 'doubled slashes that look like a host');

    const header = /\r\ncontent-type: ([^\r]*)\r\n/i.exec(doubled);
    t.equal(header?.[1], 'application/json; charset=utf-8');
  });

  void t.test(`${target.name}, clients that go away`, async (t) => {
    const head = `POST ${pathOf(LPI)} HTTP/1.1\r\nHost: x\r\n`;
    for (const [name, text] of [
      ['inside the head', head],
      ['inside a body', `${head}Content-Length: 1000\r\n\r\n{"a":`],
      ['inside a body over the limit', `${head}Content-Length: ${2 * LIMIT}\r\n\r\n${'x'.repeat(LIMIT + 1000)}`],
      ['inside a chunk', `${head}Transfer-Encoding: chunked\r\n\r\nff\r\n{"a":`],
      ['before the reply', `${head}Content-Length: ${Buffer.byteLength(GOOD)}\r\n\r\n${GOOD}`],
    ] as const) {
      await abandon(target.url, text);
      check(t, target, {}, await send(target, { params: ASK_54 }), OK_54, `the server goes on after one left ${name}`);
    }
    const nonsense = await raw(target.url, 'nonsense\r\n\r\n');
    t.match(nonsense, /^HTTP\/1\.1 400 /, 'nonsense is no HTTP');
    check(t, target, {}, await send(target, { params: ASK_54 }), OK_54, 'the server goes on after nonsense');
  });
}
