import t from 'tap';
import {
  ASK_11,
  ASK_54,
  BROKEN_TEXT,
  LPI_AND_LSI,
  CREDENTIALS,
  LPI,
  LSI,
  SUITE,
  send,
  startAll,
  type AuthMode,
  type Component,
  type Contract,
  type Request,
  type Target,
} from './helper.js';

/** Contract section 6: envelopes, as text: which keys, in which order. */

const targets = await startAll(t);

const ANY_ID = '"request_id":"<request_id>"';
const anonymous = (text: string): string => text.replace(/"request_id":"[0-9a-f]{32}"/, ANY_ID);

interface TextCase {
  name: string;
  contracts: readonly Contract[];
  auth?: readonly AuthMode[];
  request: Request;
  status?: number;
  text: string;
}

const BOTH: readonly Contract[] = ['documented', 'cmdb-3.14'];
const HEADER = { 'X-Bkapi-Authorization': JSON.stringify(SUITE) };
const ROW_OF_13 =
  '{"bk_biz_id":3,"id":13,"name":"10.0.3.13_lgh-process-1","labels":null,"service_template_id":50,"bk_host_id":113,' +
  '"bk_module_id":64,"creator":"admin","modifier":"admin","create_time":"2020-10-09T02:46:25.002Z",' +
  '"last_time":"2020-10-09T02:46:25.002Z","bk_supplier_account":"0"}';
const ASK_13 = { bk_biz_id: 3, set_template_id: 13, page: { limit: 1 } };

const cmdbErrorText = (code: number, message: string, permissionText = 'null'): string =>
  `{"result":false,"code":${code},"data":null,"message":"${message}","permission":${permissionText},${ANY_ID}}`;
const esbErrorText = (code: number, message: string): string =>
  `{"result":false,"code":${code},"data":null,"message":"${message}",${ANY_ID}}`;

const cases: TextCase[] = [
  {
    name: 'LPI, success',
    contracts: ['documented'],
    request: { params: { bk_biz_id: 2, service_instance_id: 55 } },
    text: '{"result":true,"code":0,"message":"success","data":[]}',
  },
  {
    name: 'LPI, success',
    contracts: ['cmdb-3.14'],
    request: { params: { bk_biz_id: 2, service_instance_id: 55 } },
    text: `{"result":true,"code":0,"data":[],"message":"success","permission":null,${ANY_ID}}`,
  },
  {
    name: 'LSI, success',
    contracts: ['documented'],
    request: { component: LSI, params: ASK_13 },
    text: `{"result":true,"code":0,"message":"success","permission":null,${ANY_ID},"data":{"count":1,"info":[${ROW_OF_13}]}}`,
  },
  {
    name: 'LSI, success',
    contracts: ['cmdb-3.14'],
    request: { component: LSI, params: ASK_13 },
    text: `{"result":true,"code":0,"data":{"count":1,"info":[${ROW_OF_13}]},"message":"success","permission":null,${ANY_ID}}`,
  },
  {
    name: 'LPI, an error from CMDB',
    contracts: BOTH,
    request: {},
    text: cmdbErrorText(1199006, "'service_instance_id' data parameter verification does not pass"),
  },
  {
    name: 'LPI, an error from CMDB in Chinese',
    contracts: BOTH,
    request: { headers: { 'Blueking-Language': 'zh-hans' } },
    text: cmdbErrorText(1199006, "'service_instance_id' 数据参数校验不通过"),
  },
  {
    name: 'LSI, an error from CMDB',
    contracts: BOTH,
    request: { component: LSI, params: { bk_biz_id: 2, page: { limit: 1 } } },
    text: cmdbErrorText(1199008, "'set_template_id' cannot be omitted"),
  },
  {
    name: 'LSI, an error from the API server of CMDB',
    contracts: BOTH,
    request: { component: LSI, params: { ...ASK_11, bk_biz_id: 'x' } },
    text: cmdbErrorText(1199045, 'no matched rules'),
  },
  {
    name: 'LSI, an error from the ESB',
    contracts: BOTH,
    request: { component: LSI },
    text: esbErrorText(1306406, 'Parameters error, param bk_biz_id is required'),
  },
  ...LPI_AND_LSI.flatMap((component): TextCase[] => [
    {
      name: `${component}, another error from the ESB`,
      contracts: BOTH,
      request: { component, headers: { 'X-Use-Test-Env': '1' }, params: { ...ASK_11, ...ASK_54 } },
      text: esbErrorText(1306206, 'Error, the component does not support access third-party test environment'),
    },
    {
      name: `${component}, refused`,
      contracts: BOTH,
      auth: ['required', 'strict'],
      request: { component, body: null },
      text: esbErrorText(1306000, CREDENTIALS.neither),
    },
    {
      name: `${component}, an app without permission`,
      contracts: BOTH,
      auth: ['strict'],
      request: {
        component,
        credentials: {
          ...SUITE,
          bk_app_code: component === LPI ? 'only-lsi' : 'only-lpi',
          bk_app_secret: 'only-secret',
        },
      },
      text: esbErrorText(
        1306403,
        `APP permission is insufficient, APP has no permission to access the component (${component}) of the system (CC). ` +
          'The APP manager can go to the Developer Center and apply for permission to access the component',
      ),
    },
    {
      name: `${component}, too large, with credentials in the header`,
      contracts: BOTH,
      request: { component, headers: HEADER, body: ' '.repeat(10 * 1024 ** 2 + 1) },
      text: esbErrorText(1306000, 'Component error, please contact the component developer to handle it.'),
    },
    {
      name: `${component}, broken JSON: no request_id`,
      contracts: BOTH,
      request: { component, body: '{' },
      text: `{"result":false,"code":1306000,"data":null,"message":"${BROKEN_TEXT}"}`,
    },
    {
      name: `${component}, broken JSON with credentials in the header: a request_id`,
      contracts: BOTH,
      request: { component, headers: HEADER, body: '{' },
      text: esbErrorText(1306000, BROKEN_TEXT),
    },
    {
      name: `${component}, a header that is no JSON object: no request_id`,
      contracts: BOTH,
      request: { component, headers: { 'X-Bkapi-Authorization': 'x' } },
      text:
        '{"result":false,"code":1306406,"data":null,"message":"Parameters error, request header ' +
        'X-Bkapi-Authorization is not a valid JSON format string"}',
    },
    {
      name: `${component}, no route: neither code nor request_id`,
      contracts: BOTH,
      request: { component, method: 'PUT' },
      status: 404,
      text: '{"result":false,"data":null,"message":"The content does not exist"}',
    },
  ]),
];

