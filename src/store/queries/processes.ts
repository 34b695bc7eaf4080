import type { Int64 } from '../../model/ids.js';
import type { Connection } from '../database/connection.js';

/** The processes of a service instance. */
export interface ProcessList {
  /** JSON text of an array of `{property, relation}`; undefined if there are none. */
  data: Buffer | undefined;
  /** How many processes the service instance has in other businesses; 0 if it has none in the one asked for. */
  elsewhere: number;
  /** How many of them come without their attributes, because another supplier account has them. */
  hidden: number;
}

/** The row of a statement. */
export interface FoundProcesses {
  data: Buffer | null;
  elsewhere: number;
  hidden: number;
}

/** A process as it is stored: the JSON text of its attributes, and the service instance that it belongs to. */
export interface StoredProcess {
  bk_process_id: number;
  service_instance_id: number;
  property: string;
}

/** A service instance that has processes, in this business. */
export interface ProcessOwner {
  bk_biz_id: number;
  service_instance_id: number;
}

/** Processes with equal ids come in the order in which they were written. */
const OF_SERVICE_INSTANCE = 'FROM processes WHERE dataset = ? AND service_instance_id = ?';
const joined = (property: string): string => `'{"property":' || ${property} || ',"relation":' || relation || '}'`;
const JOINED = joined('property');
/** A process of the default account or of the one asked for. */
const SEEN = `bk_supplier_account IN ('0', ?)`;
const JOINED_IF_SEEN = joined(`iif(${SEEN}, property, 'null')`);
const ARRAY = `CAST('[' || group_concat(process) || ']' AS BLOB)`;

export const prepareProcessStatements = (db: Connection) => ({
  all: db.values<[number, Int64], Buffer | null>(
    `SELECT ${ARRAY} FROM (SELECT ${JOINED} AS process ${OF_SERVICE_INSTANCE} ORDER BY bk_process_id)`,
  ),
  ofBusiness: db.rows<[Int64, number, Int64], { data: Buffer | null; elsewhere: number }>(
    `SELECT ${ARRAY} AS data, count(*) - count(process) AS elsewhere
     FROM (SELECT iif(bk_biz_id = ?, ${JOINED}, NULL) AS process ${OF_SERVICE_INSTANCE} ORDER BY bk_process_id)`,
  ),
  seenOf: db.rows<[string, Int64 | null, Int64 | null, string, number, Int64], FoundProcesses>(
    `SELECT ${ARRAY} AS data, count(*) - count(process) AS elsewhere, count(iif(seen, NULL, process)) AS hidden
     FROM (SELECT ${SEEN} AS seen, iif(? IS NULL OR bk_biz_id = ?, ${JOINED_IF_SEEN}, NULL) AS process
           ${OF_SERVICE_INSTANCE} ORDER BY bk_process_id)`,
  ),
  ofOtherAccount: db.values<[number], number>(
    `SELECT 1 FROM processes WHERE dataset = ? AND bk_supplier_account <> '0' LIMIT 1`,
  ),
  businesses: db.values<[number, Int64], number>(`SELECT bk_biz_id ${OF_SERVICE_INSTANCE}`),
  uncaptured: db.values<[number, Int64], number>(
    'SELECT 1 FROM uncaptured_processes WHERE dataset = ? AND service_instance_id = ?',
  ),
  firstOwner: db.rows<[number], ProcessOwner>(
    `SELECT bk_biz_id, service_instance_id FROM processes
     WHERE dataset = ? ORDER BY service_instance_id, bk_process_id LIMIT 1`,
  ),
  // CROSS JOIN keeps the order of the join. In the other order, 500 ids take seconds.
  byIds: db.rows<[string, number, Int64], StoredProcess>(
    `SELECT bk_process_id, service_instance_id, property FROM json_each(?) AS asked CROSS JOIN processes
     WHERE dataset = ? AND bk_biz_id = ? AND bk_process_id = asked.value`,
  ),
});

/** The processes of one data set, with their relations. */
export class Processes {
  readonly #statements: ReturnType<typeof prepareProcessStatements>;
  readonly #dataset: number;
  #haveOtherAccounts: boolean | undefined;

  constructor(statements: ReturnType<typeof prepareProcessStatements>, dataset: number) {
    this.#statements = statements;
    this.#dataset = dataset;
  }

  /**
   * The processes of a service instance, by process id.
   *
   * @param bizId undefined for processes of any business
   * @param account the supplier account that may see, beside those of `0`, the attributes of its processes; undefined if all
   *   may be seen
   */
  ofServiceInstance(serviceInstanceId: Int64, bizId: Int64 | undefined, account?: string): ProcessList {
    if (account !== undefined) return this.#seenBy(account, serviceInstanceId, bizId);
    if (bizId === undefined) {
      const data = this.#statements.all.get(this.#dataset, serviceInstanceId) ?? undefined;
      return { data, elsewhere: 0, hidden: 0 };
    }
    const { data, elsewhere } = this.#statements.ofBusiness.get(bizId, this.#dataset, serviceInstanceId) as {
      data: Buffer | null;
      elsewhere: number;
    };
    return data === null ? { data: undefined, elsewhere: 0, hidden: 0 } : { data, elsewhere, hidden: 0 };
  }

  #seenBy(account: string, serviceInstanceId: Int64, bizId: Int64 | undefined): ProcessList {
    const asked = bizId ?? null;
    const found = this.#statements.seenOf.get(account, asked, asked, account, this.#dataset, serviceInstanceId);
    const { data, elsewhere, hidden } = found as FoundProcesses;
    return data === null ? { data: undefined, elsewhere: 0, hidden } : { data, elsewhere, hidden };
  }

  /** True if a process is of another supplier account than `0`. A data set never changes, so that it is asked once. */
  get haveOtherAccounts(): boolean {
    this.#haveOtherAccounts ??= this.#statements.ofOtherAccount.get(this.#dataset) !== undefined;
    return this.#haveOtherAccounts;
  }

  /** The businesses that a service instance has processes in, ascending. */
  businessesOf(serviceInstanceId: Int64): number[] {
    const businesses = new Set(this.#statements.businesses.all(this.#dataset, serviceInstanceId));
    return [...businesses].sort((a, b) => a - b);
  }

  /** True if the processes of a service instance are not known, because they were not captured. */
  areUncaptured(serviceInstanceId: Int64): boolean {
    return this.#statements.uncaptured.get(this.#dataset, serviceInstanceId) !== undefined;
  }

  /** The first service instance that has processes, as an example; undefined if none has. */
  firstOwner(): ProcessOwner | undefined {
    return this.#statements.firstOwner.get(this.#dataset);
  }

  /**
   * The processes of a business that have one of these ids, by id. If several relations name a process, its first row
   * comes. Processes that are gone have no attributes, and do not come.
   */
  byIds(bizId: Int64, ids: readonly Int64[]): StoredProcess[] {
    const asked = [...new Set(ids.filter((id) => typeof id === 'number'))].sort((a, b) => a - b);
    const rows = this.#statements.byIds.all(JSON.stringify(asked), this.#dataset, bizId);
    const first = new Map<number, StoredProcess>();
    for (const row of rows) {
      if (row.property !== 'null' && !first.has(row.bk_process_id)) first.set(row.bk_process_id, row);
    }
    return [...first.values()];
  }
}
