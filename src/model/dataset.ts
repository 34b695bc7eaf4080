import type { App, User } from './accounts.js';
import type {
  Business,
  CmdbSet,
  Host,
  ListedServiceInstance,
  Module,
  PlacedServiceInstance,
  Process,
  ProcessTemplate,
  ServiceTemplate,
  SetTemplate,
} from './rows.js';
import type { Stub } from './stub.js';

/** The row of each collection, as the store serves it. */
export interface Rows {
  businesses: Business;
  set_templates: SetTemplate;
  service_templates: ServiceTemplate;
  process_templates: ProcessTemplate;
  sets: CmdbSet;
  modules: Module;
  hosts: Host;
  service_instances: ListedServiceInstance;
  processes: Process;
  apps: App;
  users: User;
  stubs: Stub;
}

/** The name of a collection. */
export type Collection = keyof Rows;

/**
 * The data that a store is filled with. The store reads each collection once, from first to last.
 *
 * - Service instances come by id, ascending, each with its own processes.
 * - `processes` are the others: their relations name service instances that are not in the data. They come by service
 *   instance and process id, ascending.
 * - Stubs come in the order in which they are tried.
 * - The rows of all other collections come by their key, ascending.
 */
export type DataSet = {
  [Name in Collection]: Iterable<Name extends 'service_instances' ? PlacedServiceInstance : Rows[Name]>;
};
