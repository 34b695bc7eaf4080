import { written } from './replies.js';
import { stubsOf } from './stubs.js';

/**
 * The rows that a fixture stands for, by the tables of fixtures/README.md. A fixture is JSON as `readJson` reads it with its
 * numbers as they are written.
 */

const TIME = '2024-01-01T00:00:00.000Z';
const PROCESS_TIME = '2024-01-01T08:00:00.000+08:00';

const idOf = (number) => BigInt(number.number);
const NONE = written(0);

/** The rows of a collection, which may be missing, or nested in another. */
const rowsOf = (parent, name) => parent.get(name) ?? [];
const byId = (rows, key) => new Map(rows.map((row) => [idOf(row.get(key)), row]));

const orElse = (row, name, fallback) => (row.has(name) ? row.get(name) : fallback);

const defaultIp = (hostId) => `10.${[16n, 8n, 0n].map((bits) => (hostId >> bits) & 255n).join('.')}`;

/** A port, a protocol: served as text. */
const textOf = (value) => (value !== null && typeof value === 'object' ? value.number : value);

const bindInfo = (row, index) => {
  const full = new Map([
    ['enable', true],
    ['ip', '127.0.0.1'],
    ['port', ''],
    ['protocol', '1'],
    ['template_row_id', written(index + 1)],
    ...row,
  ]);
  return full.set('port', textOf(full.get('port'))).set('protocol', textOf(full.get('protocol')));
};

/** Keys of a process that are no attributes. */
const NO_ATTRIBUTES = ['service_instance_id', 'process_template_id', 'bk_host_id', 'relation', 'property'];

const attributes = (row, biz) => {
  const id = row.get('bk_process_id');
  const name = orElse(row, 'bk_process_name', `process-${id.number}`);
  const created = orElse(row, 'create_time', PROCESS_TIME);
  const empty = [
    ...['bk_func_id', 'bk_start_param_regex', 'description', 'user', 'work_path', 'pid_file'],
    ...['start_cmd', 'stop_cmd', 'restart_cmd', 'reload_cmd', 'face_stop_cmd'],
  ].map((attribute) => [attribute, '']);
  const full = new Map([
    ...empty,
    ['bk_biz_id', biz],
    ['bk_process_name', name],
    ['bk_func_name', name],
    ['bk_supplier_account', '0'],
    ['auto_start', false],
    ['auto_time_gap', written(60)],
    ['create_time', created],
    ['last_time', created],
    ['priority', written(1)],
    ['proc_num', written(1)],
    ['timeout', written(30)],
    ['bind_info', []],
    ...[...row].filter(([attribute]) => !NO_ATTRIBUTES.includes(attribute)),
  ]);
  return full.set('bind_info', full.get('bind_info')?.map(bindInfo) ?? null);
};

const processOf = (row, instance) => {
  const biz = instance.row.get('bk_biz_id');
  const property = row.has('property') ? row.get('property') : attributes(row, biz);
  const relation = new Map([
    ['bk_biz_id', biz],
    ['bk_process_id', row.get('bk_process_id')],
    ['service_instance_id', instance.row.get('id')],
    ['process_template_id', orElse(row, 'process_template_id', NONE)],
    ['bk_host_id', orElse(row, 'bk_host_id', instance.row.get('bk_host_id'))],
    ['bk_supplier_account', '0'],
    ...(row.get('relation') ?? []),
  ]);
  return {
    id: idOf(row.get('bk_process_id')),
    bk_biz_id: idOf(relation.get('bk_biz_id')),
    service_instance_id: idOf(relation.get('service_instance_id')),
    bk_supplier_account: property?.get('bk_supplier_account'),
    property,
    relation,
  };
};

/** `<ip>_<process>_<port>`, as far as there are such. */
const nameOf = (hostId, hosts, [process]) => {
  const ip = hosts.get(hostId)?.get('bk_host_innerip') ?? defaultIp(hostId);
  const attributesOfFirst = process && attributes(process, NONE);
  const port = attributesOfFirst?.get('bind_info')?.[0]?.get('port');
  return [ip, attributesOfFirst?.get('bk_process_name'), port].filter(Boolean).join('_');
};

