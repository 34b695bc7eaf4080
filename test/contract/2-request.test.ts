import http from 'node:http';
import net from 'node:net';
import t from 'tap';
import {
  ASK_11,
  ASK_54,
  BAD_HEADER,
  BAD_PAGE,
  BROKEN_JSON,
  BROKEN_TEXT,
  CREDENTIALS,
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
  TOO_LARGE,
  UNDECODABLE,
  byContract,
  check,
  cmdbError,
  esbError,
  form,
  json,
  pathOf,
  refused,
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
const MIB = 1024 * 1024;
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

const contentTypes: Case[] = CONTENT_TYPES.flatMap((type) => [
  {
    name: `JSON, Content-Type "${type}"`,
    request: { headers: { 'Content-Type': type }, params: ASK_54 },
    expect: OK_54,
  },
  {
    name: `a form, Content-Type "${type}"`,
    request: { component: LSI, headers: { 'content-type': type }, body: form({ ...SUITE, bk_biz_id: '2' }) },
    expect: byContract(NO_SET_TEMPLATE, BAD_PAGE),
  },
  {
    name: `no body, Content-Type "${type}"`,
    request: { headers: { 'Content-Type': type, ...IN_HEADER }, body: null },
    expect: NO_SERVICE_INSTANCE,
  },
]);

const JSON_BODIES: [string, string][] = [
  ['no Content-Type', GOOD],
  ['blanks before', ` \t\r\n ${GOOD}`],
  ['blanks after', `${GOOD} \r\n\t `],
  ['blanks inside', JSON.stringify({ ...SUITE, ...ASK_54 }, null, 4)],
  ['escaped names', GOOD.replace('service_instance_id', 'service\\u005finstance\\u005fid')],
  ['Chinese', json(SUITE, ASK_54, { 说明: '查询进程 😀', zh: '\u4e2d' })],
  ['half a character, escaped', json(SUITE, ASK_54, String.raw`"half":"\ud800"`)],
  ['every escape', json(SUITE, ASK_54, String.raw`"x":"\"\\\/\b\f\n\r\t\u0000\u4e2d"`)],
  ['members of one name: the last counts', json(SUITE, '"service_instance_id":"x"', ASK_54)],
  ['credentials twice: the last counts', json({ ...SUITE, bk_app_secret: '' }, SUITE, ASK_54)],
  ['names that an object has by itself', json(SUITE, '"constructor":1,"toString":"x","__proto__":{}', ASK_54)],
  ['an integer of many digits', json(SUITE, ASK_54, `"x":${'9'.repeat(100_000)}`)],
  ['a fraction of many digits', json(SUITE, ASK_54, `"x":-0.${'3'.repeat(100_000)}E-99999`)],
  ['a large body under the limit', padded(MIB - 1)],
  ['a body as large as the limit', padded(MIB)],
];
/** Numbers whose text matters to CMDB must not change how the rest is read. */
const DELICATE = '{"ratio":1.50,"exact":9007199254740993,"tiny":-1e-400,"list":[0.0,1e2],';
const delicate = (body: string | Buffer): Buffer => {
  const bytes = Buffer.from(body);
  const brace = bytes.indexOf('{');
  return Buffer.concat([bytes.subarray(0, brace), Buffer.from(DELICATE), bytes.subarray(brace + 1)]);
};
const jsonBodies: Case[] = JSON_BODIES.flatMap(([name, body]) => [
  { name: `JSON: ${name}`, request: { body }, expect: OK_54 },
  {
    name: `JSON with numbers of every form: ${name}`,
    request: { body: delicate(body) },
    expect: body.length > MIB / 2 ? TOO_LARGE : OK_54,
  },
]);

const chunked: Case[] = (
  [
    ['in one piece', [Buffer.from(GOOD)]],
    ['byte by byte', [...Buffer.from(json(SUITE, { ...ASK_54, 说明: '中文😀' }))].map((byte) => Buffer.of(byte))],
    ['as large as the limit', [Buffer.from(padded(MIB).slice(0, 1000)), Buffer.from(padded(MIB).slice(1000))]],
  ] as const
).map(([name, body]) => ({ name: `chunked: ${name}`, request: { body: [...body] }, expect: OK_54 }));

/** Bodies that are neither JSON nor have a field that counts. */
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
];

const withoutFields: Case[] = WITHOUT_FIELDS.flatMap(([name, body]) => [
  {
    name: `a form without fields: ${name}`,
    request: { body },
    expect: unlessOff(NEITHER, NO_SERVICE_INSTANCE),
  },
  {
    name: `a form without fields, LSI: ${name}`,
    request: { component: LSI, body },
    expect: unlessOff(NEITHER, NO_BIZ),
  },
  {
    name: `a form without fields, credentials in the header: ${name}`,
    request: { headers: IN_HEADER, body },
    expect: NO_SERVICE_INSTANCE,
  },
  {
    name: `a form without fields, LSI, credentials in the header: ${name}`,
    request: { component: LSI, headers: IN_HEADER, body },
    expect: NO_BIZ,
  },
]);

