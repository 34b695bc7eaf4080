import { newTrace } from '../../src/calls/call-trace.js';
import type { Test } from 'tap';
import type { Text } from '../../src/model/language.js';
import { wrongTwin } from '../twins.js';
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
  /** In English. */
  why?: string | undefined;
  code?: number;
  message?: string;
  detail?: string | undefined;
  /** In English. */
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

/** The English text, after the Chinese one was compared with it. */
const checked = (text: Text): string => {
  const wrong = wrongTwin(text);
  if (wrong !== undefined) throw new Error(wrong);
  return text.en;
};

const english = (text: Text | undefined): string | undefined => text && checked(text);

export const asking =
  (store: Store): Ask =>
  async (name, params, contract = 'documented') => {
    const found: Text[] = [];
    const { bk_supplier_account: account = '0' } = params as { bk_supplier_account?: string };
    const call = {
      contract,
      backend: store.data,
      supplierAccount: account,
      notJson: undefined,
      differences: found,
      ...UNUSED,
    };
    try {
      const answer = await COMPONENTS.find((component) => component.name === name)?.handle(params, call);
      return {
        data: JSON.parse((answer?.data ?? 'null').toString()),
        why: english(answer?.why),
        differences: found.map(checked),
      };
    } catch (error) {
      if (!(error instanceof BackendError)) throw error;
      const { code, detail } = error;
      return { code, message: error.text('en'), detail: english(detail), differences: found.map(checked) };
    }
  };

/** A store that holds a fixture, closed when `t` ends. */
export const open = async (t: Test, fixture: WrittenFixture): Promise<Ask> => {
  const store = Store.open();
  t.teardown(() => store.close());
  await fill(store, fixture);
  return asking(store);
};
