import t from 'tap';
import { listProcessDetailByIds } from '../../../src/cmdb/components/list-process-detail-by-ids/component.js';
import { listServiceInstance } from '../../../src/cmdb/components/list-service-instance/component.js';
import { CATALOGUE } from '../../../src/faults/catalogue/catalogue.js';
import { customFailure } from '../../../src/faults/catalogue/custom-failure.js';
import { FAILURE_NAMES, type FaultSpec } from '../../../src/faults/spec/fault-spec.js';
import { backendErrorEnvelope, esbErrorEnvelope } from '../../../src/esb/reply/envelope.js';
import { BackendError } from '../../../src/calls/backend-error.js';
import { EsbError } from '../../../src/esb/errors.js';
import type { Effect } from '../../../src/calls/fault/due-fault.js';
import { effectOf, LPI, LSI, newFaults } from '../helper.js';

const ID = 'e43da4ef221746868dc4c837d36f3807';

/** The envelopes that a refusal takes, in English and in Chinese. */
const envelopes = (effect: Effect | undefined): string[] => {
  if (effect?.kind !== 'refusal') return [];
  const { error } = effect;
  if (error instanceof BackendError)
    return [backendErrorEnvelope(error, 'en', ID), backendErrorEnvelope(error, 'zh', ID)];
  return error instanceof EsbError ? [esbErrorEnvelope(error, ID)] : [];
};

const esb = (code: number, message: string): string =>
  `{"result":false,"code":${code},"data":null,"message":"${message}","request_id":"${ID}"}`;
const system = (code: number, message: string, permission = 'null'): string =>
  `{"result":false,"code":${code},"data":null,"message":"${message}","permission":${permission},"request_id":"${ID}"}`;

const permission = (id: string): string =>
  '{"system_id":"bk_cmdb","system_name":"配置平台","actions":[{"id":"find_business_resource","name":"业务访问",' +
  '"related_resource_types":[{"system_id":"bk_cmdb","system_name":"配置平台","type":"biz","type_name":"业务",' +
  `"instances":[[{"type":"biz","type_name":"业务","id":"${id}","name":"biz-${id}"}]]}]}]}`;
const denied = (id: string): string[] => [
  system(9900403, 'Do not have access permission.', permission(id)),
  system(9900403, '没有操作的权限', permission(id)),
];

/** A failed query of list_process_instance. */
const notRead = (bizId: number | string, serviceInstanceId: number): string[] => {
  const extra = (cause: string): string =>
    '%!(EXTRA string=list process instance relation failed, bizID: %d, serviceInstanceID: %d, err: %+v, ' +
    `int64=${bizId}, int64=${serviceInstanceId}, *errors.ccError=${cause})`;
  return [
    system(1108024, `get service instances failed${extra('Failed to query data')}`),
    system(1108024, `查询进程服务实例列表失败${extra('查询数据失败')}`),
  ];
};

