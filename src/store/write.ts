import { createHash, type Hash } from 'node:crypto';
import type Sqlite from 'better-sqlite3';
import { DATA_TABLES } from './database.js';
import type { DataSet, PlacedServiceInstance, Process } from './rows.js';

/** How many rows of each kind a store holds. */
export interface Counts {
  businesses: number;
  set_templates: number;
  modules: number;
  hosts: number;
  service_instances: number;
  processes: number;
}

/** What was loaded: kept beside the data, and shown at `/readyz`. */
export interface Summary {
  counts: Counts;
  /** SHA-256 over all rows, in hex: equal data, equal digest. */
  digest: string;
  /** Where the data came from, for people. */
  origin: string;
}

/** How many rows are written before the event loop gets a turn. */
const ROWS_A_TURN = 2000;

/** Inserts rows, and takes each into the digest. */
class Table {
  count = 0;
  readonly #insert: Sqlite.Statement;
  readonly #hash: Hash;

  constructor(db: Sqlite.Database, hash: Hash, name: (typeof DATA_TABLES)[number], columns: number) {
    this.#insert = db.prepare(`INSERT INTO ${name} VALUES (${Array(columns).fill('?').join(', ')})`);
    this.#hash = hash.update(`${name}\n`);
  }

  add(...values: (string | number | null)[]): void {
    this.#insert.run(values);
    this.#hash.update(`${values.join('\t')}\n`);
    this.count += 1;
  }
}

function* writeServiceInstances(table: Table, counts: Table, rows: Iterable<PlacedServiceInstance>) {
  const byTemplate = new Map<string, { bizId: number; templateId: number; count: number }>();
  for (const { row, set_template_id } of rows) {
    const key = `${row.bk_biz_id}/${set_template_id}`;
    let place = byTemplate.get(key);
    if (place === undefined) {
      byTemplate.set(key, (place = { bizId: row.bk_biz_id, templateId: set_template_id, count: 0 }));
    }
    table.add(row.bk_biz_id, set_template_id, place.count, JSON.stringify(row));
    place.count += 1;
    yield;
  }
  for (const { bizId, templateId, count } of byTemplate.values()) counts.add(bizId, templateId, count);
}

/**
 * The processes of one service instance: a row for each business among them, and, where there are several businesses,
 * one more under business 0 with all of them, for requests that name no business.
 */
const writeProcessList = (table: Table, serviceInstanceId: number, processes: readonly Process[]): void => {
  const lists = new Map<number, string[]>();
  const all: string[] = [];
  for (const process of processes) {
    const text = JSON.stringify({ property: process.property, relation: process.relation });
    const bizId = process.relation.bk_biz_id;
    const list = lists.get(bizId);
    if (list === undefined) lists.set(bizId, [text]);
    else list.push(text);
    all.push(text);
  }
  if (lists.size > 1) lists.set(0, all);
  for (const [bizId, list] of lists) table.add(serviceInstanceId, bizId, `[${list.join(',')}]`);
};

function* writeProcesses(table: Table, rows: Iterable<Process>): Generator<undefined, number> {
  let total = 0;
  let group: Process[] = [];
  for (const row of rows) {
    const current = group[0]?.relation.service_instance_id;
    if (current !== undefined && current !== row.relation.service_instance_id) {
      writeProcessList(table, current, group);
      group = [];
      yield;
    }
    group.push(row);
    total += 1;
  }
  const last = group[0];
  if (last !== undefined) writeProcessList(table, last.relation.service_instance_id, group);
  return total;
}

function* each<T>(rows: Iterable<T>, add: (row: T) => void): Generator<undefined> {
  for (const row of rows) {
    add(row);
    yield;
  }
}

/** Writes everything, and yields after each row, so that the caller decides when to pause. */
function* write(db: Sqlite.Database, data: DataSet, origin: string): Generator<undefined, Summary> {
  for (const name of DATA_TABLES) db.exec(`DELETE FROM ${name}`);
  const hash = createHash('sha256');
  const table = (name: (typeof DATA_TABLES)[number], columns: number) => new Table(db, hash, name, columns);

  const businesses = table('businesses', 2);
  yield* each(data.businesses, (row) => businesses.add(row.bk_biz_id, row.bk_biz_name));
  const setTemplates = table('set_templates', 2);
  yield* each(data.set_templates, (row) => setTemplates.add(row.id, JSON.stringify(row)));
  const modules = table('modules', 2);
  yield* each(data.modules, (row) => modules.add(row.bk_module_id, JSON.stringify(row)));
  const hosts = table('hosts', 2);
  yield* each(data.hosts, (row) => hosts.add(row.bk_host_id, JSON.stringify(row)));

  const serviceInstances = table('service_instances', 4);
  yield* writeServiceInstances(serviceInstances, table('set_template_counts', 3), data.service_instances);
  const processes = yield* writeProcesses(table('process_lists', 3), data.processes);

  const apps = table('apps', 2);
  yield* each(data.apps, (row) => apps.add(row.bk_app_code, JSON.stringify(row)));
  const users = table('users', 3);
  const accessTokens = table('access_tokens', 3);
  yield* each(data.users, (row) => {
    users.add(row.bk_username, row.bk_token, JSON.stringify(row));
    for (const token of row.access_tokens) {
      accessTokens.add(token.access_token, token.bk_app_code, row.bk_username);
    }
  });

  const counts: Counts = {
    businesses: businesses.count,
    set_templates: setTemplates.count,
    modules: modules.count,
    hosts: hosts.count,
    service_instances: serviceInstances.count,
    processes,
  };
  const summary: Summary = { counts, digest: hash.digest('hex'), origin };
  db.prepare('INSERT INTO meta VALUES (?, ?)').run('summary', JSON.stringify(summary));
  return summary;
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Replaces what a database holds: completely, or not at all. Gives the event loop a turn now and then, so that a server
 * goes on answering while much is loaded.
 *
 * @param db a connection that nothing else uses meanwhile
 */
export const replaceData = async (db: Sqlite.Database, data: DataSet, origin: string): Promise<Summary> => {
  db.exec('BEGIN IMMEDIATE');
  try {
    const writing = write(db, data, origin);
    for (let rows = 1; ; rows += 1) {
      const step = writing.next();
      if (step.done) {
        db.exec('COMMIT');
        return step.value;
      }
      if (rows % ROWS_A_TURN === 0) await nextTurn();
    }
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
};
