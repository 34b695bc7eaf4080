import type { Int64 } from './parameters/decode.js';
import { noAccess } from './parameters/details.js';
import { PermissionDenied } from './errors.js';
import type { Facts } from './facts.js';

/** A page of rows, and how many there are in all. */
export interface Rows {
  count: number;
  /** JSON text of the rows, with commas between. */
  rows: string | Buffer;
}

/** Processes of a service instance. */
export interface ProcessList {
  /** JSON text of an array of `{property, relation}`; undefined where there are none. */
  data: Buffer | undefined;
  /** How many it has in businesses that were not asked for, where it has some in the one that was. */
  elsewhere: number;
}

/** What the CMDB components ask of the store. Rows come as JSON text or its bytes, ready to serve. */
export interface CmdbData {
  /**
   * The processes of a service instance, by process id.
   *
   * @param bizId undefined for those of any business
   */
  processes(serviceInstanceId: Int64, bizId: Int64 | undefined): ProcessList;
  /** The businesses that a service instance has processes in. */
  businessesOfProcesses(serviceInstanceId: Int64): number[];
  /** The service instances of a business in the modules that carry a set template, by id. */
  serviceInstances(bizId: Int64, setTemplateId: Int64, start: Int64, limit: Int64): Rows;
  /** Whether a user may see a business. */
  maySee(user: string, bizId: Int64): boolean;
  businessName(bizId: Int64): string;
  readonly facts: Facts;
}

/**
 * CMDB asks the permission centre about the business before it looks at anything else of a request.
 *
 * @param user undefined where permissions are not to be checked
 * @throws CmdbError 9900403 naming the business
 */
export const checkMaySee = (data: CmdbData, user: string | undefined, bizId: Int64): void => {
  if (user === undefined || data.maySee(user, bizId)) return;
  throw new PermissionDenied(bizId, data.businessName(bizId), noAccess(data.facts, user, bizId));
};
