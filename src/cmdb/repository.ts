import type { Int64 } from '../model/ids.js';
import type { Facts } from './facts.js';

/** A page of rows, and how many there are in all. */
export interface Rows {
  count: number;
  /** JSON text of the rows, with commas between. */
  rows: string | Buffer;
}

/** Processes of a service instance. */
export interface ProcessList {
  /** JSON text of an array of `{property, relation}`; undefined if there are none. */
  data: Buffer | undefined;
  /** How many of its processes are in other businesses than the one asked for, if that one has some. */
  elsewhere: number;
}

/** The questions that CMDB's components ask the store. Rows come as JSON text or its bytes, ready to serve. */
export interface CmdbData {
  /**
   * The processes of a service instance, in order of process id.
   *
   * @param bizId undefined for those of any business
   */
  processes(serviceInstanceId: Int64, bizId: Int64 | undefined): ProcessList;
  /** The businesses in which a service instance has processes. */
  businessesOfProcesses(serviceInstanceId: Int64): number[];
  /** The service instances of a business in the modules that carry a set template, in order of id. */
  serviceInstances(bizId: Int64, setTemplateId: Int64, start: Int64, limit: Int64): Rows;
  /** Whether a user may see a business. */
  maySee(user: string, bizId: Int64): boolean;
  businessName(bizId: Int64): string;
  readonly facts: Facts;
}