const instanceOf = (row, module, hosts, processes) => {
  const hostId = orElse(row, 'bk_host_id', row.get('id'));
  const [creator, created] = [orElse(row, 'creator', 'admin'), orElse(row, 'create_time', TIME)];
  const full = new Map([
    ['bk_biz_id', orElse(row, 'bk_biz_id', module?.bk_biz_id)],
    ['id', row.get('id')],
    ['name', orElse(row, 'name', nameOf(idOf(hostId), hosts, processes))],
    ['labels', orElse(row, 'labels', null)],
    ['service_template_id', orElse(row, 'service_template_id', module?.service_template_id ?? NONE)],
    ['bk_host_id', hostId],
    ['bk_module_id', module?.bk_module_id ?? NONE],
    ['creator', creator],
    ['modifier', orElse(row, 'modifier', creator)],
    ['create_time', created],
    ['last_time', orElse(row, 'last_time', created)],
    ['bk_supplier_account', orElse(row, 'bk_supplier_account', '0')],
  ]);
  return {
    id: idOf(row.get('id')),
    bk_biz_id: idOf(full.get('bk_biz_id')),
    set_template_id: module === undefined ? 0n : idOf(module.set_template_id),
    bk_supplier_account: full.get('bk_supplier_account'),
    row: full,
  };
};

const moduleOf = (row, sets) => {
  const set = row.has('bk_set_id') ? sets.get(idOf(row.get('bk_set_id'))) : undefined;
  return {
    bk_module_id: row.get('bk_module_id'),
    bk_biz_id: row.get('bk_biz_id'),
    set_template_id: orElse(row, 'set_template_id', set?.get('set_template_id') ?? NONE),
    service_template_id: orElse(row, 'service_template_id', NONE),
  };
};

const ascending = (a, b) => (a.id < b.id ? -1 : 1);

const appOf = (row) => ({
  bk_app_code: row.get('bk_app_code'),
  secrets: [row.get('bk_app_secret')].flat(),
  may_name_users: orElse(row, 'may_name_users', false),
  components: orElse(row, 'components', null),
});

const userOf = (row) => ({
  bk_username: row.get('bk_username'),
  bk_token: row.get('bk_token'),
  access_tokens: rowsOf(row, 'access_tokens').map((token) => Object.fromEntries(token)),
});

/** @returns `{ processes, serviceInstances, apps, users, stubs }`, in the order in which they are served */
export const readFixture = (fixture) => {
  const sets = byId(rowsOf(fixture, 'sets'), 'bk_set_id');
  const hosts = byId(rowsOf(fixture, 'hosts'), 'bk_host_id');
  const modules = new Map(
    rowsOf(fixture, 'modules').map((row) => [idOf(row.get('bk_module_id')), moduleOf(row, sets)]),
  );
  const nested = rowsOf(fixture, 'modules').flatMap((row) =>
    rowsOf(row, 'service_instances').map((one) => ({ row: one, module: modules.get(idOf(row.get('bk_module_id'))) })),
  );
  const flat = rowsOf(fixture, 'service_instances').map((row) => ({
    row,
    module: modules.get(idOf(row.get('bk_module_id'))),
  }));
  const processes = [];
  const serviceInstances = [...nested, ...flat].map(({ row, module }) => {
    const isOfRow = (process) => idOf(process.get('service_instance_id')) === idOf(row.get('id'));
    const own = [...rowsOf(row, 'processes'), ...rowsOf(fixture, 'processes').filter(isOfRow)];
    const instance = instanceOf(row, module, hosts, own);
    processes.push(...own.map((process) => processOf(process, instance)));
    return instance;
  });
  return {
    processes: processes.sort(ascending),
    serviceInstances: serviceInstances.sort(ascending),
    apps: rowsOf(fixture, 'apps').map(appOf),
    users: rowsOf(fixture, 'users').map(userOf),
    stubs: stubsOf(rowsOf(fixture, 'stubs')),
  };
};
