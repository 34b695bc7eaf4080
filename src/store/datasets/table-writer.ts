import { createHash } from 'node:crypto';
import type { Reservation } from '../../util/memory/memory-budget.js';
import type { Connection } from '../database/connection.js';
import type { Statement } from '../database/statement.js';
import { columnsOf, ENTITY_TABLE_NAMES, type EntityTable } from '../database/tables.js';

type Value = string | number;

export type InsertStatements = Record<EntityTable, Statement<Value[], never>>;

export const prepareInserts = (db: Connection): InsertStatements => {
  const insert = (table: EntityTable): Statement<Value[], never> => {
    const places = columnsOf(table).map(() => '?');
    return db.rows(`INSERT INTO ${table} VALUES (${places.join(', ')})`);
  };
  return Object.fromEntries(ENTITY_TABLE_NAMES.map((table) => [table, insert(table)])) as InsertStatements;
};

/** Bytes that a row takes in memory for each byte of its values: no page is full. */
const BYTES_A_BYTE = 1.5;
/** Bytes that a row takes besides, most of them in indexes. */
const BYTES_A_ROW = 100;

/** Inserts rows of one data set into a table, takes each of them into a digest, and counts its bytes. */
export class TableWriter {
  count = 0;
  readonly #insert: Statement<Value[], never>;
  readonly #dataset: number;
  readonly #memory: Reservation;
  readonly #hash = createHash('sha256');

  constructor(insert: Statement<Value[], never>, dataset: number, memory: Reservation) {
    this.#insert = insert;
    this.#dataset = dataset;
    this.#memory = memory;
  }

  /**
   * @param values of all columns after the data set
   * @throws ControlError 507 if there is no room for the row
   */
  add(...values: Value[]): void {
    const line = `${values.join('\t')}\n`;
    this.#memory.add(Math.ceil(Buffer.byteLength(line) * BYTES_A_BYTE) + BYTES_A_ROW);
    this.#insert.run(this.#dataset, ...values);
    this.#hash.update(line);
    this.count += 1;
  }

  /** SHA-256 over its rows, in hex. Called once, after the last row. */
  digest(): string {
    return this.#hash.digest('hex');
  }
}
