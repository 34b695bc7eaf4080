import { PROCESS_ATTRIBUTES } from '../../fixtures/format/defaults.js';
import { isMap } from '../../util/json/is-map.js';
import type { RowFault } from '../../messages/capture/rows.js';
import type { Notes } from '../notes.js';
import { isId, type Captured } from '../read/captured.js';
import { NAMES_OF_PROCESSES } from '../read/components.js';
import type { Reply } from '../read/read-reply.js';
import { differing, LatestRows, type Version } from './latest-rows.js';
import type { Processes, ProcessRow } from './processes.js';
import { noteBusiness, noteUseless } from './row-fields.js';

/** The attributes of a process, captured without its relation. */
interface PropertyRow {
  property: Record<string, unknown>;
  bk_biz_id: number;
  /** CMDB 3.14 gives it beside the attributes, older versions do not. */
  service_instance_id: number | undefined;
}

const KIND = 'process';

const ATTRIBUTES = Object.keys(PROCESS_ATTRIBUTES);

/** Notes attributes that a row lacks, as all rows do that were asked for with `fields`. */
const noteMissing = (at: Captured, property: PropertyRow['property'], notes: Notes): void => {
  const missing = ATTRIBUTES.filter((name) => !Object.hasOwn(property, name));
  if (missing.length === 0) return;
  notes.tally(
    'process attributes, missing',
    at,
    (count, names) => ({ code: 'CAPTURE_ATTRIBUTES_MISSING', count, names }),
    missing,
  );
};

/** Notes attributes in which a row contradicts the process that was captured with its relation. */
const noteContradiction = (
  id: number,
  property: PropertyRow['property'],
  at: Captured,
  known: Version<ProcessRow>,
  notes: Notes,
): void => {
  const other = known.value.property ?? {};
  const fields = differing(property, other).filter(
    (name) => Object.hasOwn(property, name) && Object.hasOwn(other, name),
  );
  if (fields.length === 0) return;
  notes.each('CAPTURE_PROCESS_CONTRADICTS', at, () => ({
    code: 'CAPTURE_PROCESS_CONTRADICTS',
    kind: KIND,
    id,
    other: known.at.where(),
    fields,
  }));
};

/** @returns the row, or why it is of no use */
const readRow = (at: Captured, asked: number | undefined, notes: Notes): PropertyRow | RowFault => {
  if (!isMap(at.value) || !isId(at.value['bk_process_id'])) return 'no-id';
  const { service_instance_id: instanceId, ...property } = at.value;
  const bizId = property['bk_biz_id'] ?? asked;
  if (!isId(bizId)) return 'no-business';
  noteBusiness(at, KIND, bizId, asked, notes);
  return { property, bk_biz_id: bizId, service_instance_id: isId(instanceId) ? instanceId : undefined };
};

/** Captured processes of which there are only the attributes. */
export class ProcessProperties {
  readonly #rows = new LatestRows<PropertyRow>(KIND, (one, other) => differing(one.property, other.property));

  take({ rows, parameters }: Reply, notes: Notes): void {
    for (const at of rows.items()) {
      const row = readRow(at, parameters.bk_biz_id, notes);
      if (typeof row === 'string') noteUseless(at, KIND, row, notes);
      else this.#rows.take(row.property['bk_process_id'] as number, row, at);
    }
  }

  /**
   * Adds the processes that were captured in no other way, with relations made from what their attributes tell.
   *
   * @param notes gets the processes that are not taken, and what their relations lack
   */
  addTo(processes: Processes, notes: Notes): void {
    this.#rows.report(notes);
    for (const [id, { value, at }] of this.#rows.rows()) {
      const known = processes.rows.get(id);
      if (known !== undefined) {
        noteContradiction(id, value.property, at, known, notes);
        continue;
      }
      const { property, bk_biz_id, service_instance_id } = value;
      if (service_instance_id === undefined) {
        noteUseless(at, KIND, 'no-service-instance', notes, NAMES_OF_PROCESSES);
        continue;
      }
      noteMissing(at, property, notes);
      notes.tally('process without relation', at, (count) => ({
        code: 'CAPTURE_PROCESSES_WITHOUT_RELATION',
        count,
        components: NAMES_OF_PROCESSES,
      }));
      processes.rows.take(id, { property, relation: { bk_biz_id, bk_process_id: id, service_instance_id } }, at);
    }
  }
}
