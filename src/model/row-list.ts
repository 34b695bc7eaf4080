/** The kinds of rows that can be listed. */
export const ROW_KINDS = [
  'businesses',
  'set_templates',
  'service_templates',
  'sets',
  'modules',
  'hosts',
  'service_instances',
  'processes',
  'stubs',
] as const;
export type RowKind = (typeof ROW_KINDS)[number];

/** The kinds of rows that others belong to, as filters name them. */
export const PARENTS = {
  business: 'businesses',
  set_template: 'set_templates',
  service_template: 'service_templates',
  set: 'sets',
  module: 'modules',
  host: 'hosts',
  service_instance: 'service_instances',
} as const satisfies Record<string, RowKind>;
export type ParentName = keyof typeof PARENTS;

/** The rows that each kind can belong to. */
export const PARENTS_OF: Readonly<Record<RowKind, readonly ParentName[]>> = {
  businesses: [],
  set_templates: ['business'],
  service_templates: ['business'],
  sets: ['business', 'set_template'],
  modules: ['business', 'set', 'set_template', 'service_template'],
  hosts: [],
  service_instances: ['business', 'set_template', 'module', 'host'],
  processes: ['business', 'service_instance'],
  stubs: [],
};

/** Which rows of a kind are listed: at most one of the parents, and a page of them. */
export interface RowQuery extends Partial<Record<ParentName, number>> {
  /** The whole id. Not together with `search`. */
  id?: number | undefined;
  /** A part of the name, in which the letters A to Z match those of the other case, or the whole id. */
  search?: string | undefined;
  /** Most rows of the page, from 1 to 1000. Default 100. */
  limit?: number | undefined;
  /** `next` of the page before. */
  after?: string | undefined;
}

/** A request that returns rows. */
export interface RowRequest {
  method: string;
  path: string;
  component: string;
  /** Without credentials. */
  parameters: Readonly<Record<string, unknown>>;
}

/** A row of a list. */
export interface ListedRow {
  /** Its id; the place among all stubs, from 1, for a stub. */
  id: number;
  /** Empty if it has none. */
  name: string;
  /** As it is served, or as a fixture has it if no component serves it. */
  row: Readonly<Record<string, unknown>>;
  /** How many rows of other kinds belong to it. */
  counts: Readonly<Partial<Record<RowKind, number>>>;
  /** Null if no component returns it. */
  request: RowRequest | null;
  /** Returns the first service instances that belong to it; null if no component does. */
  instances_request: RowRequest | null;
}

/** A page of rows. */
export interface RowList {
  /** How many rows match, on all pages. */
  total: number;
  rows: readonly ListedRow[];
  /** The beginning of the next page, for `after`; null after the last page. */
  next: string | null;
}
