import type { Int64 } from '../../model/ids.js';
import type { Connection } from '../database/connection.js';

export const prepareHostStatements = (db: Connection) => ({
  one: db.values<[number, Int64], number>('SELECT bk_host_id FROM hosts WHERE dataset = ? AND bk_host_id = ?'),
});

/** The hosts of one data set. */
export class Hosts {
  readonly #statements: ReturnType<typeof prepareHostStatements>;
  readonly #dataset: number;

  constructor(statements: ReturnType<typeof prepareHostStatements>, dataset: number) {
    this.#statements = statements;
    this.#dataset = dataset;
  }

  has(hostId: Int64): boolean {
    return this.#statements.one.get(this.#dataset, hostId) !== undefined;
  }
}
