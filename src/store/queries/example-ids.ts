import type { ExampleIds } from '../../model/example-ids.js';
import type { Connection } from '../database/connection.js';

type Ids<Name extends string> = Record<Name, number>;

export const prepareExampleStatements = (db: Connection) => ({
  process: db.rows<[number], Ids<'bk_biz_id' | 'service_instance_id' | 'bk_process_id'>>(
    `SELECT bk_biz_id, service_instance_id, bk_process_id FROM processes
     WHERE dataset = ? AND property <> 'null' ORDER BY service_instance_id, bk_process_id LIMIT 1`,
  ),
  setTemplate: db.rows<[number], Ids<'bk_biz_id' | 'set_template_id'>>(
    `SELECT bk_biz_id, set_template_id FROM service_instances
     WHERE dataset = ? AND position = 0 AND set_template_id > 0 ORDER BY bk_biz_id, set_template_id LIMIT 1`,
  ),
  module: db.rows<[number], Ids<'bk_biz_id' | 'bk_module_id'>>(
    `SELECT bk_biz_id, bk_module_id FROM service_instances WHERE dataset = ? ORDER BY id LIMIT 1`,
  ),
});

/**
 * Ids with which requests find rows of a data set: a process and its service instance, a set template, and a module. A kind
 * that the data lacks is left out.
 */
export const exampleIdsOf = (
  statements: ReturnType<typeof prepareExampleStatements>,
  dataset: number,
): readonly ExampleIds[] => {
  const process = statements.process.get(dataset);
  const found: (ExampleIds | undefined)[] = [
    process && {
      bk_biz_id: process.bk_biz_id,
      service_instance_id: process.service_instance_id,
      bk_process_ids: [process.bk_process_id],
    },
    statements.setTemplate.get(dataset),
    statements.module.get(dataset),
  ];
  return found.filter((ids) => ids !== undefined);
};
