/** Complete rows of CMDB, with their fields in the order in which they are served. */

export interface Business {
  bk_biz_id: number;
  bk_biz_name: string;
}

export interface SetTemplate {
  id: number;
  name: string;
  /** null for a template whose business is not known. */
  bk_biz_id: number | null;
}

export interface ServiceTemplate {
  bk_biz_id: number;
  id: number;
  name: string;
  service_category_id: number;
  creator: string;
  modifier: string;
  create_time: string;
  last_time: string;
  bk_supplier_account: string;
}

/** A process that a service template gives to each service instance made from it. */
export interface ProcessTemplate {
  id: number;
  bk_process_name: string;
  bk_biz_id: number;
  service_template_id: number;
  /** An open document: each attribute is `{value, as_default_value}`. */
  property: Record<string, unknown>;
  creator: string;
  modifier: string;
  create_time: string;
  last_time: string;
  bk_supplier_account: string;
}

/** A set (集群): the level between a business and its modules. */
export interface CmdbSet {
  bk_set_id: number;
  bk_set_name: string;
  bk_biz_id: number;
  /** The node above it: its business, unless the business has a level of its own between them. */
  bk_parent_id: number;
  set_template_id: number;
  bk_set_desc: string;
  /** "1" test, "2" trial, "3" production. */
  bk_set_env: string;
  /** "1" open, "2" closed. */
  bk_service_status: string;
  bk_capacity: number | null;
  description: string;
  /** 1 for the set of idle hosts that each business has, 0 for all others. */
  default: number;
  bk_supplier_account: string;
  create_time: string;
  last_time: string;
}

export interface Module {
  bk_module_id: number;
  bk_module_name: string;
  bk_biz_id: number;
  /** 0 if its set is not known. */
  bk_set_id: number;
  set_template_id: number;
  service_template_id: number;
}

export interface Host {
  bk_host_id: number;
  bk_host_name: string;
  bk_host_innerip: string;
  bk_cloud_id: number;
}

/** The twelve fields of a service instance (contract section 5). */
export interface ServiceInstance {
  bk_biz_id: number;
  id: number;
  name: string;
  labels: Record<string, string> | null;
  service_template_id: number;
  bk_host_id: number;
  bk_module_id: number;
  creator: string;
  modifier: string;
  create_time: string;
  last_time: string;
  bk_supplier_account: string;
}

/** The six fields of a relation (contract section 4). */
export interface Relation {
  bk_biz_id: number;
  bk_process_id: number;
  service_instance_id: number;
  process_template_id: number;
  bk_host_id: number;
  bk_supplier_account: string;
}

export interface Process {
  /** An open document; null for a process that is gone. */
  property: Record<string, unknown> | null;
  relation: Relation;
}

/** A mark on a service instance whose processes are not known, as it was captured without them. It is never served. */
export interface ProcessesMark {
  processes_captured?: false;
}

/** A service instance as a store lists it. */
export type ListedServiceInstance = ServiceInstance & ProcessesMark;

/** A service instance with what the data knows beside its row. */
export interface PlacedServiceInstance extends ProcessesMark {
  row: ServiceInstance;
  /** The set template that its module carries; 0 for none. */
  set_template_id: number;
  /** All processes whose relations name it, by process id, ascending. */
  processes: readonly Process[];
}
