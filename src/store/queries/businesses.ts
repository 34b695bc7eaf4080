import type { Int64 } from '../../model/ids.js';
import type { Connection } from '../database/connection.js';

export const prepareBusinessStatements = (db: Connection) => ({
  name: db.values<[number, Int64], string>(
    "SELECT document ->> 'bk_biz_name' FROM businesses WHERE dataset = ? AND bk_biz_id = ?",
  ),
  some: db.values<[number], number>('SELECT bk_biz_id FROM businesses WHERE dataset = ? LIMIT 1'),
});

/** The businesses of one data set. */
export class Businesses {
  readonly #statements: ReturnType<typeof prepareBusinessStatements>;
  readonly #dataset: number;

  constructor(statements: ReturnType<typeof prepareBusinessStatements>, dataset: number) {
    this.#statements = statements;
    this.#dataset = dataset;
  }

  has(bizId: Int64): boolean {
    return this.#statements.name.get(this.#dataset, bizId) !== undefined;
  }

  /** True if businesses are declared and this one is not among them. */
  lacks(bizId: Int64): boolean {
    return !this.has(bizId) && this.#statements.some.get(this.#dataset) !== undefined;
  }

  /** The name of a business. If no fixture declares the business, the name is made from the id. */
  nameOf(bizId: Int64): string {
    return this.#statements.name.get(this.#dataset, bizId) ?? `biz-${bizId}`;
  }
}
