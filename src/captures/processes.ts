import type { Relation } from '../model/rows.js';
import { isMap } from '../util/is-map.js';
import { isId, type Captured } from './captured.js';
import { differing, Latest } from './latest.js';
import type { Notes } from './notes.js';
import type { Reply } from './reply.js';
import type { Parameters } from './request.js';
import { keep, noteBusiness, noteExtra, noteMissing, noteUseless } from './row.js';

/** A row of `list_process_instance`; what its relation lacked is not there. */
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

/** The relation, with the ids that it lacks from where else they are. */
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
const readRow = (at: Captured, asked: Parameters, notes: Notes): ProcessRow | string => {
  const [property, relation] = [at.at('property').value, at.at('relation')];
  if (!isMap(relation.value) || !(isMap(property) || property === null)) {
    return 'without property and relation';
  }
  const read = readRelation(relation, property, asked);
  if (read === undefined) return 'whose relation lacks an id';
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

/** Processes, by the ids that their relations give them: of one that is gone there is nothing else. */
export class Processes {
  readonly rows = new Latest<ProcessRow>(KIND, differingParts);

  take({ data, parameters }: Reply, notes: Notes): void {
    for (const at of data.items()) {
      const row = readRow(at, parameters, notes);
      if (typeof row === 'string') noteUseless(at, KIND, row, notes);
      else this.rows.take(row.relation.bk_process_id, row, at);
    }
  }
}
