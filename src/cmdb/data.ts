import type { Int64 } from './decode.js';
import { PermissionDenied } from './errors.js';

/** A page of rows, and how many there are in all. */
export interface Rows {
  count: number;
  /** JSON text of an array. */
  info: string;
}

/** What the CMDB components ask of the store. Rows come as JSON text, ready to serve. */
export interface CmdbData {
  /**
   * The processes of a service instance, by process id.
   *
   * @param bizId undefined for those of any business
   * @returns JSON text of an array of `{property, relation}`
   */
  processes(serviceInstanceId: Int64, bizId: Int64 | undefined): string;
  /** The businesses that a service instance has processes in. */
  businessesOfProcesses(serviceInstanceId: Int64): number[];
  /** The service instances of a business in the modules that carry a set template, by id. */
  serviceInstances(bizId: Int64, setTemplateId: Int64, start: Int64, limit: Int64): Rows;
  /** Whether a user may see a business. */
  maySee(user: string, bizId: Int64): boolean;
  businessName(bizId: Int64): string;
}

/**
 * CMDB asks the permission centre about the business before it looks at anything else of a request.
 *
 * @param user undefined where permissions are not to be checked
 * @throws CmdbError 9900403 naming the business
 */
export const checkMaySee = (data: CmdbData, user: string | undefined, bizId: Int64): void => {
  if (user === undefined || data.maySee(user, bizId)) return;
  throw new PermissionDenied(bizId, data.businessName(bizId));
};
