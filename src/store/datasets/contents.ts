import type { Collection, Rows } from '../../model/dataset.js';
import type { Process } from '../../model/rows.js';
import type { Connection } from '../database/connection.js';
import type { Statement } from '../database/statement.js';

/** How many rows are read at a time, so that no statement stays open while the caller does something else. */
const ROWS_A_PAGE = 500;

type Key = string | number;

/** The columns that order a collection. Together they tell each row from all others. */
const KEYS: Record<Collection, readonly string[]> = {
  businesses: ['bk_biz_id'],
  set_templates: ['id'],
  service_templates: ['id'],
  process_templates: ['id'],
  sets: ['bk_set_id'],
  modules: ['bk_module_id'],
  hosts: ['bk_host_id'],
  // An export lists them by business and set template.
  service_instances: ['bk_biz_id', 'set_template_id', 'position'],
  processes: ['service_instance_id', 'bk_process_id', 'rowid'],
  apps: ['bk_app_code'],
  users: ['bk_username'],
  stubs: ['position'],
};

/** The documents as rows. A mark stands beside the document of a service instance, because it is never served. */
const MARKED = `iif(
  EXISTS (SELECT 1 FROM uncaptured_processes AS marks
          WHERE marks.dataset = service_instances.dataset AND marks.service_instance_id = service_instances.id),
  json_set(document, '$.processes_captured', json('false')), document)`;
const PROCESS = `'{"property":' || property || ',"relation":' || relation || '}'`;

/** How the row of a collection is made, if it is not its document alone. */
const SOURCES: Partial<Record<Collection, string>> = { processes: PROCESS, service_instances: MARKED };

/** A page of a collection: the key of each row, and its JSON text. */
type PageStatement = Statement<[dataset: number, ...after: Key[]], Record<string, Key>>;

export type ContentStatements = Record<Collection, PageStatement> & {
  processesOf: Statement<[number, number], string>;
};

export const prepareContents = (db: Connection): ContentStatements => {
  const page = (collection: Collection): PageStatement => {
    const keys = KEYS[collection].join(', ');
    return db.rows(`
      SELECT ${keys}, ${SOURCES[collection] ?? 'document'} AS json FROM ${collection}
      WHERE dataset = ? AND (${keys}) > (${KEYS[collection].map(() => '?').join(', ')})
      ORDER BY ${keys} LIMIT ${ROWS_A_PAGE}`);
  };
  const pages = Object.fromEntries((Object.keys(KEYS) as Collection[]).map((name) => [name, page(name)]));
  return {
    ...(pages as Record<Collection, PageStatement>),
    processesOf: db.values(
      `SELECT ${PROCESS} FROM processes
       WHERE dataset = ? AND service_instance_id = ? ORDER BY bk_process_id`,
    ),
  };
};

/** Reads page after page, each from the last row of the page before. */
function* rowsOf<T>(page: PageStatement, dataset: number, keys: readonly string[]): Generator<T> {
  // Every text and every id of a row is above these.
  let after: Key[] = keys.map((key) => (key === 'bk_app_code' || key === 'bk_username' ? '' : 0));
  for (;;) {
    const rows = page.all(dataset, ...after);
    for (const { json } of rows) yield JSON.parse(json as string) as T;
    const last = rows.at(-1);
    if (last === undefined || rows.length < ROWS_A_PAGE) return;
    after = keys.map((key) => last[key] as Key);
  }
}

/** The rows of each collection in the order of its key, ascending. Each collection is read anew each time, page by page. */
export type DatasetContents = { readonly [Name in Collection]: Iterable<Rows[Name]> } & {
  /** The processes of a service instance, of whichever business, by process id. */
  processesOf(serviceInstanceId: number): Process[];
};

/** Everything that a data set holds. */
export const contentsOf = (statements: ContentStatements, dataset: number): DatasetContents => {
  const all = <Name extends Collection>(name: Name): Iterable<Rows[Name]> => ({
    [Symbol.iterator]: () => rowsOf<Rows[Name]>(statements[name], dataset, KEYS[name]),
  });
  return {
    businesses: all('businesses'),
    set_templates: all('set_templates'),
    service_templates: all('service_templates'),
    process_templates: all('process_templates'),
    sets: all('sets'),
    modules: all('modules'),
    hosts: all('hosts'),
    service_instances: all('service_instances'),
    processes: all('processes'),
    apps: all('apps'),
    users: all('users'),
    stubs: all('stubs'),
    processesOf: (id) => statements.processesOf.all(dataset, id).map((process) => JSON.parse(process) as Process),
  };
};
