import type { Module } from '../../model/rows.js';
import { completeModule, completeServiceInstance } from '../../fixtures/complete/complete.js';
import type { WrittenModule, WrittenProcess, WrittenServiceInstance } from '../../fixtures/format/schema.js';
import { shortenServiceInstance } from '../../fixtures/write/shorten.js';
import { isId, type Captured } from '../read/captured.js';
import { NAMES_BY_SET_TEMPLATE, NAMES_OF_PROCESSES } from '../read/components.js';
import type { Version } from '../rows/latest-rows.js';
import { groupBy, map } from '../../util/iterables.js';
import type { Notes } from '../notes.js';
import type { Processes, ProcessRow } from '../rows/processes.js';
import type { ServiceInstanceRow, ServiceInstances } from '../rows/service-instances.js';
import { createWriter } from './write-process.js';

/** A row of a fixture, and the captured row that it is made from. */
export interface DraftedRow<T> {
  written: T;
  at: Captured;
}
export type DraftedInstance = DraftedRow<WrittenServiceInstance> & { processes: DraftedRow<WrittenProcess>[] };

export interface Draft {
  modules: DraftedRow<WrittenModule>[];
  instances: DraftedInstance[];
}

/** Makes a module from the service instances in it. These do not tell its name. */
const moduleOf = (
  id: number,
  rows: readonly Version<ServiceInstanceRow>[],
  setTemplateId: number | undefined,
): DraftedRow<WrittenModule> => {
  const { value: first, at } = rows[0] as Version<ServiceInstanceRow>;
  const templates = new Set(rows.map(({ value }) => value.service_template_id).filter((known) => known !== undefined));
  const [shared = 0] = templates.size === 1 ? templates : [];
  const written = {
    bk_module_id: id,
    bk_biz_id: first.bk_biz_id,
    ...(setTemplateId === undefined ? {} : { set_template_id: setTemplateId }),
    ...(shared === 0 ? {} : { service_template_id: shared }),
  };
  return { written, at };
};

/** The modules that service instances are in, by id. */
const modulesOf = (instances: ServiceInstances): DraftedRow<WrittenModule>[] => {
  const versions = map(instances.rows.rows(), ([, version]) => version);
  return [...groupBy(versions, ({ value }) => value.bk_module_id)]
    .filter((group): group is [number, Version<ServiceInstanceRow>[]] => isId(group[0]))
    .sort(([one], [other]) => one - other)
    .map(([id, rows]) => moduleOf(id, rows, instances.setTemplateOf(id)));
};

const writeInstance = (row: ServiceInstanceRow, module: Module | undefined) => {
  const { row: complete } = completeServiceInstance(
    { bk_module_id: 0, ...row },
    { module, ip: '', firstProcess: undefined },
  );
  const written = shortenServiceInstance(complete, module);
  // A name that was not captured is left to be formed.
  if (row.name === undefined) delete written.name;
  return { complete, written };
};

/** Makes a service instance from the relations of its processes. */
const rowOfProcesses = (id: number, processes: readonly Version<ProcessRow>[]): ServiceInstanceRow => {
  const relations = processes.map(({ value }) => value.relation);
  const hostId = relations.map((relation) => relation.bk_host_id).find(isId);
  const { bk_biz_id } = relations[0] as ProcessRow['relation'];
  return { id, bk_biz_id, bk_module_id: 0, ...(hostId === undefined ? {} : { bk_host_id: hostId }) };
};

const byInstance = (processes: Processes): Map<number, Version<ProcessRow>[]> =>
  groupBy(
    map(processes.rows.rows(), ([, version]) => version),
    ({ value }) => value.relation.service_instance_id,
  );

/** Makes the service instances of which only processes were captured. */
const instancesOfProcesses = (
  instances: ServiceInstances,
  groups: ReadonlyMap<number, Version<ProcessRow>[]>,
  notes: Notes,
): [number, Version<ServiceInstanceRow>][] =>
  [...groups]
    .filter(([id]) => instances.rows.get(id) === undefined)
    .map(([id, processes]) => {
      const { at } = processes[0] as Version<ProcessRow>;
      notes.tally('service instance without row', at, (count) => ({
        code: 'CAPTURE_INSTANCES_MADE_UP',
        count,
        components: NAMES_BY_SET_TEMPLATE,
      }));
      return [id, { value: rowOfProcesses(id, processes), at }];
    });

/** @param all how many service instances there are */
const noteUncaptured = (at: Captured, all: number, notes: Notes): void =>
  notes.tally('service instance without processes', at, (count) => ({
    code: 'CAPTURE_PROCESSES_MISSING',
    count,
    all,
    components: NAMES_OF_PROCESSES,
  }));

/**
 * Writes captured rows as rows of a fixture.
 *
 * @param notes gets what had to be made up
 */
export const draftFixture = (instances: ServiceInstances, processes: Processes, notes: Notes): Draft => {
  const modules = modulesOf(instances);
  const complete = new Map(modules.map(({ written }) => [written.bk_module_id, completeModule(written)]));
  const groups = byInstance(processes);
  const rows = [...instances.rows.rows(), ...instancesOfProcesses(instances, groups, notes)].sort(
    ([one], [other]) => one - other,
  );
  const write = createWriter();
  const drafted = rows.map(([id, { value, at }]): DraftedInstance => {
    const instance = writeInstance(value, complete.get(value.bk_module_id as number));
    const own = (groups.get(id) ?? []).map((process) => ({
      written: write(process.value, instance.complete),
      at: process.at,
    }));
    if (own.length > 0 || processes.asked.has(id)) return { written: instance.written, at, processes: own };
    noteUncaptured(at, rows.length, notes);
    return { written: { ...instance.written, processes_captured: false }, at, processes: own };
  });
  return { modules, instances: drafted };
};
