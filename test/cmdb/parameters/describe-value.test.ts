import t from 'tap';
import { parseJson } from '../../../src/esb/request/json.js';
import { LPI, LSI, open, type Name } from '../helper.js';

/** Text, so that numbers keep their form. */
type Case = readonly [params: string, code: number, detail: string];

const INTEGER = 'CMDB takes an integer';
const ADDRESS = "it is part of CMDB's address, which takes digits alone";
const NOWHERE = 'there is no service instance 5; the data holds no service instances';
const types = (name: string, before = ''): Case[] =>
  (
    [
      ['"s3cret"', `a string; ${INTEGER}`],
      ['"54"', `a string; ${INTEGER}`],
      ['true', `a boolean; ${INTEGER}`],
      ['[1]', `an array; ${INTEGER}`],
      ['{"a":1}', `an object; ${INTEGER}`],
      ['1.5', `1.5; ${INTEGER}`],
      ['1.0', `1.0; ${INTEGER}, written without fraction and exponent`],
      ['1e2', `1e2; ${INTEGER}, written without fraction and exponent`],
      [`1.${'3'.repeat(100)}`, `1.${'3'.repeat(28)}…; ${INTEGER}`],
      ['9223372036854775808', 'beyond int64'],
      ['-9223372036854775809', 'beyond int64'],
      ['9'.repeat(400), 'beyond int64'],
    ] as const
  ).map(([value, is]) => [`{${before}"${name}":${value}}`, 1199000, `${name} is ${is}`]);

const check = (name: Name, contract: 'documented' | 'cmdb-3.14', cases: readonly Case[]) =>
  t.test(`${name}, ${contract}`, async (t) => {
    const ask = await open(t, {});
    for (const [text, code, detail] of cases) {
      const refused = await ask(name, parseJson(text) as Record<string, unknown>, contract);
      t.match({ code: refused.code, detail: refused.detail }, { code, detail }, text.slice(0, 200));
      t.equal(refused.detail, detail);
    }
  });

for (const contract of ['documented', 'cmdb-3.14'] as const) {
  check(LPI, contract, [
    ...types('service_instance_id'),
    ...types('bk_biz_id'),
    ['{}', 1199006, 'service_instance_id is missing'],
    ['{"service_instance_id":null}', 1199006, 'service_instance_id is null'],
    ['{"service_instance_id":0}', 1199006, 'service_instance_id is 0'],
    ['{"service_instance_id":-0}', 1199006, 'service_instance_id is 0'],
  ]);
}

const inPage = (text: string): string => `{"bk_biz_id":2,"set_template_id":11,"page":${text}}`;
const pages = (cases: readonly Case[]): Case[] => cases.map(([text, ...rest]) => [inPage(text), ...rest]);

