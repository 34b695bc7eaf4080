import fc from 'fast-check';
import { stubsOf } from './stubs.js';
import { anything, exactNumber, json, list, object, once, pick, text } from './values.js';

/** Random fixtures, as JSON text. A share of them leaves out what has a default. */

const TIMES = ['2020-10-09T02:46:25.002Z', '1999-12-31T23:59:59.999Z', '2024-02-29T00:00:00.000Z'];
const PROCESS_TIMES = ['2019-06-05T14:59:12.065+08:00', '2024-02-29T23:59:59.999+08:00'];
const ACCOUNTS = ['0', '0', '0', 'tencent', 'é', 'superadmin', ''];

/** Most ids are small, so that requests meet them. */
const BIG_IDS = [9007199254740991, 4294967296, 2147483648];

/** Ids that differ. */
const idsOf = (g, count) => {
  const ids = new Set(once(g, 4) ? [pick(g, BIG_IDS)] : []);
  for (let next = g(fc.integer, { min: 1, max: 5 }); ids.size < count; next += g(fc.integer, { min: 1, max: 3 }))
    ids.add(next);
  return [...ids];
};

const some = (g, most, make) => Array.from({ length: g(fc.nat, most) }, make);

/** Fields that a fixture may leave out: all of them in one share, any of them in another, none in the third. */
const optional = (g, thrift, fields) => fields.filter(() => thrift === 'full' || (thrift === 'mixed' && g(fc.boolean)));

const TEXT_ATTRIBUTES = [
  ...['bk_func_id', 'bk_start_param_regex', 'description', 'user', 'work_path', 'pid_file'],
  ...['start_cmd', 'stop_cmd', 'restart_cmd', 'reload_cmd', 'face_stop_cmd', 'bk_func_name', 'bk_process_name'],
];

/** CMDB serves null for what was never set. */
const orNull = (g, make) => (once(g, 6) ? 'null' : make());

const ports = (g) => pick(g, ['80', '"8080-8089"', '"443,8443"', '""', 'null', '65535', '0', '"x"']);

const bindInfo = (g, thrift) =>
  object(
    optional(g, thrift, [
      ['enable', orNull(g, () => String(g(fc.boolean)))],
      ['ip', orNull(g, () => json(pick(g, ['127.0.0.1', '::', '0.0.0.0', ''])))],
      ['port', ports(g)],
      ['protocol', pick(g, ['1', '"2"', '3', '"4"', 'null'])],
      ['template_row_id', String(g(fc.nat, 9))],
      ['approved_by', anything(g, exactNumber)],
    ]),
  );

/** Attributes of customers' own, which come back untouched. */
const ownAttributes = (g) =>
  some(g, 2, () => [`custom_${pick(g, ['a', 'B', 'ü', '__proto__'])}`, anything(g, exactNumber)]);

const attributesOf = (g, thrift) => [
  ...optional(g, thrift, [
    ...TEXT_ATTRIBUTES.map((name) => [name, orNull(g, () => json(text(g)))]),
    ...['auto_time_gap', 'priority', 'proc_num', 'timeout'].map((name) => [
      name,
      orNull(g, () => String(g(fc.integer, { min: -9, max: 999 }))),
    ]),
    ['auto_start', orNull(g, () => String(g(fc.boolean)))],
    ['bk_supplier_account', json(pick(g, ACCOUNTS))],
    ['create_time', json(pick(g, PROCESS_TIMES))],
    ['last_time', json(pick(g, PROCESS_TIMES))],
    ['bind_info', orNull(g, () => list(some(g, 2, () => bindInfo(g, thrift))))],
  ]),
  ...new Map(ownAttributes(g)),
];

const relationOf = (g) =>
  object(
    optional(g, 'mixed', [
      ['process_template_id', String(g(fc.nat, 9))],
      ['bk_host_id', String(g(fc.nat, 99))],
      ['bk_supplier_account', json(pick(g, ACCOUNTS))],
    ]),
  );

const processOf = (g, id, thrift) => {
  const links = [
    ['bk_process_id', String(id)],
    ...optional(g, thrift, [['process_template_id', String(g(fc.nat, 9))]]),
    ...(once(g, 4) ? [['relation', relationOf(g)]] : []),
  ];
  // A process that is gone, or attributes that are served exactly as they are.
  if (once(g, 8)) return [...links, ['property', 'null']];
  if (once(g, 8)) {
    const exact = [
      ['bk_process_id', String(id)],
      ['bk_supplier_account', json(pick(g, ACCOUNTS))],
      ['ratio', exactNumber(g)],
    ];
    return [...links, ['property', object(exact)]];
  }
  return [...links, ...attributesOf(g, thrift)];
};

const labelsOf = (g) =>
  orNull(g, () => object([...new Map(some(g, 3, () => [pick(g, ['env', 'tier', '键', 'A-b.c']), json(text(g))]))]));

const instanceOf = (g, id, biz, processes, thrift) => [
  ['id', String(id)],
  // Without a name, CMDB forms one from the host and the first process; the order of several is not fixed.
  ...(thrift === 'bare' && processes.length === 0 ? [] : [['name', json(text(g) || 'x')]]),
  ...optional(g, thrift, [
    ['bk_biz_id', String(biz)],
    ['bk_host_id', String(g(fc.integer, { min: 1, max: 300_000 }))],
    ['service_template_id', String(g(fc.nat, 50))],
    ['labels', labelsOf(g)],
    ['creator', json(text(g))],
    ['modifier', json(text(g))],
    ['create_time', json(pick(g, TIMES))],
    ['last_time', json(pick(g, TIMES))],
    ['bk_supplier_account', json(pick(g, ACCOUNTS))],
  ]),
];

