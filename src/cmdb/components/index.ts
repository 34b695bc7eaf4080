import type { Component } from '../../esb/component.js';
import type { CmdbData } from '../repository.js';
import { listProcessInstance } from './list-process-instance/component.js';
import { listServiceInstanceBySetTemplate } from './list-service-instance-by-set-template/component.js';

/** The components of CMDB. Route, OpenAPI operation and log entries follow from being in this list. */
export const COMPONENTS: readonly Component<CmdbData>[] = [listProcessInstance, listServiceInstanceBySetTemplate];
