/** An integer as Go's int64 holds it: a `bigint` beyond 2^53, where a `number` is no longer exact. */
export type Int64 = number | bigint;
