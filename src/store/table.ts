import { createHash } from 'node:crypto';
import type { Statement } from './connection.js';

export type Value = string | number;

/** A call of the hash costs as much as some kilobytes in it. */
const TEXT_A_CALL = 32_768;

/** Inserts rows of one data set into a table, and takes each into the digest of the table. */
export class Table {
  count = 0;
  readonly #insert: Statement<unknown[], never>;
  readonly #dataset: number;
  readonly #hash = createHash('sha256');
  /** What the hash has yet to take. */
  #text = '';

  constructor(insert: Statement<unknown[], never>, dataset: number) {
    this.#insert = insert;
    this.#dataset = dataset;
  }

  add(...values: Value[]): void {
    this.addWith(values);
  }

  /** @param derived what follows from the rows, so that the digest need not tell it: the last columns */
  addWith(values: readonly Value[], ...derived: Value[]): void {
    this.#insert.run(this.#dataset, ...values, ...derived);
    this.#text += `${values.join('\t')}\n`;
    if (this.#text.length > TEXT_A_CALL) this.#take();
    this.count += 1;
  }

  #take(): void {
    this.#hash.update(this.#text);
    this.#text = '';
  }

  /** SHA-256 over its rows, in hex, once all are there. */
  digest(): string {
    this.#take();
    return this.#hash.digest('hex');
  }
}
