import { CATALOGUE } from '../../src/faults/catalogue/catalogue.js';
import { Faults } from '../../src/faults/faults.js';
import { readFault } from '../../src/faults/spec/read-fault.js';
import type { CmdbData } from '../../src/cmdb/repository.js';
import { listProcessInstance } from '../../src/cmdb/components/list-process-instance/component.js';
import { listServiceInstanceBySetTemplate } from '../../src/cmdb/components/list-service-instance-by-set-template/component.js';
import type { Component } from '../../src/calls/component.js';
import type { Params } from '../../src/calls/component.js';
import type { Effect, FaultedCall } from '../../src/calls/fault/due-fault.js';
import { Store } from '../../src/store/datasets/store.js';
import { EMPTY, ORIGIN, process } from '../store/helper.js';

export const LPI: Component<CmdbData> = listProcessInstance;
export const LSI: Component<CmdbData> = listServiceInstanceBySetTemplate;

/** Service instance 54 has processes in the businesses 3 and 4, and no other has any. */
const store = Store.open();
await store.replace({ ...EMPTY, processes: [process(1, 54, 3), process(2, 54, 4)] }, ORIGIN);
const backend: CmdbData = store.data;

export const call = (component: Component<CmdbData>, params: Params = {}): FaultedCall<CmdbData> => ({
  component,
  params,
  backend,
});

export const newFaults = (...specs: object[]): Faults<CmdbData> => {
  const faults = new Faults(CATALOGUE);
  for (const spec of specs) faults.add(readFault(spec));
  return faults;
};

/** The effect of a fault on a call. */
export const effectOf = (spec: object, component = LPI, params: Params = {}): Effect | undefined =>
  newFaults(spec).due(component, 'app', params)?.effect(call(component, params));
