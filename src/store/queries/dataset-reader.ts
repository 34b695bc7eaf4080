import type { ExampleIds } from '../../model/example-ids.js';
import type { Int64 } from '../../model/ids.js';
import type { Connection } from '../database/connection.js';
import { Accounts, prepareAccountStatements } from './accounts.js';
import { Businesses, prepareBusinessStatements } from './businesses.js';
import { exampleIdsOf, prepareExampleStatements } from './example-ids.js';
import { Hosts, prepareHostStatements } from './hosts.js';
import { Modules, prepareModuleStatements } from './modules.js';
import { prepareProcessStatements, Processes } from './processes.js';
import { RowLists } from './row-lists.js';
import { prepareRowStatements } from './row-statements.js';
import { prepareServiceInstanceStatements, ServiceInstances } from './service-instances.js';
import { prepareSetTemplateStatements, SetTemplates } from './set-templates.js';

/** The statements of a connection. The readers of all its data sets share them; their first parameter is the data set. */
export const prepareReadStatements = (db: Connection) => ({
  businesses: prepareBusinessStatements(db),
  setTemplates: prepareSetTemplateStatements(db),
  modules: prepareModuleStatements(db),
  hosts: prepareHostStatements(db),
  serviceInstances: prepareServiceInstanceStatements(db),
  processes: prepareProcessStatements(db),
  accounts: prepareAccountStatements(db),
  examples: prepareExampleStatements(db),
  rows: prepareRowStatements(db),
});

export type ReadStatements = ReturnType<typeof prepareReadStatements>;

/** A kind of entity that an id may belong to. */
export type EntityKind = 'host' | 'module' | 'set template' | 'business';

/** The queries that components and the gateway ask of one data set. */
export class DatasetReader {
  readonly businesses: Businesses;
  readonly setTemplates: SetTemplates;
  readonly modules: Modules;
  readonly hosts: Hosts;
  readonly serviceInstances: ServiceInstances;
  readonly processes: Processes;
  readonly accounts: Accounts;
  readonly rows: RowLists;
  readonly #examples: () => readonly ExampleIds[];

  constructor(statements: ReadStatements, dataset: number) {
    this.businesses = new Businesses(statements.businesses, dataset);
    this.setTemplates = new SetTemplates(statements.setTemplates, dataset);
    this.modules = new Modules(statements.modules, dataset);
    this.hosts = new Hosts(statements.hosts, dataset);
    this.serviceInstances = new ServiceInstances(statements.serviceInstances, dataset);
    this.processes = new Processes(statements.processes, dataset);
    this.accounts = new Accounts(statements.accounts, dataset);
    this.rows = new RowLists(statements.rows, dataset, this.modules);
    this.#examples = () => exampleIdsOf(statements.examples, dataset);
  }

  /** Ids with which requests find rows. */
  exampleIds(): readonly ExampleIds[] {
    return this.#examples();
  }

  /** The kinds of entities that have an id: a caller may have mistaken one for another. */
  kindsOf(id: Int64): EntityKind[] {
    const found: [EntityKind, boolean][] = [
      ['host', this.hosts.has(id)],
      ['module', this.modules.has(id)],
      ['set template', this.setTemplates.get(id) !== undefined],
      ['business', this.businesses.has(id)],
    ];
    return found.filter(([, exists]) => exists).map(([kind]) => kind);
  }
}
