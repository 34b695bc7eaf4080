import t from 'tap';
import {
  ASK_11,
  BAD_BIZ,
  BAD_PAGE,
  LSI,
  NO_BIZ,
  NO_ROWS,
  NO_SET_TEMPLATE,
  OK_11,
  ROWS_OF_11,
  ROWS_OF_11_IN_3,
  UNDECODABLE,
  byContract,
  cmdbError,
  ok,
  run,
  send,
  startAll,
  type Case,
  type Expectation,
} from './helper.js';

/** Contract section 5: list_service_instance_by_set_template. */

const targets = await startAll(t);

const ask = (name: string, params: string | Record<string, unknown>, expect: Expectation): Case => ({
  name,
  request: { component: LSI, params },
  expect,
});
/** The rows of a page of set template 11. */
const rows = (start: number, end: number) => ok(LSI, { count: 5, info: ROWS_OF_11.slice(start, end) });
const PAGE = '"page":{"start":0,"limit":10}';
const urlError = (what: string) => cmdbError(1199045, `search serviceInstance by setTemplate, but got invalid ${what}`);

// --- bk_biz_id ------------------------------------------------------------------------------------------------------

/** Only digits pass, because the ESB writes the value into the address of its call (contract section 5). */
const NOT_DIGITS = [
  '-1',
  '"-2"',
  '"+2"',
  '"1_0"',
  '"2 "',
  '"2\\n"',
  '"%202"',
  '"%2532"',
  '"%32%zz"',
  '"2%2F3"',
  '"2%3Fa"',
  '"x%2F..%2F2"',
  '"%2525"',
  '"2/x"',
  '"/2"',
  '"2;x=1"',
  '"2&x=1"',
  '"."',
  '".."',
  '"2/.."',
  '"../2"',
  '"../../list_service_instance/2"',
  '"#"',
  '"?2"',
  '"\\uff12"',
  '"\\u0662"',
  '"\\ud800"',
  '-9223372036854775809',
  '1e400',
  'null',
  '""',
  '" "',
  '"x"',
  '"2x"',
  '"2.0"',
  '"2.5"',
  '"1e2"',
  '"0x2"',
  '"null"',
  '2.5',
  '2.0',
  ' 2.0',
  '2e0',
  '0.5',
  'true',
  'false',
  '[]',
  '[2]',
  '{}',
  '{"bk_biz_id":2}',
];

