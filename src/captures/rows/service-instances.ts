import type { ServiceInstance } from '../../model/rows.js';
import type { RowFault } from '../../messages/capture/rows.js';
import { isMap } from '../../util/json/is-map.js';
import { isId, type Captured } from '../read/captured.js';
import { differing, LatestRows } from './latest-rows.js';
import type { Notes } from '../notes.js';
import type { Reply } from '../read/read-reply.js';
import { keep, noteBusiness, noteExtra, noteMissing, noteUseless } from './row-fields.js';

/** A captured service instance. Fields that were not captured are missing. */
export type ServiceInstanceRow = Partial<ServiceInstance> & Pick<ServiceInstance, 'id' | 'bk_biz_id'>;

const FIELDS: readonly (keyof ServiceInstance)[] = [
  'bk_biz_id',
  'id',
  'name',
  'labels',
  'service_template_id',
  'bk_host_id',
  'bk_module_id',
  'creator',
  'modifier',
  'create_time',
  'last_time',
  'bk_supplier_account',
];

const KIND = 'service instance';

/** @returns the row, or why it is of no use */
const readRow = (at: Captured, asked: number | undefined, notes: Notes): ServiceInstanceRow | RowFault => {
  if (!isMap(at.value) || !isId(at.value['id'])) return 'no-id';
  const kept = keep(at.value, FIELDS, ['labels']);
  const bizId = kept['bk_biz_id'] ?? asked;
  if (bizId === undefined) return 'no-business';
  noteExtra(at, KIND, FIELDS, notes);
  noteMissing(at, KIND, FIELDS, kept, notes);
  noteBusiness(at, KIND, bizId, asked, notes);
  return { ...kept, bk_biz_id: bizId } as ServiceInstanceRow;
};

/** Captured service instances, and the set templates of their modules, which requests tell but rows do not. */
export class ServiceInstances {
  readonly rows = new LatestRows<ServiceInstanceRow>(KIND, differing);
  readonly #setTemplates = new LatestRows<{ set_template_id: number }>('module', differing);

  /**
   * Takes the rows of a page.
   *
   * @param templateId the set template whose list this is, if that is known
   * @returns the usable rows
   */
  take({ rows: captured, parameters }: Reply, templateId: number | undefined, notes: Notes): ServiceInstanceRow[] {
    const rows: ServiceInstanceRow[] = [];
    for (const at of captured.items()) {
      const row = readRow(at, parameters.bk_biz_id, notes);
      if (typeof row === 'string') {
        noteUseless(at, KIND, row, notes);
        continue;
      }
      rows.push(row);
      this.rows.take(row.id, row, at);
      const { bk_module_id: moduleId } = row;
      if (templateId !== undefined && isId(moduleId)) {
        this.#setTemplates.take(moduleId, { set_template_id: templateId }, at);
      }
    }
    return rows;
  }

  setTemplateOf(moduleId: unknown): number | undefined {
    return this.#setTemplates.get(moduleId as number)?.value.set_template_id;
  }

  report(notes: Notes): void {
    this.rows.report(notes);
    this.#setTemplates.report(notes);
  }
}
