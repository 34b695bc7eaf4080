/** Rows as the store takes them: complete, and with the fields in the order in which they are served. */

export interface Business {
  bk_biz_id: number;
  bk_biz_name: string;
}

export interface SetTemplate {
  id: number;
  name: string;
  bk_biz_id: number | null;
}

export interface Module {
  bk_module_id: number;
  bk_module_name: string;
  bk_biz_id: number;
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

export interface User {
  bk_username: string;
  bk_token: string | null;
  access_tokens: readonly { access_token: string; bk_app_code: string }[];
  /** The businesses the user may see; null for all. */
  businesses: readonly number[] | null;
}

export interface App {
  bk_app_code: string;
  secrets: readonly string[];
  may_name_users: boolean;
  components: readonly string[] | null;
}

/** A service instance, with the set template that its module carries; 0 where there is none. */
export interface PlacedServiceInstance {
  row: ServiceInstance;
  set_template_id: number;
  /** All its processes, by process, ascending, where they are made with it. */
  processes?: readonly Process[];
}

/** Everything that a store is filled with. Each collection is read once, from first to last. */
export interface DataSet {
  businesses: Iterable<Business>;
  set_templates: Iterable<SetTemplate>;
  modules: Iterable<Module>;
  hosts: Iterable<Host>;
  /** By id, ascending. */
  service_instances: Iterable<PlacedServiceInstance>;
  /** Those that no service instance brings along, by service instance, then by process, ascending. */
  processes: Iterable<Process>;
  apps: Iterable<App>;
  users: Iterable<User>;
}