const business: Case[] = [
  ask('no parameters', {}, NO_BIZ),
  ask('bk_biz_id missing', { set_template_id: 11, page: ASK_11.page }, NO_BIZ),
  ask('bk_biz_id missing, the rest of a wrong type', { set_template_id: 'x', page: 'x' }, NO_BIZ),
  ask('bk_biz_id missing, page out of bounds', { set_template_id: 11, page: { limit: -1 } }, NO_BIZ),
  ask('bk_biz_id missing, set_template_id missing', { page: ASK_11.page }, NO_BIZ),
  ...NOT_DIGITS.flatMap((value) => [
    ask(`bk_biz_id ${value}`, `"bk_biz_id":${value},"set_template_id":11,${PAGE}`, BAD_BIZ),
    ask(`bk_biz_id ${value}, alone`, `"bk_biz_id":${value}`, BAD_BIZ),
    ask(
      `bk_biz_id ${value}, before wrong types`,
      `"set_template_id":"x","page":{"start":"x"},"bk_biz_id":${value}`,
      BAD_BIZ,
    ),
    ask(
      `bk_biz_id ${value}, before page bounds`,
      `"set_template_id":11,"page":{"limit":-1},"bk_biz_id":${value}`,
      BAD_BIZ,
    ),
    ask(`bk_biz_id ${value}, before set_template_id`, `${PAGE},"bk_biz_id":${value}`, BAD_BIZ),
  ]),
  ask('bk_biz_id a numeric string', { ...ASK_11, bk_biz_id: '2' }, OK_11),
  ask('bk_biz_id another numeric string', { ...ASK_11, bk_biz_id: '3' }, ok(LSI, { count: 2, info: ROWS_OF_11_IN_3 })),
  ...[
    '"002"',
    '"2#a"',
    '"2?a=1"',
    '"2?%zz#/.."',
    '"%32"',
    '"%32#%"',
    '"./2"',
    '"x/../2"',
    '"../biz/2"',
    '"%2e%2e/biz/2"',
    '"%2E/%32"',
    `"${'0'.repeat(40)}2"`,
  ].map((value) => ask(`bk_biz_id ${value}: business 2`, `"bk_biz_id":${value},"set_template_id":11,${PAGE}`, OK_11)),
  ...['2/', '2/.', '2/%2e', '%32/', '2%2F'].flatMap((value) => [
    ask(`bk_biz_id ${value}`, { ...ASK_11, bk_biz_id: value }, urlError('url')),
    ask(`bk_biz_id ${value}, before wrong types`, { bk_biz_id: value, page: 'x' }, urlError('url')),
  ]),
  ...['9223372036854775808', '99999999999999999999', `1${'0'.repeat(400)}`].flatMap((value) => [
    ask(`bk_biz_id ${value.slice(0, 30)}`, `"bk_biz_id":${value}`, urlError(`business id ${value}`)),
    ask(`bk_biz_id "${value.slice(0, 30)}"`, `"bk_biz_id":"${value}","page":"x"`, urlError(`business id ${value}`)),
  ]),
  ask('bk_biz_id in other letters is none', { BK_BIZ_ID: 2, set_template_id: 11, page: ASK_11.page }, NO_BIZ),
  ask('bk_biz_id in other letters beside it', { ...ASK_11, BK_BIZ_ID: 'x' }, OK_11),
  ...['4', '999', '"999"', '0', '-0', '"0"', '9223372036854775807', '"9223372036854775807"'].map((value) =>
    ask(`bk_biz_id ${value}: nothing there`, `"bk_biz_id":${value},"set_template_id":11,${PAGE}`, NO_ROWS),
  ),
];

// --- types ----------------------------------------------------------------------------------------------------------

const NO_INT64 = [
  '"11"',
  '""',
  '"x"',
  '11.5',
  '0.5',
  '11.0',
  ' 11.0',
  '\n11.0',
  '11e0',
  ' 1.1e1',
  '1.1e1',
  '0.0',
  'true',
  'false',
  '[]',
  '[11]',
  '{}',
  '{"$gt":0}',
  '9223372036854775808',
  '-9223372036854775809',
  `1${'0'.repeat(400)}`,
];
const NO_OBJECT = ['"x"', '""', '"{}"', '0', '1', '1.5', 'true', 'false', '[]', '[{"start":0,"limit":10}]'];
const NO_STRING = ['0', '1', '1.5', 'true', 'false', '[]', '["id"]', '{}', '{"id":1}'];

const types: Case[] = [
  ...NO_INT64.flatMap((value) => {
    const shown = JSON.stringify(value.slice(0, 30));
    return [
      ask(`set_template_id ${shown}`, `"bk_biz_id":2,"set_template_id":${value},${PAGE}`, UNDECODABLE),
      ask(`set_template_id ${shown}, no page`, `"bk_biz_id":2,"set_template_id":${value}`, UNDECODABLE),
      ask(
        `set_template_id ${shown}, before page bounds`,
        `"bk_biz_id":2,"page":{"start":-1,"limit":0},"set_template_id":${value}`,
        UNDECODABLE,
      ),
      ask(
        `page.start ${shown}`,
        `"bk_biz_id":2,"set_template_id":11,"page":{"start":${value},"limit":10}`,
        UNDECODABLE,
      ),
      ask(
        `page.start ${shown}, limit missing`,
        `"bk_biz_id":2,"set_template_id":11,"page":{"start":${value}}`,
        UNDECODABLE,
      ),
      ask(`page.limit ${shown}`, `"bk_biz_id":2,"set_template_id":11,"page":{"start":0,"limit":${value}}`, UNDECODABLE),
      ask(
        `page.limit ${shown}, start out of bounds`,
        `"bk_biz_id":2,"set_template_id":11,"page":{"start":-1,"limit":${value}}`,
        UNDECODABLE,
      ),
      ask(
        `page.limit ${shown}, set_template_id missing`,
        `"bk_biz_id":2,"page":{"start":0,"limit":${value}}`,
        UNDECODABLE,
      ),
    ];
  }),
  ...NO_OBJECT.flatMap((value) => [
    ask(`page ${value}`, `"bk_biz_id":2,"set_template_id":11,"page":${value}`, UNDECODABLE),
    ask(`page ${value}, set_template_id missing`, `"bk_biz_id":2,"page":${value}`, UNDECODABLE),
  ]),
  ...['1', '"true"', '{}', '[]', '0.5'].flatMap((value) => [
    ask(
      `page.enable_count ${value}`,
      `"bk_biz_id":2,"set_template_id":11,"page":{"start":0,"limit":10,"enable_count":${value}}`,
      UNDECODABLE,
    ),
  ]),
  ...NO_STRING.flatMap((value) => [
    ask(
      `page.sort ${value}`,
      `"bk_biz_id":2,"set_template_id":11,"page":{"start":0,"limit":10,"sort":${value}}`,
      UNDECODABLE,
    ),
    ask(
      `page.sort ${value}, limit out of bounds`,
      `"bk_biz_id":2,"set_template_id":11,"page":{"limit":0,"sort":${value}}`,
      UNDECODABLE,
    ),
  ]),
];

