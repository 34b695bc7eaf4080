import { createHash } from 'node:crypto';
import type { Statement } from './connection.js';
import type { Text } from './finish.js';

export type Value = Text | number;

/** A call of the hash costs as much as some kilobytes in it. */
const BYTES_A_CALL = 32_768;

/** A text of UTF-16 has three times as many bytes at most. */
const MOST_BYTES = 3;

/** Inserts rows of one data set into a table, and takes each into the digest of the table. */
export class Table {
  count = 0;
  readonly #insert: Statement<unknown[], never>;
  readonly #dataset: number;
  readonly #hash = createHash('sha256');
  /** What the hash has yet to take, and how much that is. */
  readonly #bytes = Buffer.allocUnsafe(BYTES_A_CALL);
  #end = 0;

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
    let text = '';
    for (const value of values) {
      if (typeof value === 'object') {
        this.#take(text);
        this.#take(value);
        text = '\t';
      } else text += `${value}\t`;
    }
    this.#take(`${text}\n`);
    this.count += 1;
  }

  #take(text: Text): void {
    const most = text.length * MOST_BYTES;
    if (this.#end + most > BYTES_A_CALL) this.#pass();
    if (most > BYTES_A_CALL) this.#hash.update(text);
    else if (typeof text === 'string') this.#end += this.#bytes.write(text, this.#end);
    else {
      this.#bytes.set(text, this.#end);
      this.#end += text.length;
    }
  }

  #pass(): void {
    this.#hash.update(this.#bytes.subarray(0, this.#end));
    this.#end = 0;
  }

  /** SHA-256 over its rows, in hex, once all are there. */
  digest(): string {
    this.#pass();
    return this.#hash.digest('hex');
  }
}
