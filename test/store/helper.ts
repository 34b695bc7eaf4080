import type { DataSet } from '../../src/model/dataset.js';
import type { PlacedServiceInstance, Process } from '../../src/model/rows.js';

/** Rows as a store takes them. */

export const ORIGIN = { origin: 'a test', seed: null };

export const EMPTY: DataSet = {
  businesses: [],
  set_templates: [],
  service_templates: [],
  process_templates: [],
  sets: [],
  modules: [],
  hosts: [],
  service_instances: [],
  processes: [],
  apps: [],
  users: [],
  stubs: [],
};

export const instance = (
  id: number,
  bizId: number,
  templateId: number,
  name = `instance ${id}`,
  processes: readonly Process[] = [],
): PlacedServiceInstance => ({
  row: {
    bk_biz_id: bizId,
    id,
    name,
    labels: null,
    service_template_id: 0,
    bk_host_id: 1,
    bk_module_id: 1,
    creator: 'admin',
    modifier: 'admin',
    create_time: '',
    last_time: '',
    bk_supplier_account: '0',
  },
  set_template_id: templateId,
  processes,
});

/** @param attributes beside its id */
export const process = (id: number, serviceInstanceId: number, bizId: number, attributes: object = {}): Process => ({
  property: { bk_process_id: id, ...attributes },
  relation: {
    bk_biz_id: bizId,
    bk_process_id: id,
    service_instance_id: serviceInstanceId,
    process_template_id: 0,
    bk_host_id: 1,
    bk_supplier_account: '0',
  },
});
