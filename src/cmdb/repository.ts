import type { DatasetReader } from '../store/queries/dataset-reader.js';

/** The queries that components ask of CMDB's data. Rows come as JSON text or its bytes, ready to serve. */
export type CmdbData = DatasetReader;
