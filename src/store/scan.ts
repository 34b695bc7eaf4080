import type { Connection, Statement } from './connection.js';
import type { App, Business, Host, Module, Process, ServiceInstance, SetTemplate, User } from './rows.js';

/** How many rows are read at a time. */
const ROWS_A_PAGE = 500;

type Key = string | number;

/** A page of a table, after the row of a key. */
type Page<Row> = Statement<[dataset: number, ...after: Key[]], Row>;

const pageOf = <Row>(db: Connection, table: string, key: readonly string[], columns = 'document'): Page<Row> => {
  const keys = key.join(', ');
  return db.prepare(`
    SELECT ${keys}, ${columns} FROM ${table}
    WHERE dataset = ? AND (${keys}) > (${key.map(() => '?').join(', ')}) ORDER BY ${keys} LIMIT ${ROWS_A_PAGE}`);
};

interface Document {
  document: string;
}
type Placed = Document & { bk_biz_id: number; set_template_id: number; position: number };
interface ProcessList {
  service_instance_id: number;
  bk_biz_id: number;
  data: string;
}

/** Statements that read a whole data set, page after page, so that no statement is left open in between. */
export const prepareScans = (db: Connection) => ({
  businesses: pageOf<Business>(db, 'businesses', ['bk_biz_id'], 'bk_biz_name'),
  setTemplates: pageOf<Document & { id: number }>(db, 'set_templates', ['id']),
  modules: pageOf<Document & { bk_module_id: number }>(db, 'modules', ['bk_module_id']),
  hosts: pageOf<Document & { bk_host_id: number }>(db, 'hosts', ['bk_host_id']),
  serviceInstances: pageOf<Placed>(db, 'service_instances', ['bk_biz_id', 'set_template_id', 'position']),
  processLists: pageOf<ProcessList>(db, 'process_lists', ['service_instance_id', 'bk_biz_id'], 'data'),
  apps: pageOf<Document & { bk_app_code: string }>(db, 'apps', ['bk_app_code']),
  users: pageOf<Document & { bk_username: string }>(db, 'users', ['bk_username']),

  processList: db
    .prepare<[number, number], string>(
      'SELECT data FROM process_lists WHERE dataset = ? AND service_instance_id = ? ORDER BY bk_biz_id LIMIT 1',
    )
    .pluck(),
});

export type Scans = ReturnType<typeof prepareScans>;

/** Reads on from the last row of each page; `first` is below every key. */
function* scan<Row extends object>(
  page: Page<Row>,
  dataset: number,
  key: readonly (keyof Row)[],
  first: Key,
): Generator<Row> {
  let after: Key[] = key.map(() => first);
  for (;;) {
    const rows = page.all(dataset, ...after);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < ROWS_A_PAGE) return;
    after = key.map((name) => last[name] as Key);
  }
}

function* documents<T>(rows: Iterable<Document>): Generator<T> {
  for (const { document } of rows) yield JSON.parse(document) as T;
}

/** All that a data set holds. Each collection is read anew each time, and a page at a time. */
export interface Contents {
  businesses: () => Iterable<Business>;
  setTemplates: () => Iterable<SetTemplate>;
  modules: () => Iterable<Module>;
  hosts: () => Iterable<Host>;
  /** By business, set template and id. */
  serviceInstances: () => Iterable<ServiceInstance>;
  /** The processes of a service instance, of whichever business. */
  processesOf: (serviceInstanceId: number) => Process[];
  /** By service instance, whether that is there or not: all its processes, of whichever business. */
  processLists: () => Iterable<{ serviceInstanceId: number; processes: Process[] }>;
  apps: () => Iterable<App>;
  users: () => Iterable<User>;
}

/** Business 0, where it is there, holds the processes of all businesses. */
function* wholeLists(rows: Iterable<ProcessList>) {
  let before: number | undefined;
  for (const { service_instance_id: serviceInstanceId, data } of rows) {
    if (serviceInstanceId !== before) yield { serviceInstanceId, processes: JSON.parse(data) as Process[] };
    before = serviceInstanceId;
  }
}

/** What a data set holds. */
export const contentsOf = (scans: Scans, dataset: number): Contents => ({
  businesses: () => scan(scans.businesses, dataset, ['bk_biz_id'], 0),
  setTemplates: () => documents(scan(scans.setTemplates, dataset, ['id'], 0)),
  modules: () => documents(scan(scans.modules, dataset, ['bk_module_id'], 0)),
  hosts: () => documents(scan(scans.hosts, dataset, ['bk_host_id'], 0)),
  serviceInstances: () =>
    documents(scan(scans.serviceInstances, dataset, ['bk_biz_id', 'set_template_id', 'position'], -1)),
  processesOf: (id) => JSON.parse(scans.processList.get(dataset, id) ?? '[]') as Process[],
  processLists: () => wholeLists(scan(scans.processLists, dataset, ['service_instance_id', 'bk_biz_id'], -1)),
  apps: () => documents(scan(scans.apps, dataset, ['bk_app_code'], '')),
  users: () => documents(scan(scans.users, dataset, ['bk_username'], '')),
});
