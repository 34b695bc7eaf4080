import { newTrace } from '../../src/calls/call-trace.js';
import type { Test } from 'tap';
import { COMPONENTS } from '../../src/cmdb/components/index.js';
import type { Contract } from '../../src/model/contract.js';
import { BackendError } from '../../src/calls/backend-error.js';
import { toDataSet } from '../../src/fixtures/complete/dataset.js';
import { checkFiles } from '../../src/fixtures/load/load.js';
import type { WrittenFixture } from '../../src/fixtures/format/schema.js';
import { Store } from '../../src/store/datasets/store.js';

export const LPI = 'list_process_instance';
export const LSI = 'list_service_instance_by_set_template';
/** The name of a component. */
export type Name = string;

/** The result of a call: an answer or a refusal, and its trace. */
export interface Outcome {
  data?: unknown;
  why?: string | undefined;
  code?: number;
  message?: string;
  detail?: string | undefined;
  differences: string[];
}

/** Calls a component as the gateway does. */
export type Ask = (name: Name, params: Record<string, unknown>, contract?: Contract) => Promise<Outcome>;

export const fill = async (store: Store, fixture: WrittenFixture): Promise<void> => {
  const file = { file: 'test.json', bytes: Buffer.from(JSON.stringify(fixture)) };
  await store.replace(toDataSet(checkFiles([file])), { origin: 'a test', seed: null });
};

/** Parts of a call that no emulated component looks at. */
const UNUSED = {
  request: { method: 'POST', url: '' },
  requestId: '',
  trace: newTrace(),
};

export const asking =
  (store: Store): Ask =>
  async (name, params, contract = 'documented') => {
    const differences: string[] = [];
    const { bk_supplier_account: account = '0' } = params as { bk_supplier_account?: string };
    const call = {
      contract,
      backend: store.data,
      supplierAccount: account,
      notJson: undefined,
      differences,
      ...UNUSED,
    };
    try {
      const answer = await COMPONENTS.find((component) => component.name === name)?.handle(params, call);
      return { data: JSON.parse((answer?.data ?? 'null').toString()), why: answer?.why, differences };
    } catch (error) {
      if (!(error instanceof BackendError)) throw error;
      return { code: error.code, message: error.text('en'), detail: error.detail, differences };
    }
  };

/** A store that holds a fixture, closed when `t` ends. */
export const open = async (t: Test, fixture: WrittenFixture): Promise<Ask> => {
  const store = Store.open();
  t.teardown(() => store.close());
  await fill(store, fixture);
  return asking(store);
};
