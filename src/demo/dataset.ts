import type { DataSet } from '../model/dataset.js';
import type { PlacedServiceInstance } from '../model/rows.js';
import {
  completeBusiness,
  completeHost,
  completeModule,
  completeProcess,
  completeServiceInstance,
} from '../fixtures/complete/complete.js';
import {
  completeProcessTemplate,
  completeServiceTemplate,
  completeSet,
  completeSetTemplate,
} from '../fixtures/complete/complete-templates.js';
import type { Generated, GeneratedServiceInstance } from './generate.js';
import { FIRST_ID } from './ids.js';
import { map } from '../util/iterables.js';

/** Completes a service instance and its processes, from the rows that they belong to. */
const place = (
  written: GeneratedServiceInstance,
  { modules, hosts }: Pick<Generated, 'modules' | 'hosts'>,
): PlacedServiceInstance => {
  const { processes = [] } = written;
  const placed = completeServiceInstance(written, {
    module: completeModule(modules.at(written.bk_module_id - FIRST_ID.module)),
    ip: hosts.at(written.bk_host_id - FIRST_ID.host).bk_host_innerip,
    firstProcess: processes[0],
  });
  return { ...placed, processes: processes.map((process) => completeProcess(process, placed.row)) };
};

/** Generated rows as a store takes them, completed while they are read: there may be more than memory holds. */
export const toDataSet = (generated: Generated): DataSet => ({
  businesses: map(generated.businesses, completeBusiness),
  set_templates: map(generated.set_templates, completeSetTemplate),
  service_templates: map(generated.service_templates, completeServiceTemplate),
  process_templates: map(generated.process_templates, completeProcessTemplate),
  sets: map(generated.sets, completeSet),
  modules: map(generated.modules, completeModule),
  hosts: map(generated.hosts, completeHost),
  service_instances: map(generated.service_instances, (written) => place(written, generated)),
  processes: [],
  apps: [],
  users: [],
  stubs: [],
});
