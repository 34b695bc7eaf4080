import type { CmdbComponent } from '../component.js';
import { listProcessDetailByIds } from './list-process-detail-by-ids/component.js';
import { listProcessInstance } from './list-process-instance/component.js';
import { listServiceInstance } from './list-service-instance/component.js';
import { listServiceInstanceBySetTemplate } from './list-service-instance-by-set-template/component.js';

/**
 * The components of CMDB. Routes, OpenAPI operations, the journal's filter, faults, the `components` of an app in
 * fixtures, the import of captured replies and the generic contract tests follow from this list.
 */
export const COMPONENTS: readonly CmdbComponent[] = [
  listProcessInstance,
  listServiceInstanceBySetTemplate,
  listServiceInstance,
  listProcessDetailByIds,
];
