/** Rows that are made while they are read, and anew each time. */
export interface Rows<T> extends Iterable<T> {
  /** @param index from 0; the ids of rows ascend with it, without gaps */
  at(index: number): T;
}

/** @param make makes the row of an index, from the index alone */
export const lazyRows = <T>(count: number, make: (index: number) => T): Rows<T> => ({
  at: make,
  *[Symbol.iterator]() {
    for (let index = 0; index < count; index++) yield make(index);
  },
});
