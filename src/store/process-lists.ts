import type { Connection } from './connection.js';
import { hasPlace, PLACE, PLACES_AFTER, SERVICE_INSTANCE } from './places.js';

type Id = number | bigint;

/** Processes of a service instance. */
export interface ProcessList {
  /** JSON text of an array, in UTF-8; undefined where there are none. */
  data: Buffer | undefined;
  /** How many it has in businesses that were not asked for, where it has some in the one that was. */
  elsewhere: number;
}

/** A service instance that has processes, and a business that it has some in. */
export interface Owner {
  bk_biz_id: number;
  service_instance_id: number;
}

const NO_PROCESSES: ProcessList = { data: undefined, elsewhere: 0 };

const DIVIDED = 'FROM divided_process_lists WHERE dataset = ? AND service_instance_id = ?';

/** The questions asked of lists of processes. The first value of each is the data set. */
export const prepareListQueries = (db: Connection) => ({
  list: db.prepare<[number, Id], Buffer>(`SELECT CAST(data AS BLOB) FROM process_lists WHERE place = ${PLACE}`).pluck(),
  listOfBusiness: db
    .prepare<[number, Id, Id], Buffer>(
      `SELECT CAST(data AS BLOB) FROM process_lists WHERE place = ${PLACE} AND bk_biz_id = ?`,
    )
    .pluck(),
  business: db.prepare<[number, Id], number>(`SELECT bk_biz_id FROM process_lists WHERE place = ${PLACE}`).pluck(),
  owner: db.prepare<[number], Owner>(
    `WITH asked (dataset, after) AS (SELECT ?, 0)
     SELECT bk_biz_id, ${SERVICE_INSTANCE} AS service_instance_id FROM process_lists
     WHERE ${PLACES_AFTER} ORDER BY place LIMIT 1`,
  ),
  // Business 0, where it is there, holds the processes of all businesses.
  divided: db.prepare<[number, Id], Buffer>(`SELECT CAST(data AS BLOB) ${DIVIDED} ORDER BY bk_biz_id LIMIT 1`).pluck(),
  dividedOfBusiness: db.prepare<[number, Id, Id], ProcessList>(
    `SELECT CAST(data AS BLOB) AS data, elsewhere ${DIVIDED} AND bk_biz_id = ?`,
  ),
  dividedBusinesses: db
    .prepare<[number, Id], number>(`SELECT bk_biz_id ${DIVIDED} AND bk_biz_id > 0 ORDER BY bk_biz_id`)
    .pluck(),
  dividedOwner: db.prepare<[number], Owner>(
    `SELECT bk_biz_id, service_instance_id FROM divided_process_lists
     WHERE dataset = ? AND bk_biz_id > 0 ORDER BY service_instance_id LIMIT 1`,
  ),
});

type ListQueries = ReturnType<typeof prepareListQueries>;

/** The lists of processes of one data set, of which nearly all lie at their places, and few are divided. */
export class ProcessLists {
  readonly #ask: ListQueries;
  readonly #dataset: number;

  constructor(queries: ListQueries, dataset: number) {
    this.#ask = queries;
    this.#dataset = dataset;
  }

  /** All processes of a service instance, of whichever business; undefined where it has none. */
  whole(serviceInstanceId: Id): Buffer | undefined {
    const list = hasPlace(serviceInstanceId) ? this.#ask.list.get(this.#dataset, serviceInstanceId) : undefined;
    return list ?? this.#ask.divided.get(this.#dataset, serviceInstanceId);
  }

  /** The processes of a service instance in a business. */
  ofBusiness(serviceInstanceId: Id, bizId: Id): ProcessList {
    if (bizId <= 0) return NO_PROCESSES;
    const data = hasPlace(serviceInstanceId)
      ? this.#ask.listOfBusiness.get(this.#dataset, serviceInstanceId, bizId)
      : undefined;
    if (data !== undefined) return { data, elsewhere: 0 };
    return this.#ask.dividedOfBusiness.get(this.#dataset, serviceInstanceId, bizId) ?? NO_PROCESSES;
  }

  /** The businesses that a service instance has processes in, ascending. */
  businesses(serviceInstanceId: Id): number[] {
    const only = hasPlace(serviceInstanceId) ? this.#ask.business.get(this.#dataset, serviceInstanceId) : undefined;
    return only === undefined ? this.#ask.dividedBusinesses.all(this.#dataset, serviceInstanceId) : [only];
  }

  /** The first service instance that has processes; undefined where none has. */
  owner(): Owner | undefined {
    const { owner, dividedOwner } = this.#ask;
    const [first, divided] = [owner.get(this.#dataset), dividedOwner.get(this.#dataset)];
    if (first === undefined || divided === undefined) return first ?? divided;
    return first.service_instance_id < divided.service_instance_id ? first : divided;
  }
}
