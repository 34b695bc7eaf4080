import type { Call, Params } from '../../calls/component.js';
import { deserializingFailed } from '../errors.js';

/**
 * The values of a field that a request names several times, such as `bk_biz_id` and `BK_BIZ_ID`, in their order. A face whose
 * JSON may repeat a key gives these itself.
 */
export class Repeated {
  readonly values: readonly unknown[];

  constructor(values: readonly unknown[]) {
    this.values = values;
  }
}

const CAPITAL = /[A-Z]/;

/** CMDB's decoder folds the letters of ASCII alone. */
const fold = (name: string): string => name.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase());

const foldEntries = (entries: Iterable<readonly [string, unknown]>): Record<string, unknown> => {
  const fields = new Map<string, unknown[]>();
  for (const [name, value] of entries) {
    const values = fields.get(fold(name));
    if (values === undefined) fields.set(fold(name), [value]);
    else values.push(value);
  }
  return Object.fromEntries(
    [...fields].map(([name, values]) => [name, values.length === 1 ? values[0] : new Repeated(values)]),
  );
};

/**
 * The fields of a JSON object by their names in small letters: CMDB's decoder matches names without regard to case (contract
 * section 4). A field with several spellings is `Repeated`, because the decoder reads one value after the other.
 */
export const foldNames = (object: Record<string, unknown>): Record<string, unknown> => {
  // The common case: nothing to fold.
  for (const name in object) if (CAPITAL.test(name)) return foldEntries(Object.entries(object));
  return object;
};

/**
 * The fields of a call's body, by their names in small letters.
 *
 * @throws CmdbError 1199000 if the body is no JSON
 */
export const readFields = (params: Params, { notJson }: Pick<Call<unknown>, 'notJson'>): Record<string, unknown> => {
  if (notJson !== undefined) throw deserializingFailed(notJson);
  return foldNames(params);
};

/** The fields of several objects that are read into one, one after the other. */
export const foldTogether = (objects: readonly Record<string, unknown>[]): Record<string, unknown> =>
  foldEntries(objects.flatMap((object) => Object.entries(object)));
