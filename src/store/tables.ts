import { PLACE } from './places.js';

/**
 * Rows are stored as they are served: each has the columns it is found by, and its JSON text. `position` and the counts
 * are worked out when data is loaded, so that every page costs the same. What only tells why an answer is empty is found by
 * an index.
 *
 * Lists of processes are some kilobytes each, and nearly all are of a service instance whose processes are in one business:
 * these lie at their places, with nothing but numbers on the way to them. The others are divided by business; `elsewhere`
 * is how many processes of the service instance are in other businesses than those of the list.
 *
 * Every row belongs to a data set. A load writes a new one beside the one in use, which nobody sees until its entry in
 * `datasets` has a summary.
 */
export const TABLES = `
  CREATE TABLE datasets (dataset INTEGER PRIMARY KEY, summary TEXT);
  CREATE TABLE businesses (
    dataset INTEGER, bk_biz_id INTEGER, bk_biz_name TEXT NOT NULL,
    PRIMARY KEY (dataset, bk_biz_id)
  ) WITHOUT ROWID;
  CREATE TABLE set_templates (
    dataset INTEGER, id INTEGER, document TEXT NOT NULL,
    PRIMARY KEY (dataset, id)
  ) WITHOUT ROWID;
  CREATE TABLE modules (
    dataset INTEGER, bk_module_id INTEGER, document TEXT NOT NULL,
    PRIMARY KEY (dataset, bk_module_id)
  ) WITHOUT ROWID;
  CREATE INDEX modules_by_set_template
    ON modules (dataset, document ->> 'set_template_id', document ->> 'bk_biz_id', bk_module_id);
  CREATE INDEX modules_by_service_template ON modules (dataset, document ->> 'service_template_id', bk_module_id);
  CREATE TABLE hosts (
    dataset INTEGER, bk_host_id INTEGER, document TEXT NOT NULL,
    PRIMARY KEY (dataset, bk_host_id)
  ) WITHOUT ROWID;
  CREATE TABLE service_instances (
    dataset INTEGER, bk_biz_id INTEGER, set_template_id INTEGER, position INTEGER, document TEXT NOT NULL,
    id INTEGER NOT NULL,
    PRIMARY KEY (dataset, bk_biz_id, set_template_id, position)
  ) WITHOUT ROWID;
  CREATE INDEX service_instances_by_id ON service_instances (dataset, id);
  CREATE TABLE set_template_counts (
    dataset INTEGER, bk_biz_id INTEGER, set_template_id INTEGER, count INTEGER NOT NULL,
    PRIMARY KEY (dataset, bk_biz_id, set_template_id)
  ) WITHOUT ROWID;
  CREATE TABLE process_lists (place INTEGER PRIMARY KEY, bk_biz_id INTEGER NOT NULL, data TEXT NOT NULL);
  CREATE TABLE divided_process_lists (
    dataset INTEGER, service_instance_id INTEGER, bk_biz_id INTEGER, data TEXT NOT NULL,
    elsewhere INTEGER NOT NULL,
    PRIMARY KEY (dataset, service_instance_id, bk_biz_id)
  ) WITHOUT ROWID;
  CREATE TABLE apps (
    dataset INTEGER, bk_app_code TEXT, document TEXT NOT NULL,
    PRIMARY KEY (dataset, bk_app_code)
  ) WITHOUT ROWID;
  CREATE TABLE users (
    dataset INTEGER, bk_username TEXT, document TEXT NOT NULL,
    PRIMARY KEY (dataset, bk_username)
  ) WITHOUT ROWID;
  CREATE TABLE bk_tokens (
    dataset INTEGER, bk_token TEXT, bk_username TEXT NOT NULL,
    PRIMARY KEY (dataset, bk_token)
  ) WITHOUT ROWID;
  CREATE TABLE access_tokens (
    dataset INTEGER, access_token TEXT, bk_app_code TEXT NOT NULL, bk_username TEXT NOT NULL,
    PRIMARY KEY (dataset, access_token)
  ) WITHOUT ROWID;
`;

/**
 * The tables that hold rows of data sets, and the values of a row, of which the data set is the first. Texts of which there
 * may be very many come as bytes, which SQLite would keep as they are: as no text.
 */
export const DATA_TABLES = {
  businesses: '?, ?, ?',
  set_templates: '?, ?, ?',
  modules: '?, ?, ?',
  hosts: '?, ?, ?',
  service_instances: '?, ?, ?, ?, CAST(? AS TEXT), ?',
  set_template_counts: '?, ?, ?, ?',
  process_lists: `${PLACE}, ?, CAST(? AS TEXT)`,
  divided_process_lists: '?, ?, ?, CAST(? AS TEXT), ?',
  apps: '?, ?, ?',
  users: '?, ?, ?',
  bk_tokens: '?, ?, ?',
  access_tokens: '?, ?, ?, ?',
} as const;

export type DataTable = keyof typeof DATA_TABLES;

/** Marks a SQLite file as the emulator's own: "bkES". */
export const APPLICATION_ID = 0x626b4553;

/** Raised whenever a table changes, so that a file of another version is not misread. */
export const SCHEMA_VERSION = 4;
