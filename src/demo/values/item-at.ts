/** The item at an index that the list is known to have. */
export const itemAt = <T>(list: readonly T[], index: number): T => list[index] as T;
