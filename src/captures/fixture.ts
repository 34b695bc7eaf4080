import type { Module } from '../model/rows.js';
import { completeModule, completeServiceInstance } from '../fixtures/complete/complete.js';
import type { WrittenModule, WrittenProcess, WrittenServiceInstance } from '../fixtures/format/schema.js';
import { shortenServiceInstance } from '../fixtures/write/shorten.js';
import { isId, type Captured } from './captured.js';
import type { Version } from './latest.js';
import { groupBy, map } from '../util/iterables.js';
import { plural } from '../util/words.js';
import type { Notes } from './notes.js';
import type { Processes, ProcessRow } from './processes.js';
import type { ServiceInstanceRow, ServiceInstances } from './service-instances.js';
import { createWriter } from './write-process.js';

/** A row of a fixture, and the captured one that it is made from. */
export interface From<T> {
  written: T;
  at: Captured;
}
export type FromInstance = From<WrittenServiceInstance> & { processes: From<WrittenProcess>[] };

export interface Draft {
  modules: From<WrittenModule>[];
  instances: FromInstance[];
}

/** A module as the rows in it tell of it. Its name, for one, is in none of them. */
const moduleOf = (
  id: number,
  rows: readonly Version<ServiceInstanceRow>[],
  setTemplateId: number | undefined,
): From<WrittenModule> => {
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
const modulesOf = (instances: ServiceInstances): From<WrittenModule>[] => {
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

/** What the relations of its processes tell of a service instance. */
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

/** Service instances of which there are processes, but no rows. */
const lonely = (
  instances: ServiceInstances,
  groups: ReadonlyMap<number, Version<ProcessRow>[]>,
  notes: Notes,
): [number, Version<ServiceInstanceRow>][] =>
  [...groups]
    .filter(([id]) => instances.rows.get(id) === undefined)
    .map(([id, processes]) => {
      const { at } = processes[0] as Version<ProcessRow>;
      notes.tally('lonely', at, (count) => {
        const found = `${plural(count, 'service instance')} known by ${count === 1 ? 'its' : 'their'} processes alone`;
        return `${found}: in the list of no set template, and with a name that is made up; capture list_service_instance_by_set_template too`;
      });
      return [id, { value: rowOfProcesses(id, processes), at }];
    });

/**
 * Writes what was captured as rows of a fixture.
 *
 * @param notes where it is entered what had to be made up
 */
export const draftFixture = (instances: ServiceInstances, processes: Processes, notes: Notes): Draft => {
  const modules = modulesOf(instances);
  const complete = new Map(modules.map(({ written }) => [written.bk_module_id, completeModule(written)]));
  const groups = byInstance(processes);
  const rows = [...instances.rows.rows(), ...lonely(instances, groups, notes)].sort(([one], [other]) => one - other);
  const write = createWriter();
  const drafted = rows.map(([id, { value, at }]): FromInstance => {
    const instance = writeInstance(value, complete.get(value.bk_module_id as number));
    const own = (groups.get(id) ?? []).map((process) => ({
      written: write(process.value, instance.complete),
      at: process.at,
    }));
    return { written: instance.written, at, processes: own };
  });
  return { modules, instances: drafted };
};