// --- page -----------------------------------------------------------------------------------------------------------

const page = (name: string, text: string, expect: Expectation): Case[] => [
  ask(`page ${name}`, `"bk_biz_id":2,"set_template_id":11,"page":${text}`, expect),
];
const outOfBounds = (text: string): Case[] => [
  ...page(text, text, BAD_PAGE),
  ask(`page ${text}, before set_template_id missing`, `"bk_biz_id":2,"page":${text}`, BAD_PAGE),
  ask(`page ${text}, before set_template_id 0`, `"bk_biz_id":2,"set_template_id":0,"page":${text}`, BAD_PAGE),
];

const pages: Case[] = [
  ...[
    '{}',
    '{"start":0}',
    '{"start":3,"sort":"id"}',
    '{"start":0,"limit":null}',
    '{"start":0,"limit":0}',
    '{"start":0,"limit":-0}',
    '{"start":0,"limit":-1}',
    '{"start":0,"limit":-999999999}',
    '{"limit":0}',
    '{"start":-1,"limit":10}',
    '{"start":-9223372036854775808,"limit":10}',
    '{"start":-1,"limit":0}',
    '{"start":0,"limit":1001}',
    '{"start":0,"limit":999999998}',
    '{"start":0,"limit":1000000000}',
    '{"start":0,"limit":9223372036854775807}',
    '{"start":-1,"limit":999999999}',
  ].flatMap(outOfBounds),

  ...page('start and limit', '{"start":0,"limit":10}', OK_11),
  ...page('start missing', '{"limit":10}', OK_11),
  ...page('start null', '{"start":null,"limit":10}', OK_11),
  ...page('start -0', '{"start":-0,"limit":10}', OK_11),
  ...page('limit 1', '{"start":0,"limit":1}', rows(0, 1)),
  ...page('limit 2', '{"start":0,"limit":2}', rows(0, 2)),
  ...page('start 1, limit 2', '{"start":1,"limit":2}', rows(1, 3)),
  ...page('start 4, limit 2', '{"start":4,"limit":2}', rows(4, 5)),
  ...page('limit as many as there are', '{"start":0,"limit":5}', OK_11),
  ...page('start at the end', '{"start":5,"limit":2}', rows(5, 5)),
  ...page('start past the end', '{"start":6,"limit":2}', rows(5, 5)),
  ...page('start far past the end', '{"start":2147483648,"limit":500}', rows(5, 5)),
  ...page('start 2^53+1', '{"start":9007199254740993,"limit":500}', rows(5, 5)),
  ...page('start as large as may be', '{"start":9223372036854775807,"limit":500}', rows(5, 5)),
  ...page('limit 500', '{"start":0,"limit":500}', OK_11),
  ...page('limit 501', '{"start":0,"limit":501}', byContract(BAD_PAGE, OK_11)),
  ...page('limit 1000', '{"start":0,"limit":1000}', byContract(BAD_PAGE, OK_11)),
  ...page('limit 999999999', '{"start":0,"limit":999999999}', byContract(BAD_PAGE, OK_11)),
  ...page('limit 999999999, start 2', '{"start":2,"limit":999999999}', byContract(BAD_PAGE, rows(2, 5))),
  ...page('limit 999999999, start missing', '{"limit":999999999}', byContract(BAD_PAGE, OK_11)),
  ...page('limit 999999999, past the end', '{"start":5,"limit":999999999}', byContract(BAD_PAGE, rows(5, 5))),
  ...page(
    'limit 999999999, far past the end',
    '{"start":9223372036854775807,"limit":999999999}',
    byContract(BAD_PAGE, rows(5, 5)),
  ),
  ...page('null', 'null', byContract(OK_11, BAD_PAGE)),
  ask('page omitted', { bk_biz_id: 2, set_template_id: 11 }, byContract(OK_11, BAD_PAGE)),
  ask(
    'limit 501, set_template_id missing',
    { bk_biz_id: 2, page: { limit: 501 } },
    byContract(BAD_PAGE, NO_SET_TEMPLATE),
  ),

  ...['id', '-id', 'name', '-name', '-create_time', 'bk_host_id', '', 'nonsense', '{"id":-1}', '-id,name'].flatMap(
    (sort) => [
      ...page(`sort "${sort}"`, JSON.stringify({ start: 0, limit: 10, sort }), OK_11),
      ...page(`sort "${sort}", a page`, JSON.stringify({ start: 1, limit: 3, sort }), rows(1, 4)),
    ],
  ),
  ...page('sort null', '{"start":0,"limit":10,"sort":null}', OK_11),
  ...page('enable_count true', '{"start":0,"limit":10,"enable_count":true}', OK_11),
  ...page('enable_count null', '{"start":0,"limit":10,"enable_count":null}', OK_11),
  ...page('enable_count true, limit 0', '{"start":0,"limit":0,"enable_count":true}', BAD_PAGE),

  ...page('in other letters', '{"START":1,"Limit":2}', rows(1, 3)),
  ...page('limit twice', '{"LIMIT":2,"limit":1}', rows(0, 1)),
  ...page('limit twice, the second null', '{"limit":2,"LIMIT":null}', rows(0, 2)),
  ...page('limit twice, one of a wrong type', '{"limit":"2","LIMIT":2}', UNDECODABLE),
  ...page('limit 0 in other letters', '{"LIMIT":0}', BAD_PAGE),
  ...page('sort twice', '{"limit":2,"sort":"id","SORT":null}', rows(0, 2)),
  ...page('enable_count twice', '{"limit":2,"enable_count":true,"Enable_Count":1}', UNDECODABLE),
  ask('two pages make one', '"bk_biz_id":2,"set_template_id":11,"page":{"start":1},"PAGE":{"limit":2}', rows(1, 3)),
  ask(
    'of two pages the later counts',
    '"bk_biz_id":2,"set_template_id":11,"page":{"limit":1},"PAGE":{"LIMIT":2}',
    rows(0, 2),
  ),
  ask('a second page that is null', '"bk_biz_id":2,"set_template_id":11,"page":{"limit":1},"PAGE":null', rows(0, 1)),
  ask(
    'two pages that are null',
    '"bk_biz_id":2,"set_template_id":11,"page":null,"PAGE":null',
    byContract(OK_11, BAD_PAGE),
  ),
  ask('a second page of a wrong type', '"bk_biz_id":2,"set_template_id":11,"page":{"limit":1},"PAGE":[]', UNDECODABLE),
  ask('set_template_id in other letters', `"bk_biz_id":2,"Set_Template_ID":11,${PAGE}`, OK_11),
];

