import type { Test } from 'tap';
import type { DataSet } from '../../../src/model/dataset.js';
import { Store } from '../../../src/store/datasets/store.js';
import type { DatasetReader } from '../../../src/store/queries/dataset-reader.js';
import { EMPTY, ORIGIN } from '../helper.js';

/** A reader of a store that holds these rows, closed when `t` ends. */
export const read = async (t: Test, data: Partial<DataSet>): Promise<DatasetReader> => {
  const store = Store.open();
  t.teardown(() => store.close());
  await store.replace({ ...EMPTY, ...data }, ORIGIN);
  return store.data;
};
