import type { Connection, Statement } from './connection.js';
import { PLACES_AFTER, SERVICE_INSTANCE } from './places.js';
import type { ProcessLists } from './process-lists.js';
import type { App, Business, Host, Module, Process, ServiceInstance, SetTemplate, User } from '../model/rows.js';

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
interface PlacedList {
  service_instance_id: number;
  data: string;
}
type DividedList = PlacedList & { bk_biz_id: number };

/** Statements that read a whole data set, page after page, so that no statement is left open in between. */
export const prepareScans = (db: Connection) => ({
  businesses: pageOf<Business>(db, 'businesses', ['bk_biz_id'], 'bk_biz_name'),
  setTemplates: pageOf<Document & { id: number }>(db, 'set_templates', ['id']),
  modules: pageOf<Document & { bk_module_id: number }>(db, 'modules', ['bk_module_id']),
  hosts: pageOf<Document & { bk_host_id: number }>(db, 'hosts', ['bk_host_id']),
  serviceInstances: pageOf<Placed>(db, 'service_instances', ['bk_biz_id', 'set_template_id', 'position']),
  processLists: db.prepare<[number, ...Key[]], PlacedList>(
    `WITH asked (dataset, after) AS (SELECT ?, ?)
     SELECT ${SERVICE_INSTANCE} AS service_instance_id, data FROM process_lists
     WHERE ${PLACES_AFTER} ORDER BY place LIMIT ${ROWS_A_PAGE}`,
  ),
  dividedProcessLists: pageOf<DividedList>(db, 'divided_process_lists', ['service_instance_id', 'bk_biz_id'], 'data'),
  apps: pageOf<Document & { bk_app_code: string }>(db, 'apps', ['bk_app_code']),
  users: pageOf<Document & { bk_username: string }>(db, 'users', ['bk_username']),
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
function* wholeLists(rows: Iterable<DividedList>): Generator<PlacedList, undefined> {
  let before: number | undefined;
  for (const row of rows) {
    if (row.service_instance_id !== before) yield row;
    before = row.service_instance_id;
  }
}

/** Lists of both kinds, by service instance, as both are. */
function* merged(placed: Iterable<PlacedList>, divided: Iterator<PlacedList, undefined>): Generator<PlacedList> {
  let next = divided.next().value;
  for (const list of placed) {
    for (; next !== undefined && next.service_instance_id < list.service_instance_id; next = divided.next().value) {
      yield next;
    }
    yield list;
  }
  for (; next !== undefined; next = divided.next().value) yield next;
}

function* processLists(scans: Scans, dataset: number) {
  const placed = scan(scans.processLists, dataset, ['service_instance_id'], 0);
  const divided = scan(scans.dividedProcessLists, dataset, ['service_instance_id', 'bk_biz_id'], -1);
  for (const { service_instance_id, data } of merged(placed, wholeLists(divided))) {
    yield { serviceInstanceId: service_instance_id, processes: JSON.parse(data) as Process[] };
  }
}

/** What a data set holds. */
export const contentsOf = (scans: Scans, lists: ProcessLists, dataset: number): Contents => ({
  businesses: () => scan(scans.businesses, dataset, ['bk_biz_id'], 0),
  setTemplates: () => documents(scan(scans.setTemplates, dataset, ['id'], 0)),
  modules: () => documents(scan(scans.modules, dataset, ['bk_module_id'], 0)),
  hosts: () => documents(scan(scans.hosts, dataset, ['bk_host_id'], 0)),
  serviceInstances: () =>
    documents(scan(scans.serviceInstances, dataset, ['bk_biz_id', 'set_template_id', 'position'], -1)),
  processesOf: (id) => JSON.parse(lists.whole(id)?.toString() ?? '[]') as Process[],
  processLists: () => processLists(scans, dataset),
  apps: () => documents(scan(scans.apps, dataset, ['bk_app_code'], '')),
  users: () => documents(scan(scans.users, dataset, ['bk_username'], '')),
});
