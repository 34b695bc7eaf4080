import type { Process, ServiceInstance } from '../../model/rows.js';
import { BIND_INFO, PROCESS_ATTRIBUTES, SUPPLIER_ACCOUNT } from '../../fixtures/format/defaults.js';
import type { WrittenProcess } from '../../fixtures/format/schema.js';
import { shortenProcess } from '../../fixtures/write/shorten.js';
import { isMap } from '../../util/json/is-map.js';
import type { ProcessRow } from '../rows/processes.js';

const inOrder = (
  map: Record<string, unknown>,
  first: readonly string[],
  last: readonly string[] = [],
): Record<string, unknown> => {
  const others = Object.keys(map).filter((key) => !first.includes(key) && !last.includes(key));
  const keys = [...first, ...others, ...last].filter((key) => Object.hasOwn(map, key));
  return Object.fromEntries(keys.map((key) => [key, map[key]]));
};

/**
 * Puts the keys of a property in the order of the documentation, and unknown keys at the end. A live CMDB gives them in the
 * order of its database driver. In the documented order, more properties can be written as plain attributes.
 */
const inDocumentedOrder = (property: Record<string, unknown>): Record<string, unknown> => {
  const ordered = inOrder(property, Object.keys(PROCESS_ATTRIBUTES));
  const bindings = ordered['bind_info'];
  if (Array.isArray(bindings)) {
    ordered['bind_info'] = bindings.map((row: unknown) =>
      isMap(row) ? inOrder(row, Object.keys(BIND_INFO), ['template_row_id']) : row,
    );
  }
  return ordered;
};

const completeRelation = (relation: ProcessRow['relation'], instance: ServiceInstance): Process['relation'] => ({
  bk_biz_id: relation.bk_biz_id,
  bk_process_id: relation.bk_process_id,
  service_instance_id: relation.service_instance_id,
  process_template_id: relation.process_template_id ?? 0,
  bk_host_id: relation.bk_host_id ?? instance.bk_host_id,
  bk_supplier_account: relation.bk_supplier_account ?? SUPPLIER_ACCOUNT,
});

/** Makes a function that writes processes, each nested in its service instance, with ids that no two rows share. */
export const createWriter = () => {
  const taken = new Set<number>();
  const claim = (id: number): boolean => !taken.has(id) && taken.add(id).size > 0;
  return ({ property, relation }: ProcessRow, instance: ServiceInstance): WrittenProcess => {
    const process = {
      property: property === null ? null : inDocumentedOrder(property),
      relation: completeRelation(relation, instance),
    };
    const written = shortenProcess(process, { instance, nested: true, mayName: Boolean, claim });
    // A property that is written out stays in the order in which it was captured.
    return written.property === undefined ? written : { ...written, property };
  };
};
