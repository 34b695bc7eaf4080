import type { DataSet } from '../model/rows.js';
import type { Packed } from './packed.js';

/** A data set whose service instances may be made elsewhere. */
export interface Filling extends DataSet {
  /** More of them, with ids above those that are there, which have to be waited for. */
  packed_instances?: AsyncIterable<Packed>;
}