// --- set_template_id ------------------------------------------------------------------------------------------------

const setTemplate: Case[] = [
  ask('set_template_id missing', { bk_biz_id: 2, page: ASK_11.page }, NO_SET_TEMPLATE),
  ask(
    'set_template_id missing, a numeric string for bk_biz_id',
    { bk_biz_id: '2', page: { limit: 1 } },
    NO_SET_TEMPLATE,
  ),
  ...['null', '0', '-0'].flatMap((value) => [
    ask(`set_template_id ${value}`, `"bk_biz_id":2,"set_template_id":${value},${PAGE}`, NO_SET_TEMPLATE),
    ask(
      `set_template_id ${value}, page omitted`,
      `"bk_biz_id":2,"set_template_id":${value}`,
      byContract(NO_SET_TEMPLATE, BAD_PAGE),
    ),
    ask(
      `set_template_id ${value}, page null`,
      `"bk_biz_id":2,"set_template_id":${value},"page":null`,
      byContract(NO_SET_TEMPLATE, BAD_PAGE),
    ),
    ask(
      `set_template_id ${value}, a business that is not there`,
      `"bk_biz_id":999,"set_template_id":${value},${PAGE}`,
      NO_SET_TEMPLATE,
    ),
  ]),
  ...[
    '-1',
    '-11',
    '999',
    '2147483659',
    '4294967307',
    '9007199254740993',
    '9223372036854775807',
    '-9223372036854775808',
  ].map((value) =>
    ask(`set_template_id ${value}: unknown`, `"bk_biz_id":2,"set_template_id":${value},${PAGE}`, NO_ROWS),
  ),
  ask('a set template without instances', { ...ASK_11, set_template_id: 12 }, NO_ROWS),
  ask('a set template of another business', { ...ASK_11, set_template_id: 13 }, NO_ROWS),
  ask('a page of nothing', { bk_biz_id: 2, set_template_id: 12, page: { start: 7, limit: 7 } }, NO_ROWS),
];