const either: Case[] = [
  ...types('set_template_id', '"bk_biz_id":2,'),
  ...types('limit').map(([text, code, detail]): Case => [inPage(text), code, `page.${detail}`]),
  ...types('start').map(([text, code, detail]): Case => [inPage(text), code, `page.${detail}`]),
  ...pages([
    ['"s3cret"', 1199000, 'page is a string; CMDB takes an object'],
    ['[]', 1199000, 'page is an array; CMDB takes an object'],
    ['7', 1199000, 'page is a number; CMDB takes an object'],
    ['1.5', 1199000, 'page is a number; CMDB takes an object'],
    ['{"limit":5,"sort":7}', 1199000, 'page.sort is a number; CMDB takes a string'],
    ['{"limit":5,"sort":["id"]}', 1199000, 'page.sort is an array; CMDB takes a string'],
    ['{"limit":5,"sort":{}}', 1199000, 'page.sort is an object; CMDB takes a string'],
    ['{"limit":5,"sort":false}', 1199000, 'page.sort is a boolean; CMDB takes a string'],
    ['{"limit":5,"enable_count":1}', 1199000, 'page.enable_count is a number; CMDB takes a boolean'],
    ['{"limit":5,"enable_count":"true"}', 1199000, 'page.enable_count is a string; CMDB takes a boolean'],
    ['{"LIMIT":0}', 1199059, 'page.limit is 0'],
    ['{}', 1199059, 'page.limit is missing'],
    ['{"limit":null}', 1199059, 'page.limit is null'],
    ['{"limit":0}', 1199059, 'page.limit is 0'],
    ['{"limit":-3}', 1199059, 'page.limit is -3'],
    ['{"start":-1,"limit":10}', 1199059, 'page.start is -1'],
    ['{"start":-1,"limit":600}', 1199059, 'page.start is -1'],
  ]),
  ['{"bk_biz_id":2,"page":{"limit":1}}', 1199008, 'set_template_id is missing'],
  ['{"bk_biz_id":2,"set_template_id":null,"page":{"limit":1}}', 1199008, 'set_template_id is null'],
  ['{"bk_biz_id":2,"set_template_id":0,"page":{"limit":1}}', 1199008, 'set_template_id is 0'],
  ['{"bk_biz_id":null}', 1199045, `bk_biz_id is null; ${ADDRESS}`],
  ['{"bk_biz_id":"s3cret"}', 1199045, `bk_biz_id is a string with other characters; ${ADDRESS}`],
  ['{"bk_biz_id":""}', 1199045, `bk_biz_id is a string with other characters; ${ADDRESS}`],
  ['{"bk_biz_id":"-2"}', 1199045, `bk_biz_id is a string with other characters; ${ADDRESS}`],
  ['{"bk_biz_id":"9223372036854775808"}', 1199045, 'bk_biz_id is beyond int64'],
  ['{"bk_biz_id":"2/"}', 1199045, 'bk_biz_id ends with a slash'],
  ['{"bk_biz_id":[2]}', 1199045, `bk_biz_id is an array; ${ADDRESS}`],
  ['{"bk_biz_id":{}}', 1199045, `bk_biz_id is an object; ${ADDRESS}`],
  ['{"bk_biz_id":true}', 1199045, `bk_biz_id is a boolean; ${ADDRESS}`],
  ['{"bk_biz_id":2.5}', 1199045, `bk_biz_id is 2.5; ${ADDRESS}`],
  ['{"bk_biz_id":-2}', 1199045, `bk_biz_id is -2; ${ADDRESS}`],
  [`{"bk_biz_id":-${'9'.repeat(40)}}`, 1199045, `bk_biz_id is a number; ${ADDRESS}`],
];

check(LPI, 'cmdb-3.14', [
  ['{"service_instance_id":5}', 1108024, `bk_biz_id is missing; ${NOWHERE}`],
  ['{"service_instance_id":5,"bk_biz_id":null}', 1108024, `bk_biz_id is null; ${NOWHERE}`],
  ['{"service_instance_id":5,"bk_biz_id":0}', 1108024, `bk_biz_id is 0; ${NOWHERE}`],
]);

check(LSI, 'documented', [
  ...either,
  ...pages([
    ['{"limit":501}', 1199059, 'page.limit is 501; 500 is the most'],
    ['{"limit":9223372036854775807}', 1199059, 'page.limit is 9223372036854775807; 500 is the most'],
  ]),
]);

check(LSI, 'cmdb-3.14', [
  ...either,
  ...pages([
    ['null', 1199059, 'page is null, and cmdb-3.14 wants one'],
    ['{"limit":1001}', 1199059, 'page.limit is 1001; 1000 is the most, and 999999999 stands for no limit'],
  ]),
  ['{"bk_biz_id":2,"set_template_id":11}', 1199059, 'there is no page, and cmdb-3.14 wants one'],
]);

t.test('a refusal is made without a stack, other errors are not', async (t) => {
  const ask = await open(t, {});
  t.equal((await ask(LPI, {})).code, 1199006);
  t.match(new Error('an error').stack, /describe-value\.test/);
});
