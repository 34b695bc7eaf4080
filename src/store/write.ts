import { createHash, type Hash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Connection, Statement } from './connection.js';
import type { DataSet, PlacedServiceInstance, Process } from './rows.js';
import { DATA_TABLES, type DataTable } from './tables.js';

/** How many rows of each kind a store holds. */
export interface Counts {
  businesses: number;
  set_templates: number;
  modules: number;
  hosts: number;
  service_instances: number;
  processes: number;
}

/** Where data comes from. */
export interface Origin {
  /** In words. */
  origin: string;
  /** Seed of the generated part; null where there is none. */
  seed: number | null;
}

/** What was loaded: kept beside the data, and shown at `/readyz`. */
export interface Summary extends Origin {
  counts: Counts;
  /** SHA-256 over all rows, in hex: equal data, equal digest. */
  digest: string;
}

/** How many rows are written, or removed, before the event loop gets a turn. */
const ROWS_A_TURN = 2000;

/** Statements that write and drop data sets, prepared once for a connection. */
export const prepareWrites = (db: Connection) => {
  const tables = Object.entries(DATA_TABLES) as [DataTable, number][];
  const insert = Object.fromEntries(
    tables.map(([name, columns]) => [
      name,
      db.prepare<unknown[], never>(`INSERT INTO ${name} VALUES (?${', ?'.repeat(columns)})`),
    ]),
  ) as Record<DataTable, Statement<unknown[], never>>;
  return {
    insert,
    begin: db.prepare<[], never>('INSERT INTO datasets VALUES (NULL, NULL)'),
    finish: db.prepare<[string | null, number], never>('UPDATE datasets SET summary = ? WHERE dataset = ?'),
    // A data set has its number for itself until its entry is gone, too, which goes last.
    drop: [...tables.map(([name]) => name), 'datasets'].map((name) =>
      db.prepare<[number, number], never>(`DELETE FROM ${name} WHERE dataset = ? LIMIT ?`),
    ),
  };
};

export type Writes = ReturnType<typeof prepareWrites>;

type Value = string | number;

/** Inserts rows of one data set, and takes each into its digest. */
class Table {
  count = 0;
  readonly #insert: Statement<unknown[], never>;
  readonly #dataset: number;
  readonly #hash: Hash;

  constructor(insert: Statement<unknown[], never>, dataset: number, hash: Hash) {
    this.#insert = insert;
    this.#dataset = dataset;
    this.#hash = hash;
  }

  add(...values: Value[]): void {
    this.addWith(values);
  }

  /** @param derived what follows from the rows, so that the digest need not tell it: the last columns */
  addWith(values: readonly Value[], ...derived: Value[]): void {
    this.#insert.run(this.#dataset, ...values, ...derived);
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
    table.addWith([row.bk_biz_id, set_template_id, place.count, JSON.stringify(row)], row.id);
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
  for (const [bizId, list] of lists) {
    table.addWith([serviceInstanceId, bizId, `[${list.join(',')}]`], all.length - list.length);
  }
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
function* write(
  writes: Writes,
  dataset: number,
  data: DataSet,
): Generator<undefined, Pick<Summary, 'counts' | 'digest'>> {
  const hash = createHash('sha256');
  const table = (name: DataTable) => new Table(writes.insert[name], dataset, hash.update(`${name}\n`));

  const businesses = table('businesses');
  yield* each(data.businesses, (row) => businesses.add(row.bk_biz_id, row.bk_biz_name));
  const setTemplates = table('set_templates');
  yield* each(data.set_templates, (row) => setTemplates.add(row.id, JSON.stringify(row)));
  const modules = table('modules');
  yield* each(data.modules, (row) => modules.add(row.bk_module_id, JSON.stringify(row)));
  const hosts = table('hosts');
  yield* each(data.hosts, (row) => hosts.add(row.bk_host_id, JSON.stringify(row)));

  const serviceInstances = table('service_instances');
  yield* writeServiceInstances(serviceInstances, table('set_template_counts'), data.service_instances);
  const processes = yield* writeProcesses(table('process_lists'), data.processes);

  const apps = table('apps');
  yield* each(data.apps, (row) => apps.add(row.bk_app_code, JSON.stringify(row)));
  const [users, bkTokens, accessTokens] = [table('users'), table('bk_tokens'), table('access_tokens')];
  yield* each(data.users, (row) => {
    users.add(row.bk_username, JSON.stringify(row));
    if (row.bk_token !== null) bkTokens.add(row.bk_token, row.bk_username);
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
  return { counts, digest: hash.digest('hex') };
}

/** Runs a piece of work as one transaction. */
const transaction = <T>(db: Connection, work: () => T): T => {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
};

/**
 * Removes rows of a data set, as many as a turn has time for. From the first turn on, it counts as unfinished.
 *
 * @returns whether nothing is left of it
 */
export const dropSome = (db: Connection, writes: Writes, dataset: number): boolean =>
  transaction(db, () => {
    writes.finish.run(null, dataset);
    let room = ROWS_A_TURN;
    for (const statement of writes.drop) {
      room -= statement.run(dataset, room).changes;
      if (room === 0) return false;
    }
    return true;
  });

/** Makes room for a data set, which counts as unfinished until it is written. */
export const beginDataSet = (writes: Writes): number => Number(writes.begin.run().lastInsertRowid);

/**
 * Writes a data set beside those that are there. Gives the event loop a turn now and then, so that a server goes on
 * answering while much is loaded; each turn is a transaction. Where it fails, what is written so far is there.
 *
 * @param dataset from `beginDataSet`
 */
export const writeDataSet = async (
  db: Connection,
  writes: Writes,
  dataset: number,
  data: DataSet,
  origin: Origin,
  signal?: AbortSignal,
): Promise<Summary> => {
  const writing = write(writes, dataset, data);
  const turn = (): Summary | undefined => {
    for (let rows = 0; rows < ROWS_A_TURN; rows += 1) {
      const step = writing.next();
      if (!step.done) continue;
      const summary: Summary = { ...step.value, ...origin };
      writes.finish.run(JSON.stringify(summary), dataset);
      return summary;
    }
    return undefined;
  };
  for (;;) {
    const summary = transaction(db, turn);
    if (summary !== undefined) return summary;
    await nextTurn();
    signal?.throwIfAborted();
  }
};