const refusals: [spec: object, component: typeof LPI, params: Record<string, unknown>, expected: string[]][] = [
  [{ name: 'rate-limited' }, LPI, {}, [esb(1306429, 'Access frequency limit')]],
  [
    { name: 'cmdb-rate-limited' },
    LPI,
    {},
    [system(1199997, 'too many requests'), system(1199997, 'too many requests')],
  ],
  [{ name: 'no-permission' }, LPI, { bk_biz_id: 2, service_instance_id: 54 }, denied('2')],
  [{ name: 'no-permission' }, LSI, { bk_biz_id: '2' }, denied('2')],
  [{ name: 'no-permission' }, LPI, { bk_biz_id: 9007199254740993n }, denied('9007199254740993')],
  [{ name: 'no-permission' }, LPI, { service_instance_id: 54 }, denied('3')],
  [{ name: 'no-permission' }, LPI, { bk_biz_id: 0, service_instance_id: 54 }, denied('3')],
  [{ name: 'no-permission' }, LPI, { bk_biz_id: '0', service_instance_id: 54 }, denied('3')],
  [{ name: 'no-permission' }, LSI, { bk_biz_id: '9223372036854775808' }, denied('0')],
  [{ name: 'no-permission' }, LSI, { bk_biz_id: '002' }, denied('2')],
  [{ name: 'no-permission' }, LPI, { service_instance_id: 55 }, denied('0')],
  [{ name: 'no-permission' }, LPI, { service_instance_id: 'x' }, denied('0')],
  [{ name: 'no-permission' }, LSI, { bk_biz_id: 'x' }, denied('0')],
  [
    { name: 'app-forbidden' },
    LSI,
    {},
    [
      esb(
        1306403,
        'APP permission is insufficient, APP has no permission to access the component ' +
          '(list_service_instance_by_set_template) of the system (CC). The APP manager can go to the Developer Center ' +
          'and apply for permission to access the component',
      ),
    ],
  ],
  [
    { name: 'cmdb-down' },
    LPI,
    {},
    [
      esb(
        1306201,
        'Component request third-party system [CC] interface [list_process_instance] error: ' +
          'Third-party system interface response time exceeds 30 seconds, ' +
          'please try again later or contact component developer to handle this',
      ),
    ],
  ],
  [
    { name: 'cmdb-refused' },
    LSI,
    {},
    [
      esb(
        1306201,
        'Component request third-party system [CC] interface [list_service_instance_by_set_template] error: ' +
          "HTTPConnectionPool(host='cmdb', port=80): Max retries exceeded (Caused by NewConnectionError(" +
          "'<urllib3.connection.HTTPConnection object at 0x7f0000000000>: Failed to establish a new connection: " +
          "[Errno 111] Connection refused')), " +
          'please try again later or contact component developer to handle this',
      ),
    ],
  ],
  [
    { name: 'cmdb-not-json' },
    LPI,
    {},
    [
      esb(
        1306000,
        'Request interface error, the response content is not a json string: ' +
          '<html><head><title>Welcome to nginx!</title></head></html>',
      ),
    ],
  ],
  [{ name: 'cmdb-failed' }, LPI, { bk_biz_id: 2, service_instance_id: 54 }, notRead(2, 54)],
  [{ name: 'cmdb-failed' }, LPI, { bk_biz_id: 9007199254740993n }, notRead('9007199254740993', 0)],
  [{ name: 'cmdb-failed' }, LPI, { bk_biz_id: '2', service_instance_id: null }, notRead(0, 0)],
  [{ name: 'cmdb-failed' }, LSI, {}, [system(1199017, 'Failed to query data'), system(1199017, '查询数据失败')]],
  [
    { name: 'cmdb-failed' },
    listServiceInstance,
    {},
    [system(1199017, 'Failed to query data'), system(1199017, '查询数据失败')],
  ],
  [
    { name: 'cmdb-failed' },
    listProcessDetailByIds,
    {},
    [system(1199002, 'HTTP request failed'), system(1199002, 'HTTP请求失败')],
  ],
  [
    { name: 'cmdb-internal' },
    LPI,
    {},
    [system(1199998, 'Unknown or unrecognized error'), system(1199998, '未知或未能识别的异常')],
  ],
  [{ name: 'custom', reply: { code: 1306201, message: 'x' } }, LPI, {}, [esb(1306201, 'x')]],
  [{ name: 'custom', reply: { code: 1300000, message: 'x' } }, LPI, {}, [esb(1300000, 'x')]],
  [{ name: 'custom', reply: { code: 1399999, message: 'x' } }, LPI, {}, [esb(1399999, 'x')]],
  [{ name: 'custom', reply: { code: 1299999, message: 'x' } }, LPI, {}, [system(1299999, 'x'), system(1299999, 'x')]],
  [{ name: 'custom', reply: { code: 1400000, message: 'x' } }, LPI, {}, [system(1400000, 'x'), system(1400000, 'x')]],
];
for (const [spec, component, params, expected] of refusals) {
  t.strictSame(
    envelopes(effectOf(spec, component, params)),
    expected,
    JSON.stringify({ spec, params: Object.keys(params) }),
  );
}

t.test('the log says that the app is forbidden by a fault', (t) => {
  const effect = effectOf({ name: 'app-forbidden' });
  const error = effect?.kind === 'refusal' ? effect.error : undefined;
  t.ok(error instanceof EsbError);
  t.match((error as EsbError).hint?.en, /fault app-forbidden; remove it/);
  t.end();
});

const page = (title: string): string =>
  `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n` +
  '<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n';
const proxy = (status: number, title: string): Effect => ({
  kind: 'reply',
  status,
  headers: { 'content-type': 'text/html' },
  body: page(`${status} ${title}`),
});
const JSON_TYPE = 'application/json; charset=utf-8';
const TEXT_TYPE = 'text/plain; charset=utf-8';
const custom = (reply: object): object => ({ name: 'custom', reply });
const reply = (status: number, headers: Record<string, string>, body: string): Effect => ({
  kind: 'reply',
  status,
  headers,
  body,
});

