import type { Int64 } from '../model/ids.js';

/** A kind of thing that a number may be the id of. */
export type Kind = 'host' | 'module' | 'set template' | 'business';

/** What of the data tells why an answer is empty; asked only where one is. Lists of ids are ascending. */
export interface Facts {
  /** The business that a service instance is in; undefined where there is no such service instance. */
  businessOf(serviceInstanceId: Int64): number | undefined;
  /** How many service instances there are, and their first and last id; undefined where there are none. */
  serviceInstances(): { count: number; first: number; last: number } | undefined;
  /** The kinds of things that have an id. */
  kindsOf(id: Int64): Kind[];
  /** Whether businesses are declared, and a business is not among them. */
  lacksBusiness(bizId: Int64): boolean;
  /** A set template that is declared, and the business it is declared for, or null. */
  setTemplate(id: Int64): { bk_biz_id: number | null } | undefined;
  /** Whether there is any set template, declared or named by a module. */
  hasSetTemplates(): boolean;
  /** The modules of a business that carry a set template. */
  modulesOfSetTemplate(bizId: Int64, setTemplateId: Int64): number[];
  /** The businesses with modules that carry a set template. */
  businessesOfSetTemplate(setTemplateId: Int64): number[];
  /** The modules made from a service template. */
  modulesOfServiceTemplate(serviceTemplateId: Int64): number[];
  /** The set templates that a business has service instances of. */
  setTemplatesOfBusiness(bizId: Int64): number[];
  /** The businesses that a user may see who may not see all; undefined for one who is not among the users. */
  businessesOfUser(user: string): number[] | undefined;
}