const forms: Case[] = [
  {
    name: 'a form: an integer is a string',
    request: { body: form({ ...SUITE, service_instance_id: '54' }) },
    expect: UNDECODABLE,
  },
  { name: 'a form: nothing but credentials', request: { body: form(SUITE) }, expect: NO_SERVICE_INSTANCE },
  {
    name: 'a form, LSI: bk_biz_id passes, set_template_id does not',
    request: { component: LSI, body: form({ ...SUITE, bk_biz_id: '2', set_template_id: '11' }) },
    expect: UNDECODABLE,
  },
  {
    name: 'a form, LSI: page is a string',
    request: { component: LSI, body: form({ ...SUITE, bk_biz_id: '2', page: '{"limit":10}' }) },
    expect: UNDECODABLE,
  },
  {
    name: 'a form: + and % are decoded',
    auth: ['strict'],
    request: { body: 'bk_app_code=%E4%B8%AD+%26%20x%2B&bk_app_secret=y&bk_username=admin' },
    expect: refused(CREDENTIALS.invalidCode('中 & x+')),
  },
  {
    name: 'a form: an empty field counts as absent',
    request: { body: form({ ...SUITE, bk_app_secret: '', app_secret: '' }) },
    expect: unlessOff(NEITHER, NO_SERVICE_INSTANCE),
  },
  {
    name: 'a form, chunked',
    request: { body: [...Buffer.from(form({ ...SUITE, service_instance_id: '54' }))].map((byte) => Buffer.of(byte)) },
    expect: UNDECODABLE,
  },
];

// --- broken JSON ----------------------------------------------------------------------------------------------------

const nested = (open: string, close: string, times: number): string =>
  json(SUITE, ASK_54, `"deep":${open.repeat(times)}${open.endsWith(':') ? '1' : ''}${close.repeat(times)}`);
const withBytes = (...bytes: number[]): Buffer =>
  Buffer.concat([Buffer.from(`${GOOD.slice(0, -1)},"x":"`), Buffer.from(bytes), Buffer.from('"}')]);

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
  ['a surrogate in UTF-8', withBytes(0xed, 0xa0, 0x80)],
  ['a character past the last', withBytes(0xf4, 0x90, 0x80, 0x80)],
  ['GBK', withBytes(0xd6, 0xd0)],
  ['arrays 100000 deep', nested('[', ']', 100_000)],
  ['objects 100000 deep', nested('{"a":', '}', 100_000)],
  ['arrays 100000 deep and never closed', `{"deep":${'['.repeat(100_000)}`],
  ['objects 100000 deep and never closed', '{"a":'.repeat(100_000)],
  ['arrays one level too deep', nested('[', ']', 900)],
  ['objects one level too deep', nested('{"a":', '}', 900)],
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
  { name: 'arrays as deep as may be', request: { body: nested('[', ']', 899) }, expect: OK_54 },
  { name: 'objects as deep as may be', request: { body: nested('{"a":', '}', 899) }, expect: OK_54 },
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
const LARGE: [string, string | Buffer[]][] = [
  ['one byte over the limit', padded(MIB + 1)],
  ['2 MB of JSON', padded(2 * MIB)],
  ['2 MB of a string', json(SUITE, ASK_54, { x: 'x'.repeat(2 * MIB) })],
  ['2 MB of a form', form({ ...SUITE, x: 'x'.repeat(2 * MIB) })],
  ['2 MB of nonsense', '['.repeat(2 * MIB)],
  ['2 MB of broken JSON', '{'.repeat(2 * MIB)],
  ['one byte over the limit, chunked', halves(padded(MIB + 1))],
  ['2 MB, chunked', halves(padded(2 * MIB))],
];
const large: Case[] = LARGE.flatMap(([name, body]) => [
  { name: `too large: ${name}`, request: { body }, expect: TOO_LARGE },
  { name: `too large, LSI: ${name}`, request: { component: LSI, headers: IN_HEADER, body }, expect: TOO_LARGE },
  { name: `the server goes on after ${name}`, request: { params: ASK_54 }, expect: OK_54 },
]);

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
  ...['0', 'another', '', 0, 7, null, true, {}, []].flatMap((account): Case[] => [
    {
      name: `bk_supplier_account ${JSON.stringify(account)}, LPI`,
      request: { params: { ...ASK_54, bk_supplier_account: account } },
      expect: OK_54,
    },
    {
      name: `bk_supplier_account ${JSON.stringify(account)}, LSI`,
      request: { component: LSI, params: { ...ASK_11, bk_supplier_account: account } },
      expect: OK_11,
    },
  ]),
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
    request: { headers: { 'Blueking-Language': 'zh-hans' }, body: padded(MIB + 1) },
    expect: TOO_LARGE,
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
  { name: 'size before header', request: { headers: GARBAGE, body: padded(MIB + 1) }, expect: TOO_LARGE },
  { name: 'size before body', request: { body: '{'.repeat(MIB + 1) }, expect: TOO_LARGE },
  { name: 'size before credentials', request: { body: ' '.repeat(MIB + 1) }, expect: TOO_LARGE },
  { name: 'size before test environment', request: { headers: STAGE, body: padded(MIB + 1) }, expect: TOO_LARGE },
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
      [{ body: form({ ...SUITE, service_instance_id: '54' }) }, UNDECODABLE],
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
      [{ body: padded(MIB + 1) }, TOO_LARGE],
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
      ['inside a body over the limit', `${head}Content-Length: ${4 * MIB}\r\n\r\n${'x'.repeat(2 * MIB)}`],
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