/** Service instances with their processes, nested in each other or side by side. */
const instancesOf = (g, ids, module, biz, state, thrift) => {
  const isFlat = g(fc.boolean);
  return ids.map((id) => {
    const processIds = once(g, 3) ? [] : state.processIds.splice(0, g(fc.nat, 2));
    const processes = processIds.map((one) => processOf(g, one, thrift));
    const row = instanceOf(g, id, biz, processes, thrift);
    if (!isFlat) return [...row, ['processes', list(processes.map(object))]];
    state.processes.push(...processes.map((one) => [...one, ['service_instance_id', String(id)]]));
    return [...row, ['bk_module_id', String(module)]];
  });
};

/** More service instances than one page may have. */
const crowdOf = (count) =>
  Array.from({ length: count }, (_, index) => [
    ['id', String(1_000_000 + index)],
    ['name', json(`crowd-${index}`)],
  ]);

const APPS = [
  [
    ['bk_app_code', '"esb_test"'],
    ['bk_app_secret', '"xxx"'],
    ['may_name_users', 'true'],
  ],
  [
    ['bk_app_code', '"plain_app"'],
    ['bk_app_secret', '["yyy","old secret","秘"]'],
  ],
  [
    ['bk_app_code', '"5"'],
    ['bk_app_secret', '"five"'],
    ['may_name_users', 'true'],
  ],
  [
    ['bk_app_code', '"shy"'],
    ['bk_app_secret', '"s"'],
    ['may_name_users', 'true'],
    ['components', '[]'],
  ],
  [
    ['bk_app_code', '"half"'],
    ['bk_app_secret', '"h"'],
    ['may_name_users', 'true'],
    ['components', '["list_process_instance","cc.search_business"]'],
  ],
];

const USERS = [
  [
    ['bk_username', '"admin"'],
    ['bk_token', '"good"'],
    ['access_tokens', tokens('tok1', 'plain_app', 'tok2', 'esb_test')],
  ],
  [
    ['bk_username', '"蓝"'],
    ['bk_token', '"cjk"'],
    ['access_tokens', tokens('tok3', 'esb_test')],
  ],
  [
    ['bk_username', '"seven"'],
    ['bk_token', '"7"'],
    ['access_tokens', tokens('7', '5', 'tok4', 'shy')],
  ],
  [['bk_username', '"out"']],
];

function tokens(...pairs) {
  const rows = pairs.flatMap((token, index) => (index % 2 === 0 ? [[token, pairs[index + 1]]] : []));
  return list(
    rows.map(([token, app]) =>
      object([
        ['access_token', json(token)],
        ['bk_app_code', json(app)],
      ]),
    ),
  );
}

/**
 * A fixture. Its accounts are a random share of a fixed list, whose names the requests know.
 *
 * @param {number} crowd how many plain service instances stand in the first module, beside others
 */
export const fixture = (crowd) =>
  fc.gen().map((g) => {
    const thrift = pick(g, ['full', 'mixed', 'bare']);
    const bizIds = idsOf(g, g(fc.integer, { min: 1, max: 3 }));
    const templateIds = idsOf(g, 3);
    const setIds = idsOf(g, 2);
    const setTemplates = setIds.map(() => pick(g, templateIds));
    const bizOfSet = setIds.map(() => pick(g, bizIds));
    const state = { processIds: idsOf(g, 40), processes: [] };
    const moduleIds = idsOf(g, g(fc.integer, { min: 1, max: 5 }));
    const instanceIds = idsOf(g, 20);
    const flat = [];
    const modules = moduleIds.map((id, index) => {
      const set = g(fc.nat, setIds.length - 1);
      const biz = bizOfSet[set];
      const own = instanceIds.splice(0, g(fc.nat, 5));
      const rows = instancesOf(g, own, id, biz, state, thrift);
      const isFlat = rows.some((row) => row.some(([name]) => name === 'bk_module_id'));
      if (isFlat) flat.push(...rows);
      const nested = [...(isFlat ? [] : rows), ...(index === 0 ? crowdOf(crowd) : [])];
      return [
        ['bk_module_id', String(id)],
        ['bk_biz_id', String(biz)],
        ['bk_set_id', String(setIds[set])],
        ...(once(g, 3) ? [] : [['set_template_id', String(pick(g, [...templateIds, 0]))]]),
        ...optional(g, thrift, [
          ['service_template_id', String(g(fc.nat, 50))],
          ['bk_module_name', json(text(g))],
        ]),
        ['service_instances', list(nested.map(object))],
      ];
    });
    // Found by its id, and in no set template's list.
    const lost = instanceIds.splice(0, g(fc.nat, 2)).map((id) => [
      ['id', String(id)],
      ['name', json(text(g) || 'x')],
      ['bk_biz_id', String(pick(g, bizIds))],
      ['bk_module_id', '0'],
    ]);
    const sets = setIds.map((id, index) => [
      ['bk_set_id', String(id)],
      ['bk_biz_id', String(bizOfSet[index])],
      ...(once(g, 3) ? [] : [['set_template_id', String(setTemplates[index])]]),
    ]);
    const collections = [
      ['sets', sets],
      ['modules', modules],
      ['service_instances', [...flat, ...lost]],
      ['processes', state.processes],
      ['apps', APPS],
      ['users', USERS],
      ['stubs', stubsOf(g)],
    ];
    return object(collections.map(([name, rows]) => [name, list(rows.map(object))]));
  });