const others: [spec: object, expected: Effect][] = [
  [
    { name: 'esb-error' },
    reply(
      500,
      { 'content-type': JSON_TYPE },
      '{"result":false,"data":null,"message":"Request is abnormal, please contact the component developer"}',
    ),
  ],
  [{ name: 'bad-gateway' }, proxy(502, 'Bad Gateway')],
  [{ name: 'bad-gateway', status: 502 }, proxy(502, 'Bad Gateway')],
  [{ name: 'bad-gateway', status: 503 }, proxy(503, 'Service Temporarily Unavailable')],
  [{ name: 'bad-gateway', status: 504 }, proxy(504, 'Gateway Time-out')],
  [{ name: 'timeout' }, proxy(504, 'Gateway Time-out')],
  [{ name: 'slow' }, { kind: 'delay' }],
  [{ name: 'reset' }, { kind: 'breakage', how: 'reset' }],
  [{ name: 'truncated' }, { kind: 'breakage', how: 'truncated' }],
  [{ name: 'malformed' }, { kind: 'breakage', how: 'malformed' }],
  [custom({ status: 204 }), reply(204, {}, '')],
  [custom({ body: 'x' }), reply(200, { 'content-type': TEXT_TYPE }, 'x')],
  [custom({ body: '' }), reply(200, { 'content-type': TEXT_TYPE }, '')],
  [custom({ status: 500, body: { a: [1, null] } }), reply(500, { 'content-type': JSON_TYPE }, '{"a":[1,null]}')],
  [custom({ body: null }), reply(200, { 'content-type': JSON_TYPE }, 'null')],
  [custom({ body: { a: 9007199254740993n } }), reply(200, { 'content-type': JSON_TYPE }, '{"a":9007199254740993}')],
  [
    custom({ headers: { 'Content-TYPE': 'text/html', 'X-A': 'b' }, body: '<p>' }),
    reply(200, { 'Content-TYPE': 'text/html', 'X-A': 'b' }, '<p>'),
  ],
  [custom({ headers: { 'X-A': 'b' }, body: 1 }), reply(200, { 'content-type': JSON_TYPE, 'X-A': 'b' }, '1')],
];
for (const [spec, expected] of others) {
  const label = JSON.stringify(spec, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  t.strictSame(effectOf(spec), expected, label);
}

const stages: [spec: object, stage: string, delayMs: number][] = [
  [{ name: 'rate-limited' }, 'esb', 0],
  [{ name: 'cmdb-rate-limited' }, 'system', 0],
  [{ name: 'no-permission' }, 'system', 0],
  [{ name: 'app-forbidden' }, 'esb', 0],
  [{ name: 'cmdb-down' }, 'system', 30_000],
  [{ name: 'cmdb-refused' }, 'system', 0],
  [{ name: 'cmdb-not-json' }, 'system', 0],
  [{ name: 'cmdb-failed' }, 'system', 0],
  [{ name: 'cmdb-internal' }, 'system', 0],
  [{ name: 'esb-error' }, 'esb', 0],
  [{ name: 'bad-gateway' }, 'proxy', 0],
  [{ name: 'timeout' }, 'proxy', 60_000],
  [{ name: 'slow' }, 'proxy', 3_000],
  [{ name: 'reset' }, 'proxy', 0],
  [{ name: 'truncated' }, 'proxy', 0],
  [{ name: 'malformed' }, 'proxy', 0],
  [{ name: 'slow', latency: 5 }, 'proxy', 5],
  [{ name: 'timeout', latency: { fixed: 7 } }, 'proxy', 7],
  [{ name: 'cmdb-down', latency: 250 }, 'system', 250],
  [custom({ code: 1306201, message: 'x' }), 'esb', 0],
  [custom({ code: 1199998, message: 'x' }), 'system', 0],
  [custom({ status: 500 }), 'proxy', 0],
];
for (const [spec, stage, delayMs] of stages) {
  const due = newFaults(spec).due(LPI, '', {});
  t.equal(due?.stage, stage, `${JSON.stringify(spec)}: ${stage}`);
  t.equal(due?.delayMs, delayMs, `${JSON.stringify(spec)}: ${delayMs} ms`);
}

t.test('the catalogue has every failure once, in order, in words', (t) => {
  t.strictSame(
    CATALOGUE.map(({ name }) => name),
    FAILURE_NAMES,
  );
  for (const { name, about } of CATALOGUE) t.match(about, /^[A-Z].*\.$/, name);
  t.end();
});

t.test('a custom fault without a reply sends an empty one', (t) => {
  const spec: FaultSpec = { name: 'custom' };
  t.strictSame(customFailure(spec).effect(), reply(200, {}, ''));
  t.end();
});