for (const target of targets) {
  void t.test(`${target.name}, text`, async (t) => {
    for (const { name, contracts, auth, request, status = 200, text } of cases) {
      if (!contracts.includes(target.contract) || auth?.includes(target.auth) === false) continue;
      const reply = await send(target, request);
      t.equal(anonymous(reply.text), text, name);
      t.equal(reply.status, status, `${name}: status`);
      t.equal(reply.headers['content-type'], 'application/json; charset=utf-8', `${name}: Content-Type`);
      t.equal(Number(reply.headers['content-length']), Buffer.byteLength(reply.text), `${name}: length in bytes`);
      t.strictSame(target.problems(request.component ?? LPI, reply.status, reply.body), [], `${name}: as documented`);
    }
  });

  void t.test(`${target.name}, a request_id for every request`, async (t) => {
    const requests = Array.from({ length: 200 }, (_, index): Request => ({
      component: LSI,
      params: index % 2 === 0 ? ASK_11 : {},
    }));
    const replies = await Promise.all(requests.map((request) => send(target, request)));
    const ids = replies.map(({ body }) => (body as { request_id: string }).request_id);
    t.strictSame(
      ids.filter((id) => !/^[0-9a-f]{32}$/.test(id)),
      [],
    );
    t.equal(new Set(ids).size, ids.length, 'no two are the same');
  });
}

// --- the document describes these envelopes and no others -----------------------------------------------------------

const bodyOf = async (target: Target, request: Request): Promise<Record<string, unknown>> =>
  (await send(target, request)).body as Record<string, unknown>;

for (const target of targets) {
  void t.test(`${target.name}, the OpenAPI document refuses a wrong reply`, async (t) => {
    const asked: [Component, Request][] = [
      [LPI, { params: ASK_54 }],
      [LSI, { component: LSI, params: ASK_11 }],
    ];
    for (const [component, request] of asked) {
      const good = await bodyOf(target, request);
      t.strictSame(target.problems(component, 200, good), []);
      const wrong: [string, unknown][] = [
        ['nothing', {}],
        ['no object', []],
        ['null', null],
        ['a code that is text', { ...good, code: '0' }],
        ['a result that is text', { ...good, result: 'true' }],
        ['no data', without(good, 'data')],
        ['no message', without(good, 'message')],
        ['data null in a success', { ...good, data: null }],
        ['data of the other kind', { ...good, data: component === LPI ? { count: 0, info: [] } : [] }],
      ];
      for (const [name, body] of wrong) {
        t.not(target.problems(component, 200, body).length, 0, `${component}: ${name}`);
      }
      const row = component === LPI ? (good['data'] as { relation: object }[])[0] : undefined;
      if (row !== undefined) {
        t.not(target.problems(component, 200, { ...good, data: [without(row, 'relation')] }).length, 0);
        const relation = without(row.relation, 'bk_host_id');
        t.not(target.problems(component, 200, { ...good, data: [{ ...row, relation }] }).length, 0);
        const more = { ...row.relation, more: 1 };
        t.not(target.problems(component, 200, { ...good, data: [{ ...row, relation: more }] }).length, 0, 'six fields');
      } else {
        const { info } = good['data'] as { info: Record<string, unknown>[] };
        const one = (changed: object) => ({ ...good, data: { count: 1, info: [changed] } });
        t.strictSame(target.problems(component, 200, one({ ...info[0] })), []);
        t.not(target.problems(component, 200, one(without({ ...info[0] }, 'labels'))).length, 0, 'a field is missing');
        t.not(target.problems(component, 200, one({ ...info[0], id: '1' })).length, 0, 'a field of a wrong type');
        t.not(target.problems(component, 200, one({ ...info[0], set_template_id: 11 })).length, 0, 'twelve fields');
        t.not(target.problems(component, 200, { ...good, data: { count: 0, info: null } }).length, 0, 'never null');
      }
      for (const status of [404, 500]) {
        t.not(target.problems(component, status, {}).length, 0, `${component}: HTTP ${status}, nothing`);
        t.not(target.problems(component, status, good).length, 0, `${component}: HTTP ${status}, a success`);
      }
      t.strictSame(
        target.problems(component, 500, {
          result: false,
          data: null,
          message: 'Request is abnormal, please contact the component developer',
        }),
        [],
        'section 7: an error inside the ESB',
      );
    }
  });
}

function without(record: object, key: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}