const data: Case[] = [
  ask('rows of every module, ascending by id', ASK_11, OK_11),
  ask(
    'the same template in another business',
    { ...ASK_11, bk_biz_id: 3 },
    ok(LSI, { count: 2, info: ROWS_OF_11_IN_3 }),
  ),
  ask(
    'a page of the same template in another business',
    { bk_biz_id: 3, set_template_id: 11, page: { start: 1, limit: 1 } },
    ok(LSI, { count: 2, info: ROWS_OF_11_IN_3.slice(1) }),
  ),
  ask(
    'another template of that business',
    { bk_biz_id: 3, set_template_id: 13, page: { limit: 10 } },
    ok(LSI, {
      count: 1,
      info: [
        { ...ROWS_OF_11[0], bk_biz_id: 3, id: 13, bk_module_id: 64, name: '10.0.3.13_lgh-process-1', bk_host_id: 113 },
      ],
    }),
  ),
];

run(t, targets, [...business, ...types, ...pages, ...setTemplate, ...data]);

const FIELDS = [
  'bk_biz_id',
  'id',
  'name',
  'labels',
  'service_template_id',
  'bk_host_id',
  'bk_module_id',
  'creator',
  'modifier',
  'create_time',
  'last_time',
  'bk_supplier_account',
];

for (const target of targets) {
  void t.test(`${target.name}, the shape of a row`, async (t) => {
    const reply = await send(target, { component: LSI, params: ASK_11 });
    const { data } = reply.body as { data: { count: number; info: Record<string, unknown>[] } };
    t.strictSame(Object.keys(data), ['count', 'info']);
    t.equal(data.info.length, 5);
    for (const row of data.info) {
      t.strictSame(Object.keys(row).sort(), [...FIELDS].sort(), 'a row has twelve fields');
      for (const field of ['create_time', 'last_time']) {
        t.match(row[field], /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, `${field} is in UTC`);
      }
      const values = Object.values(row['labels'] ?? {});
      t.strictSame(
        values.map((value) => typeof value),
        values.map(() => 'string'),
        'labels are strings',
      );
    }
  });

  void t.test(`${target.name}, text of nothing`, async (t) => {
    for (const params of [
      { ...ASK_11, set_template_id: 999 },
      { ...ASK_11, page: { start: 5, limit: 10 } },
    ]) {
      const reply = await send(target, { component: LSI, params });
      t.match(reply.text, '"info":[]', 'nothing is [], never null');
    }
  });
}
