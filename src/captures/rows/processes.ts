import type { Relation } from '../../model/rows.js';
import type { RowFault } from '../../messages/capture/rows.js';
import { isMap } from '../../util/json/is-map.js';
import { isId, type Captured } from '../read/captured.js';
import { differing, LatestRows } from './latest-rows.js';
import type { Notes } from '../notes.js';
import type { Reply } from '../read/read-reply.js';
import type { Parameters } from '../read/read-request.js';
import { keep, noteBusiness, noteExtra, noteMissing, noteUseless } from './row-fields.js';

/** A captured process. Fields that its relation lacked are missing. */
export interface ProcessRow {
  property: Record<string, unknown> | null;
  relation: Partial<Relation> & Pick<Relation, 'bk_biz_id' | 'bk_process_id' | 'service_instance_id'>;
}

const FIELDS = ['property', 'relation'];
const RELATION: readonly (keyof Relation)[] = [
  'bk_biz_id',
  'bk_process_id',
  'service_instance_id',
  'process_template_id',
  'bk_host_id',
  'bk_supplier_account',
];

const KIND = 'process';

/** Reads a relation. Ids that it lacks come from the request or from the property. */
const readRelation = (
  at: Captured,
  property: ProcessRow['property'],
  asked: Parameters,
): ProcessRow['relation'] | undefined => {
  const kept = keep(at.value as Record<string, unknown>, RELATION);
  const bizId = kept['bk_biz_id'] ?? asked.bk_biz_id ?? property?.['bk_biz_id'];
  const processId = kept['bk_process_id'] ?? property?.['bk_process_id'];
  const instanceId = kept['service_instance_id'] ?? asked.service_instance_id;
  if (!isId(bizId) || !isId(processId) || !isId(instanceId)) return undefined;
  return { ...kept, bk_biz_id: bizId, bk_process_id: processId, service_instance_id: instanceId };
};

/** @returns the row, or why it is of no use */
const readRow = (at: Captured, asked: Parameters, notes: Notes): ProcessRow | RowFault => {
  const [property, relation] = [at.at('property').value, at.at('relation')];
  if (!isMap(relation.value) || !(isMap(property) || property === null)) {
    return 'no-property';
  }
  const read = readRelation(relation, property, asked);
  if (read === undefined) return 'relation-without-id';
  noteExtra(at, KIND, FIELDS, notes);
  noteExtra(relation, 'relation', RELATION, notes);
  noteMissing(relation, 'relation', RELATION, keep(relation.value, RELATION), notes);
  noteBusiness(at, KIND, read.bk_biz_id, asked.bk_biz_id, notes);
  return { property, relation: read };
};

const prefixed = (prefix: string, names: readonly string[]): string[] => names.map((name) => `${prefix}.${name}`);

const differingParts = (one: ProcessRow, other: ProcessRow): string[] => {
  const relation = prefixed('relation', differing(one.relation, other.relation));
  if (one.property === null || other.property === null) {
    return one.property === other.property ? relation : ['property', ...relation];
  }
  return [...prefixed('property', differing(one.property, other.property)), ...relation];
};

/** Captured processes, by the ids in their relations. A process that is gone has no property, and so no other id. */
export class Processes {
  readonly rows = new LatestRows<ProcessRow>(KIND, differingParts);
  /** The service instances whose processes were asked for. They may have none. */
  readonly asked = new Set<number>();

  take({ rows, parameters }: Reply, notes: Notes): void {
    if (parameters.service_instance_id !== undefined) this.asked.add(parameters.service_instance_id);
    for (const at of rows.items()) {
      const row = readRow(at, parameters, notes);
      if (typeof row === 'string') noteUseless(at, KIND, row, notes);
      else this.rows.take(row.relation.bk_process_id, row, at);
    }
  }
}
