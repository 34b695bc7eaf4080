/*
 * Formats of integers in JSON Schema. Without one, code generators make 32-bit integers, and a client cannot read an id
 * beyond 2^31.
 */

/** Ids, counts and sizes. Fixtures hold no integer beyond 2^53, where JavaScript would round it. */
export const INT64 = { format: 'int64', maximum: Number.MAX_SAFE_INTEGER } as const;

/** Codes, statuses, and other integers that are small for sure. */
export const INT32 = { format: 'int32', maximum: 2 ** 31 - 1 } as const;
