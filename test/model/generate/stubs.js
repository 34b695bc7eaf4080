import fc from 'fast-check';
import { TEMPLATES } from '../stubs.js';
import { exactNumber, json, list, object, once, pick, text } from './values.js';

/** Random stubs, and parameters that meet their conditions now and then. */

const PATHS = [
  ...['cc.search_business', '/api/c/compapi/v2/cc/search_business/', 'job.get_job_instance_status'],
  ...['/api/c/compapi/v2/usermanage/list_users', '//api/c/compapi/itsm//get_tickets/'],
];

/** A text of a fixture that is no template by chance. */
const plainText = (g) => json(text(g).replaceAll('{', '('));

const valueOf = (g, depth = 2) =>
  pick(g, [
    () => exactNumber(g),
    () => plainText(g),
    () => pick(g, ['null', 'true', 'false', '[]', '{}']),
    () => json(pick(g, Object.keys(TEMPLATES))),
    () => json(pick(g, Object.keys(TEMPLATES))),
    ...(depth === 0
      ? []
      : [
          () => list(Array.from({ length: g(fc.nat, 3) }, () => valueOf(g, depth - 1))),
          () => object(['a', '键', 'count'].map((name) => [name, valueOf(g, depth - 1)])),
        ]),
  ])();

const replyOf = (g) =>
  object([
    ...(once(g, 2) ? [['status', pick(g, ['200', '201', '404', '503'])]] : []),
    pick(g, [
      ['body', '{"result":true,"code":0,"data":["{{ counter }}"]}'],
      ['body', '{"result":true,"data":"{{ request.params.n }}"}'],
      ['body', '[1,"{{ counter }}"]'],
    ]),
  ]);

/** A page: its type is not JSON. */
const pageOf = (g) =>
  object([
    ['headers', '{"content-type":"text/html"}'],
    ['body', json(pick(g, ['<p>busy</p>', 'call {{counter}} by {{ request.method }}']))],
  ]);

const errorOf = (g) =>
  object([
    ['code', pick(g, ['1199011', '-1', '0', '3560001'])],
    ['message', once(g, 2) ? plainText(g) : json('call {{counter}} by {{ request.method }}')],
    ...(once(g, 3) ? [['permission', valueOf(g, 1)]] : []),
  ]);

const answerOf = (g) =>
  pick(g, [
    () => ['data', valueOf(g)],
    () => ['data', valueOf(g)],
    () => ['error', errorOf(g)],
    () => ['reply', once(g, 3) ? pageOf(g) : replyOf(g)],
  ])();

const stepOf = (g) => [answerOf(g), ...(once(g, 3) ? [['times', String(g(fc.integer, { min: 1, max: 3 }))]] : [])];

const CONDITIONS = [
  ...['{}', '{"n":2}', '{"n":2}', '{"n":"x"}', '{"n":null}', '{"n":true}', '{"s":"蓝鲸"}', '{"n":2,"s":"a"}'],
  ...['{"deep":{"a":1}}', '{"deep":{"a":{}}}', '{"list":[1,"a"]}', '{"list":[{"b":1}]}', '{"list":[]}'],
];

const stubOf = (g) => [
  ['path', json(pick(g, PATHS))],
  ...(once(g, 4) ? [['method', json(pick(g, ['GET', 'POST']))]] : []),
  ...(once(g, 3) ? [] : [['when', pick(g, CONDITIONS)]]),
  ...stepOf(g),
  ...(once(g, 3) ? [['then', list(Array.from({ length: g(fc.nat, 2) }, () => object(stepOf(g))))]] : []),
];

/** Rows of `stubs`. */
export const stubsOf = (g) => Array.from({ length: g(fc.nat, 8) }, () => stubOf(g));

/** Parameters of a call of a stub. A value of a form or a query is text. */
export const stubParameters = (g) =>
  [
    ['n', pick(g, ['2', '2', '2.0', '"2"', '3', '"x"', 'null', 'true', '[1]', '{"a":2.50}'])],
    ['s', pick(g, ['"蓝鲸"', '"a"', '""', '"a b"'])],
    ['deep', pick(g, ['{"a":1}', '{"a":1,"b":2}', '{"a":{"b":[]}}', '{}', '[]'])],
    ['list', pick(g, ['[1,"a"]', '["a",1]', '[{"b":1,"c":2}]', '[]', '{}'])],
    ['callback', pick(g, ['"cb"', '5', 'null'])],
    ['bk_supplier_account', pick(g, ['"tencent"', '"中"'])],
  ].filter(([name]) => (name === 'callback' || name === 'bk_supplier_account' ? once(g, 30) : !once(g, 4)));
