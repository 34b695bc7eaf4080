/**
 * Where the processes of a service instance lie: a number that tells the data set and the service instance, so that they
 * are found without an index on the way.
 */

/** The lower bits of a place are the id of the service instance, the upper twenty are the number of the data set. */
const ID_BITS = 43;

/** The highest number of a data set: after the places of the next one, a number has no more bits. */
export const LAST_DATA_SET = 2 ** (63 - ID_BITS) - 2;

/** Whether a service instance has a place. No installation's ids come near those that have none, but a fixture's may. */
export const hasPlace = (serviceInstanceId: number | bigint): boolean => serviceInstanceId < 2 ** ID_BITS;

/** A place, in SQL: of a data set and a service instance, its parameters. `|` takes both as integers, as `+` would not. */
export const PLACE = `(? << ${ID_BITS}) | ?`;

/** The service instance of a place, in SQL. */
export const SERVICE_INSTANCE = `place & ${2 ** ID_BITS - 1}`;

/** All places of a data set after that of a service instance, in SQL: of `dataset` and `after`, the columns of `asked`. */
export const PLACES_AFTER = `
  place > (SELECT (dataset << ${ID_BITS}) | after FROM asked) AND place < (SELECT (dataset + 1) << ${ID_BITS} FROM asked)`;
