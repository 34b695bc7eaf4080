import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Connection, Statement } from './connection.js';
import { PLACES_AFTER } from './places.js';
import type { Filling } from './filling.js';
import { Table } from './table.js';
import { DATA_TABLES, type DataTable } from './tables.js';
import { writeInstances, type Arrival, type Writing } from './write-instances.js';

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

const TABLE_NAMES = Object.keys(DATA_TABLES) as DataTable[];

/** Removes rows of a data set: the first value. The second is how many at most. */
const removal = (table: string): string =>
  `WITH asked (dataset, after) AS (SELECT ?, 0)
   DELETE FROM ${table} WHERE ${table === 'process_lists' ? PLACES_AFTER : 'dataset = (SELECT dataset FROM asked)'} LIMIT ?`;

/** Statements that write and drop data sets, prepared once for a connection. */
export const prepareWrites = (db: Connection) => {
  const insert = Object.fromEntries(
    TABLE_NAMES.map((name) => [
      name,
      db.prepare<unknown[], never>(`INSERT INTO ${name} VALUES (${DATA_TABLES[name]})`),
    ]),
  ) as Record<DataTable, Statement<unknown[], never>>;
  return {
    insert,
    begin: db.prepare<[number], never>('INSERT OR IGNORE INTO datasets VALUES (?, NULL)'),
    finish: db.prepare<[string | null, number], never>('UPDATE datasets SET summary = ? WHERE dataset = ?'),
    // A data set has its number for itself until its entry is gone, too, which goes last.
    drop: [...TABLE_NAMES, 'datasets'].map((name) => db.prepare<[number, number], never>(removal(name))),
  };
};

export type Writes = ReturnType<typeof prepareWrites>;

function* each<T>(rows: Iterable<T>, add: (row: T) => void): Generator<undefined> {
  for (const row of rows) {
    add(row);
    yield;
  }
}

type Tables = Record<DataTable, Table>;

/** Rows of several tables are written by turns: hence a digest of each, and one over these. */
const digestOf = (tables: Tables): string => {
  const hash = createHash('sha256');
  for (const name of TABLE_NAMES) hash.update(`${name}\t${tables[name].digest()}\n`);
  return hash.digest('hex');
};

/**
 * Writes everything, and yields after each row, so that the caller decides when to pause; or a promise, where it can only
 * go on with what that brings.
 */
function* write(writes: Writes, dataset: number, data: Filling): Writing<Pick<Summary, 'counts' | 'digest'>> {
  const tables = Object.fromEntries(
    TABLE_NAMES.map((name) => [name, new Table(writes.insert[name], dataset)]),
  ) as Tables;
  const { businesses, set_templates, modules, hosts, apps, users, bk_tokens, access_tokens } = tables;

  yield* each(data.businesses, (row) => businesses.add(row.bk_biz_id, row.bk_biz_name));
  yield* each(data.set_templates, (row) => set_templates.add(row.id, JSON.stringify(row)));
  yield* each(data.modules, (row) => modules.add(row.bk_module_id, JSON.stringify(row)));
  yield* each(data.hosts, (row) => hosts.add(row.bk_host_id, JSON.stringify(row)));
  const processes = yield* writeInstances(tables, data);
  yield* each(data.apps, (row) => apps.add(row.bk_app_code, JSON.stringify(row)));
  yield* each(data.users, (row) => {
    users.add(row.bk_username, JSON.stringify(row));
    if (row.bk_token !== null) bk_tokens.add(row.bk_token, row.bk_username);
    for (const token of row.access_tokens) {
      access_tokens.add(token.access_token, token.bk_app_code, row.bk_username);
    }
  });

  const counts: Counts = {
    businesses: businesses.count,
    set_templates: set_templates.count,
    modules: modules.count,
    hosts: hosts.count,
    service_instances: tables.service_instances.count,
    processes,
  };
  return { counts, digest: digestOf(tables) };
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

/**
 * Enters a data set, without a summary as yet.
 *
 * @returns false where there is one of that number
 */
export const beginDataSet = (writes: Writes, dataset: number): boolean => writes.begin.run(dataset).changes > 0;

/**
 * Writes a data set beside those that are there. Gives the event loop a turn now and then, so that a server goes on
 * answering while much is loaded; each turn is a transaction. Where it fails, what is written so far is there.
 *
 * @param dataset that is entered
 */
export const writeDataSet = async (
  db: Connection,
  writes: Writes,
  dataset: number,
  data: Filling,
  origin: Origin,
  signal?: AbortSignal,
): Promise<Summary> => {
  const writing = write(writes, dataset, data);
  let arrived: Arrival | undefined;
  const turn = (): Summary | Promise<Arrival> | undefined => {
    for (let rows = 0; rows < ROWS_A_TURN; rows += 1) {
      const step = writing.next(arrived);
      arrived = undefined;
      if (step.done === true) {
        const summary: Summary = { ...step.value, ...origin };
        writes.finish.run(JSON.stringify(summary), dataset);
        return summary;
      }
      if (step.value !== undefined) {
        // Nobody waits for it where what came before cannot be committed.
        step.value.catch(() => undefined);
        return step.value;
      }
    }
    return undefined;
  };
  for (;;) {
    const end = transaction(db, turn);
    if (end instanceof Promise) arrived = await end;
    else if (end !== undefined) return end;
    await nextTurn();
    signal?.throwIfAborted();
  }
};
