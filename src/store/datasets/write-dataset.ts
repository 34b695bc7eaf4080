import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DataSet } from '../../model/dataset.js';
import type { PlacedServiceInstance, Process } from '../../model/rows.js';
import type { Reservation } from '../../util/memory/memory-budget.js';
import type { Connection } from '../database/connection.js';
import type { Statement } from '../database/statement.js';
import { ENTITY_TABLE_NAMES, type EntityTable } from '../database/tables.js';
import { Positions } from './positions.js';
import { COUNTED, type Counts, type SourceOrigin, type StoredSummary } from './summary.js';
import { prepareInserts, TableWriter, type InsertStatements } from './table-writer.js';

/** How many rows are written before the event loop gets a turn. */
const ROWS_A_TURN = 2000;

export interface WriteStatements {
  insert: InsertStatements;
  /** Enters a data set without a summary. */
  begin: Statement<[number], never>;
  finish: Statement<[string, number], never>;
}

export const prepareWrites = (db: Connection): WriteStatements => ({
  insert: prepareInserts(db),
  begin: db.rows('INSERT INTO datasets VALUES (?, NULL)'),
  finish: db.rows('UPDATE datasets SET summary = ? WHERE dataset = ?'),
});

type Writers = Record<EntityTable, TableWriter>;

function* each<T>(rows: Iterable<T>, add: (row: T) => void): Generator<undefined, void> {
  for (const row of rows) {
    add(row);
    yield;
  }
}

const writeProcess = ({ processes }: Writers, { property, relation }: Process): void => {
  const { service_instance_id, bk_process_id, bk_biz_id } = relation;
  const place = [service_instance_id, bk_process_id, bk_biz_id];
  const account = (property?.['bk_supplier_account'] ?? '0') as string;
  processes.add(...place, account, JSON.stringify(property), JSON.stringify(relation));
};

function* writeServiceInstances(
  writers: Writers,
  serviceInstances: Iterable<PlacedServiceInstance>,
): Generator<undefined, void> {
  const positions = new Positions();
  for (const { row, set_template_id, processes, processes_captured } of serviceInstances) {
    const { id, bk_biz_id, bk_module_id, bk_host_id, bk_supplier_account } = row;
    const position = positions.next(bk_biz_id, set_template_id);
    const place = [id, bk_biz_id, bk_module_id, bk_host_id, set_template_id, position];
    writers.service_instances.add(...place, bk_supplier_account, JSON.stringify(row));
    yield;
    if (processes_captured === false && processes.length === 0) writers.uncaptured_processes.add(id);
    yield* each(processes, (process) => writeProcess(writers, process));
  }
}

function* writeTemplates(
  { set_templates, service_templates, process_templates }: Writers,
  data: DataSet,
): Generator<undefined, void> {
  yield* each(data.set_templates, (row) => set_templates.add(row.id, row.bk_biz_id ?? 0, JSON.stringify(row)));
  yield* each(data.service_templates, (row) => service_templates.add(row.id, row.bk_biz_id, JSON.stringify(row)));
  yield* each(data.process_templates, (row) =>
    process_templates.add(row.id, row.bk_biz_id, row.service_template_id, JSON.stringify(row)),
  );
}

/** Writes all rows of a data set, and yields after each, so that the caller decides when to pause. */
function* writeRows(writers: Writers, data: DataSet): Generator<undefined, void> {
  const { businesses, hosts, apps, users, bk_tokens, access_tokens } = writers;
  yield* each(data.businesses, (row) => businesses.add(row.bk_biz_id, JSON.stringify(row)));
  yield* writeTemplates(writers, data);
  yield* each(data.sets, (row) =>
    writers.sets.add(row.bk_set_id, row.bk_biz_id, row.set_template_id, JSON.stringify(row)),
  );
  yield* each(data.modules, (row) => {
    const { bk_module_id, bk_biz_id, bk_set_id, set_template_id, service_template_id } = row;
    writers.modules.add(bk_module_id, bk_biz_id, bk_set_id, set_template_id, service_template_id, JSON.stringify(row));
  });
  yield* each(data.hosts, (row) => hosts.add(row.bk_host_id, JSON.stringify(row)));
  yield* writeServiceInstances(writers, data.service_instances);
  yield* each(data.processes, (row) => writeProcess(writers, row));
  yield* each(data.apps, (row) => apps.add(row.bk_app_code, JSON.stringify(row)));
  yield* each(data.users, (row) => {
    users.add(row.bk_username, JSON.stringify(row));
    if (row.bk_token !== null) bk_tokens.add(row.bk_token, row.bk_username);
    for (const { access_token, bk_app_code } of row.access_tokens) {
      access_tokens.add(access_token, bk_app_code, row.bk_username);
    }
  });
  let position = 0;
  yield* each(data.stubs, (row) => writers.stubs.add((position += 1), JSON.stringify(row)));
}

/** Tables that came later: data without rows there keeps the digest that it has had before. */
const LATER: readonly EntityTable[] = ['uncaptured_processes', 'stubs'];

/** Rows of several tables are written by turns, so each table has a digest, and this is the one over those. */
const digestOf = (writers: Writers): string => {
  const hash = createHash('sha256');
  for (const table of ENTITY_TABLE_NAMES) {
    const writer = writers[table];
    if (!LATER.includes(table) || writer.count > 0) hash.update(`${table}\t${writer.digest()}\n`);
  }
  return hash.digest('hex');
};

const summaryOf = (writers: Writers, origin: SourceOrigin): StoredSummary => ({
  counts: Object.fromEntries(COUNTED.map((table) => [table, writers[table].count])) as Counts,
  digest: digestOf(writers),
  ...origin,
});

/**
 * Writes a data set beside those that are there. The event loop gets a turn every few thousand rows, so that a server goes
 * on answering meanwhile; each turn is a transaction. If it fails, the rows of the turns before stay.
 *
 * @param dataset its number, entered already
 * @param memory counts the bytes of the rows
 * @param signal gives up between two turns
 */
export const writeDataset = async (
  db: Connection,
  statements: WriteStatements,
  dataset: number,
  data: DataSet,
  origin: SourceOrigin,
  memory: Reservation,
  signal?: AbortSignal,
): Promise<StoredSummary> => {
  const writers = Object.fromEntries(
    ENTITY_TABLE_NAMES.map((table) => [table, new TableWriter(statements.insert[table], dataset, memory)]),
  ) as Writers;
  const writing = writeRows(writers, data);
  const turn = (): StoredSummary | undefined => {
    for (let rows = 0; rows < ROWS_A_TURN; rows += 1) {
      if (writing.next().done !== true) continue;
      const summary = summaryOf(writers, origin);
      statements.finish.run(JSON.stringify(summary), dataset);
      return summary;
    }
    return undefined;
  };
  for (;;) {
    const summary = db.transaction(turn);
    if (summary !== undefined) return summary;
    await nextTurn();
    signal?.throwIfAborted();
  }
};
