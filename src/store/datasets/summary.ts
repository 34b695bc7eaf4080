import type { Collection } from '../../model/dataset.js';

/** The collections that are counted: those of CMDB, and stubs. */
export const COUNTED = [
  'businesses',
  'set_templates',
  'service_templates',
  'process_templates',
  'sets',
  'modules',
  'hosts',
  'service_instances',
  'processes',
  'stubs',
] as const satisfies readonly Collection[];

/** How many rows of each collection a data set holds. */
export type Counts = Record<(typeof COUNTED)[number], number>;

/** The origin of data. */
export interface DataOrigin {
  /** In words. */
  origin: string;
  /** Seed of the generated part; null if nothing is generated. */
  seed: number | null;
}

/** The origin of data that is written into a database. */
export interface SourceOrigin extends DataOrigin {
  /** Tells whether fixtures are still those that the data was loaded from; undefined if it was not loaded from fixtures. */
  source?: string;
}

/** The summary of loaded data. It is kept beside the data, and shown at `/readyz`. */
export interface Summary extends DataOrigin {
  counts: Counts;
  /** SHA-256 over all rows, in hex: equal data, equal digest. */
  digest: string;
}

/** A summary as it is kept. Databases of older versions have no source. */
export type StoredSummary = Summary & Pick<SourceOrigin, 'source'>;
