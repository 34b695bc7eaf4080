import { createHash } from 'node:crypto';
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

/** Inserts rows of one data set into a table, and takes each of them into a digest. */
export class TableWriter {
  count = 0;
  readonly #insert: Statement<Value[], never>;
  readonly #dataset: number;
  readonly #hash = createHash('sha256');

  constructor(insert: Statement<Value[], never>, dataset: number) {
    this.#insert = insert;
    this.#dataset = dataset;
  }

  /** @param values of all columns after the data set */
  add(...values: Value[]): void {
    this.#insert.run(this.#dataset, ...values);
    this.#hash.update(`${values.join('\t')}\n`);
    this.count += 1;
  }

  /** SHA-256 over its rows, in hex. Called once, after the last row. */
  digest(): string {
    return this.#hash.digest('hex');
  }
}
