/**
 * The tables of a database: one for each CMDB entity. A row has the columns it is found by and its JSON document, ready to
 * serve. See decisions/0012-entities.md.
 *
 * The first column of each table is `dataset`: several data sets lie side by side. Nobody reads a data set until its entry
 * in `datasets` has a summary.
 */

const ID = 'INTEGER NOT NULL';
const TEXT = 'TEXT NOT NULL';

/** The columns after `dataset`, in the order in which rows are inserted. */
export const ENTITY_TABLES = {
  businesses: { bk_biz_id: ID, document: TEXT },
  /** `bk_biz_id` is 0 for a template whose business is not known. */
  set_templates: { id: ID, bk_biz_id: ID, document: TEXT },
  service_templates: { id: ID, bk_biz_id: ID, document: TEXT },
  process_templates: { id: ID, bk_biz_id: ID, service_template_id: ID, document: TEXT },
  sets: { bk_set_id: ID, bk_biz_id: ID, set_template_id: ID, document: TEXT },
  modules: {
    bk_module_id: ID,
    bk_biz_id: ID,
    bk_set_id: ID,
    set_template_id: ID,
    service_template_id: ID,
    document: TEXT,
  },
  hosts: { bk_host_id: ID, document: TEXT },
  service_instances: {
    id: ID,
    bk_biz_id: ID,
    bk_module_id: ID,
    bk_host_id: ID,
    set_template_id: ID,
    /** Its place, from 0, among the service instances of its set template in its business, by id. */
    position: ID,
    bk_supplier_account: TEXT,
    document: TEXT,
  },
  /** Each row is a process with its relation. Several relations may name the same process, even in one service instance. */
  processes: {
    service_instance_id: ID,
    bk_process_id: ID,
    bk_biz_id: ID,
    /** The process's own account. Its relation has one, too, which hides nothing. */
    bk_supplier_account: TEXT,
    property: TEXT,
    relation: TEXT,
  },
  /** The service instances whose processes are not known. */
  uncaptured_processes: { service_instance_id: ID },
  apps: { bk_app_code: TEXT, document: TEXT },
  users: { bk_username: TEXT, document: TEXT },
  bk_tokens: { bk_token: TEXT, bk_username: TEXT },
  access_tokens: { access_token: TEXT, bk_app_code: TEXT, bk_username: TEXT },
  /** Positions count from 1. */
  stubs: { position: ID, document: TEXT },
} as const;

export type EntityTable = keyof typeof ENTITY_TABLES;

export const ENTITY_TABLE_NAMES = Object.keys(ENTITY_TABLES) as EntityTable[];

export const columnsOf = (table: EntityTable): string[] => ['dataset', ...Object.keys(ENTITY_TABLES[table])];

const createTable = (table: EntityTable): string => {
  const columns = Object.entries(ENTITY_TABLES[table]).map(([name, type]) => `${name} ${type}`);
  return `CREATE TABLE ${table} (dataset INTEGER NOT NULL, ${columns.join(', ')});`;
};

export const TABLES = `
  CREATE TABLE datasets (dataset INTEGER PRIMARY KEY, summary TEXT);
  ${ENTITY_TABLE_NAMES.map(createTable).join('\n')}`;

/** Every query finds its rows by one of these. */
export const INDEXES = `
  CREATE UNIQUE INDEX businesses_by_id ON businesses (dataset, bk_biz_id);
  CREATE UNIQUE INDEX set_templates_by_id ON set_templates (dataset, id);
  CREATE INDEX set_templates_by_business ON set_templates (dataset, bk_biz_id, id);
  CREATE UNIQUE INDEX service_templates_by_id ON service_templates (dataset, id);
  CREATE INDEX service_templates_by_business ON service_templates (dataset, bk_biz_id, id);
  CREATE UNIQUE INDEX process_templates_by_id ON process_templates (dataset, id);
  CREATE UNIQUE INDEX sets_by_id ON sets (dataset, bk_set_id);
  CREATE INDEX sets_by_business ON sets (dataset, bk_biz_id, bk_set_id);
  CREATE INDEX sets_by_set_template ON sets (dataset, set_template_id, bk_set_id);
  CREATE UNIQUE INDEX modules_by_id ON modules (dataset, bk_module_id);
  CREATE INDEX modules_by_business ON modules (dataset, bk_biz_id, bk_module_id);
  CREATE INDEX modules_by_set ON modules (dataset, bk_set_id, bk_module_id);
  CREATE INDEX modules_by_set_template ON modules (dataset, set_template_id, bk_biz_id, bk_module_id);
  CREATE INDEX modules_by_service_template ON modules (dataset, service_template_id, bk_module_id);
  CREATE UNIQUE INDEX hosts_by_id ON hosts (dataset, bk_host_id);
  CREATE UNIQUE INDEX service_instances_by_id ON service_instances (dataset, id);
  CREATE UNIQUE INDEX service_instances_by_position
    ON service_instances (dataset, bk_biz_id, set_template_id, position);
  CREATE INDEX service_instances_by_module ON service_instances (dataset, bk_module_id, bk_biz_id, id);
  CREATE INDEX service_instances_by_host ON service_instances (dataset, bk_host_id, bk_biz_id, id);
  CREATE INDEX service_instances_by_business ON service_instances (dataset, bk_biz_id, id);
  CREATE INDEX service_instances_of_other_accounts
    ON service_instances (dataset, bk_biz_id) WHERE bk_supplier_account <> '0';
  CREATE INDEX first_of_set_template ON service_instances (dataset, bk_biz_id, set_template_id) WHERE position = 0;
  CREATE INDEX processes_by_service_instance ON processes (dataset, service_instance_id, bk_process_id);
  CREATE INDEX processes_of_other_accounts ON processes (dataset) WHERE bk_supplier_account <> '0';
  CREATE INDEX processes_by_id ON processes (dataset, bk_biz_id, bk_process_id);
  CREATE UNIQUE INDEX uncaptured_by_service_instance ON uncaptured_processes (dataset, service_instance_id);
  CREATE UNIQUE INDEX apps_by_code ON apps (dataset, bk_app_code);
  CREATE UNIQUE INDEX users_by_name ON users (dataset, bk_username);
  CREATE UNIQUE INDEX stubs_by_position ON stubs (dataset, position);
  CREATE UNIQUE INDEX bk_tokens_by_token ON bk_tokens (dataset, bk_token);
  CREATE UNIQUE INDEX access_tokens_by_token ON access_tokens (dataset, access_token);`;

/** Marks a SQLite file as the emulator's own: "bkES". */
export const APPLICATION_ID = 0x626b4553;

/** Raised whenever a table or a summary changes, so that a file of another version is refused. */
export const SCHEMA_VERSION = 10;
