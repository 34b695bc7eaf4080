import type { Int64 } from '../../model/ids.js';
import type { Connection } from '../database/connection.js';

export const prepareModuleStatements = (db: Connection) => ({
  one: db.values<[number, Int64], number>('SELECT bk_module_id FROM modules WHERE dataset = ? AND bk_module_id = ?'),
  ofSetTemplate: db.values<[number, Int64, Int64], number>(
    `SELECT bk_module_id FROM modules
     WHERE dataset = ? AND set_template_id = ? AND bk_biz_id = ? ORDER BY bk_module_id`,
  ),
  ofServiceTemplate: db.values<[number, Int64], number>(
    'SELECT bk_module_id FROM modules WHERE dataset = ? AND service_template_id = ? ORDER BY bk_module_id',
  ),
  businessesOfSetTemplate: db.values<[number, Int64], number>(
    'SELECT DISTINCT bk_biz_id FROM modules WHERE dataset = ? AND set_template_id = ? ORDER BY bk_biz_id',
  ),
  someWithSetTemplate: db.values<[number], number>(
    'SELECT bk_module_id FROM modules WHERE dataset = ? AND set_template_id > 0 LIMIT 1',
  ),
});

/** The modules of one data set. All lists are ascending. */
export class Modules {
  readonly #statements: ReturnType<typeof prepareModuleStatements>;
  readonly #dataset: number;

  constructor(statements: ReturnType<typeof prepareModuleStatements>, dataset: number) {
    this.#statements = statements;
    this.#dataset = dataset;
  }

  has(moduleId: Int64): boolean {
    return this.#statements.one.get(this.#dataset, moduleId) !== undefined;
  }

  /** The modules of a business that carry a set template. */
  ofSetTemplate(bizId: Int64, setTemplateId: Int64): number[] {
    return this.#statements.ofSetTemplate.all(this.#dataset, setTemplateId, bizId);
  }

  /** The modules made from a service template. */
  ofServiceTemplate(serviceTemplateId: Int64): number[] {
    return this.#statements.ofServiceTemplate.all(this.#dataset, serviceTemplateId);
  }

  /** The businesses with modules that carry a set template. */
  businessesOfSetTemplate(setTemplateId: Int64): number[] {
    return this.#statements.businessesOfSetTemplate.all(this.#dataset, setTemplateId);
  }

  /** True if any module has a set template. */
  get carrySetTemplates(): boolean {
    return this.#statements.someWithSetTemplate.get(this.#dataset) !== undefined;
  }
}
