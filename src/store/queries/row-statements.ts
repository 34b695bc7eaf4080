import { PARENTS_OF, ROW_KINDS, type ParentName, type RowKind } from '../../model/row-list.js';
import type { Connection } from '../database/connection.js';
import type { Statement } from '../database/statement.js';

/** A row as it is stored. Its place in a list is in the columns that begin with `key`. */
export interface FoundRow {
  id: number;
  name: string;
  json: string;
  [column: string]: string | number;
}

/** The statements of a list. Places are ranges: after one, up to and including another. */
export interface ListStatements {
  /** How many columns make the place of a row. */
  keys: number;
  /** True if the rows are in the order of their ids. */
  isById: boolean;
  /** Data set, parent, range, search, limit. */
  page: Statement<(number | string | null)[], FoundRow>;
  /** Data set, parent. */
  count: Statement<number[], number>;
  /** Data set, parent, range, search. */
  countFound: Statement<(number | string | null)[], number>;
  /** The place so many rows after another: data set, parent, place, rows. */
  placeAfter: Statement<number[], Record<string, number>>;
}

/** How rows of a kind are stored. */
interface Source {
  id: string;
  /** The text in which a search looks first, because it takes long to find the name in it. */
  text: string;
  name: string;
  json: string;
}

const source = (id: string, name: string): Source => ({
  id,
  text: 'document',
  name: `document ->> '${name}'`,
  json: 'document',
});

const SOURCES: Readonly<Record<RowKind, Source>> = {
  businesses: source('bk_biz_id', 'bk_biz_name'),
  set_templates: source('id', 'name'),
  service_templates: source('id', 'name'),
  sets: source('bk_set_id', 'bk_set_name'),
  modules: source('bk_module_id', 'bk_module_name'),
  hosts: source('bk_host_id', 'bk_host_name'),
  service_instances: source('id', 'name'),
  processes: {
    id: 'bk_process_id',
    text: 'property',
    name: "CAST(property ->> 'bk_process_name' AS TEXT)",
    json: `'{"property":' || property || ',"relation":' || relation || '}'`,
  },
  stubs: { ...source('position', 'name'), name: "coalesce(document ->> 'name', document ->> 'path')" },
};

/** An index that has the rows of a list side by side: those with the same values in `where`, in the order of `keys`. */
interface Order {
  index: string;
  where: readonly string[];
  keys: readonly string[];
}

const order = (index: string, where: readonly string[], ...keys: readonly string[]): Order => ({ index, where, keys });

const ALL: Readonly<Record<RowKind, Order>> = {
  businesses: order('businesses_by_id', [], 'bk_biz_id'),
  set_templates: order('set_templates_by_id', [], 'id'),
  service_templates: order('service_templates_by_id', [], 'id'),
  sets: order('sets_by_id', [], 'bk_set_id'),
  modules: order('modules_by_id', [], 'bk_module_id'),
  hosts: order('hosts_by_id', [], 'bk_host_id'),
  service_instances: order('service_instances_by_id', [], 'id'),
  processes: order('processes_by_service_instance', [], 'service_instance_id', 'bk_process_id', 'rowid'),
  stubs: order('stubs_by_position', [], 'position'),
};

const OF_PARENT: Readonly<Record<string, Order>> = {
  'set_templates business': order('set_templates_by_business', ['bk_biz_id'], 'id'),
  'service_templates business': order('service_templates_by_business', ['bk_biz_id'], 'id'),
  'sets business': order('sets_by_business', ['bk_biz_id'], 'bk_set_id'),
  'sets set_template': order('sets_by_set_template', ['set_template_id'], 'bk_set_id'),
  'modules business': order('modules_by_business', ['bk_biz_id'], 'bk_module_id'),
  'modules set': order('modules_by_set', ['bk_set_id'], 'bk_module_id'),
  'modules set_template': order('modules_by_set_template', ['set_template_id'], 'bk_biz_id', 'bk_module_id'),
  'modules service_template': order('modules_by_service_template', ['service_template_id'], 'bk_module_id'),
  'service_instances business': order('service_instances_by_business', ['bk_biz_id'], 'id'),
  // The set template in one business after the other: an index for the set template alone would make loads slower.
  'service_instances set_template': order(
    'service_instances_by_position',
    ['set_template_id', 'bk_biz_id'],
    'bk_biz_id',
    'position',
  ),
  'service_instances module': order('service_instances_by_module', ['bk_module_id'], 'bk_biz_id', 'id'),
  'service_instances host': order('service_instances_by_host', ['bk_host_id'], 'bk_biz_id', 'id'),
  'processes business': order('processes_by_id', ['bk_biz_id'], 'bk_process_id', 'rowid'),
  'processes service_instance': order(
    'processes_by_service_instance',
    ['service_instance_id'],
    'bk_process_id',
    'rowid',
  ),
};

const prepareList = (db: Connection, kind: RowKind, { index, where, keys }: Order): ListStatements => {
  const { id, text, name, json } = SOURCES[kind];
  const from = `FROM ${kind} INDEXED BY ${index} WHERE ${['dataset', ...where].map((column) => `${column} = ?`).join(' AND ')}`;
  const place = keys.join(', ');
  const values = keys.map(() => '?').join(', ');
  const named = keys.map((key, at) => `${key} AS key${at}`).join(', ');
  const after = `(${place}) > (${values})`;
  const within = `${after} AND (${place}) <= (${values})`;
  const found = `(${id} = ? OR ${text} LIKE ? ESCAPE '!' AND ${name} LIKE ? ESCAPE '!')`;
  const more = kind === 'service_instances' ? ', set_template_id, position' : '';
  return {
    keys: keys.length,
    isById: keys[0] === id,
    page: db.rows(
      `SELECT ${id} AS id, coalesce(${name}, '') AS name, ${json} AS json, ${named}${more} ${from} AND ${within}
       AND (? IS NULL OR ${found}) ORDER BY ${place} LIMIT ?`,
    ),
    count: db.values(`SELECT count(*) ${from}`),
    countFound: db.values(`SELECT count(*) ${from} AND ${within} AND ${found}`),
    placeAfter: db.rows(`SELECT ${named} ${from} AND ${after} ORDER BY ${place} LIMIT 1 OFFSET ?`),
  };
};

/** The statements of the list of a kind, and of those that belong to a parent: `sets`, `sets business`. */
export type RowStatements = ReadonlyMap<string, ListStatements>;

/** The key of a list among the statements. */
export const listKey = (kind: RowKind, parent?: ParentName): string =>
  parent === undefined ? kind : `${kind} ${parent}`;

export const prepareRowStatements = (db: Connection): RowStatements => {
  const lists = new Map<string, ListStatements>();
  for (const kind of ROW_KINDS) {
    lists.set(kind, prepareList(db, kind, ALL[kind]));
    for (const parent of PARENTS_OF[kind]) {
      const key = listKey(kind, parent);
      lists.set(key, prepareList(db, kind, OF_PARENT[key] as Order));
    }
  }
  return lists;
};
