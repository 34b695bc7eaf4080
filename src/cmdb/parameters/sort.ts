import { queryFailed } from '../errors.js';

/** A field to sort by. */
export interface SortKey {
  field: string;
  descending: boolean;
}

const readKey = (text: string): SortKey => {
  const [name = '', direction] = text.trim().split(':');
  const field = name.replace(/^[+-]+/, '');
  if (field === '') {
    throw queryFailed({
      en: 'page.sort names an empty field, which MongoDB refuses',
      zh: 'page.sort 中有空的字段名，MongoDB 会拒绝',
    });
  }
  return { field, descending: direction === undefined ? name.startsWith('-') : direction.trim() === '-1' };
};

/**
 * Reads `page.sort` as CMDB does before it asks MongoDB: fields with commas between; `-id` and `id:-1` are descending,
 * `id`, `+id` and `id:1` ascending.
 *
 * @returns empty if the caller names no field
 * @throws CmdbError 1199017 if a field is empty
 */
export const readSort = (sort = ''): SortKey[] => (sort === '' ? [] : sort.split(',').map(readKey));

export type SortValue = string | number | undefined;

const compareValues = (one: SortValue, other: SortValue): number => {
  if (one === other) return 0;
  if (one === undefined) return -1;
  if (other === undefined) return 1;
  return one < other ? -1 : 1;
};

/** Compares the values of two rows, key by key. As in MongoDB, a missing value comes first. */
export const compareBy =
  (keys: readonly SortKey[]) =>
  (one: readonly SortValue[], other: readonly SortValue[]): number => {
    for (const [index, { descending }] of keys.entries()) {
      const order = compareValues(one[index], other[index]);
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  };
