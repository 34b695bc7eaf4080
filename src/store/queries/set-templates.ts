import type { Int64 } from '../../model/ids.js';
import type { SetTemplate } from '../../model/rows.js';
import type { Connection } from '../database/connection.js';

export const prepareSetTemplateStatements = (db: Connection) => ({
  one: db.values<[number, Int64], string>('SELECT document FROM set_templates WHERE dataset = ? AND id = ?'),
  some: db.values<[number], number>('SELECT id FROM set_templates WHERE dataset = ? LIMIT 1'),
});

/** The set templates that one data set declares. */
export class SetTemplates {
  readonly #statements: ReturnType<typeof prepareSetTemplateStatements>;
  readonly #dataset: number;

  constructor(statements: ReturnType<typeof prepareSetTemplateStatements>, dataset: number) {
    this.#statements = statements;
    this.#dataset = dataset;
  }

  get(id: Int64): SetTemplate | undefined {
    const document = this.#statements.one.get(this.#dataset, id);
    return document === undefined ? undefined : (JSON.parse(document) as SetTemplate);
  }

  get areDeclared(): boolean {
    return this.#statements.some.get(this.#dataset) !== undefined;
  }
}
