import type { Int64 } from '../../model/ids.js';
import type { Connection } from '../database/connection.js';

/** A page of rows, and how many there are in all. */
export interface RowPage {
  count: number;
  /** How many more there are, which another supplier account has. */
  hidden: number;
  isEmpty: boolean;
  /** JSON text of `{count, info}`, or its bytes in UTF-8. */
  data: string | Buffer;
}

/** A row as it is stored: its id and its JSON document. */
export interface StoredServiceInstance {
  id: number;
  document: string;
}

/** Above this many rows, a BLOB and one copy of it take less time than decoding text and encoding it again. */
const MOST_ROWS_AS_TEXT = 100;

const OF_BUSINESS = 'FROM service_instances WHERE dataset = ? AND bk_biz_id = ?';
const OF_SET_TEMPLATE = 'FROM service_instances WHERE dataset = ? AND bk_biz_id = ? AND set_template_id = ?';

/** INDEXED BY gives the rows the order of the index. A subquery that sorts them costs a tenth more. */
const PAGE = `
  SELECT '{"count":' || CAST(? AS INTEGER) || ',"info":[' || group_concat(document) || ']}' AS data
  FROM service_instances INDEXED BY service_instances_by_position
  WHERE dataset = ? AND bk_biz_id = ? AND set_template_id = ? AND position >= ? AND position < ?`;

/** Rows of the default account and of the one asked for. Their places are not known, so that all are looked at. */
const SEEN = `bk_supplier_account IN ('0', ?)`;
const SEEN_PAGE = `
  SELECT CAST('{"count":' || CAST(? AS INTEGER) || ',"info":[' || group_concat(document) || ']}' AS BLOB)
  FROM (SELECT document FROM service_instances INDEXED BY service_instances_by_position
        WHERE dataset = ? AND bk_biz_id = ? AND set_template_id = ? AND ${SEEN} ORDER BY position LIMIT ? OFFSET ?)`;

type PageParameters = [count: number, dataset: number, bizId: Int64, setTemplateId: Int64, start: Int64, end: Int64];

export const prepareServiceInstanceStatements = (db: Connection) => ({
  count: db.values<[number, Int64, Int64], number | null>(`SELECT max(position) + 1 ${OF_SET_TEMPLATE}`),
  page: db.values<PageParameters, string>(PAGE),
  seenCount: db.values<[number, Int64, Int64, string], number>(`SELECT count(*) ${OF_SET_TEMPLATE} AND ${SEEN}`),
  seenPage: db.values<[number, number, Int64, Int64, string, Int64, Int64], Buffer>(SEEN_PAGE),
  longPage: db.values<PageParameters, Buffer>(`SELECT CAST(data AS BLOB) FROM (${PAGE})`),
  business: db.values<[number, Int64], number>('SELECT bk_biz_id FROM service_instances WHERE dataset = ? AND id = ?'),
  first: db.values<[number], number>('SELECT id FROM service_instances WHERE dataset = ? ORDER BY id LIMIT 1'),
  last: db.values<[number], number>('SELECT id FROM service_instances WHERE dataset = ? ORDER BY id DESC LIMIT 1'),
  // To count the rows would take a scan.
  countAll: db.values<[number], number>(
    "SELECT summary ->> '$.counts.service_instances' FROM datasets WHERE dataset = ?",
  ),
  setTemplates: db.values<[number, Int64], number>(
    `SELECT set_template_id FROM service_instances
     WHERE dataset = ? AND bk_biz_id = ? AND set_template_id > 0 AND position = 0 ORDER BY set_template_id`,
  ),
  ofOtherAccount: db.values<[number, Int64], number>(`SELECT 1 ${OF_BUSINESS} AND bk_supplier_account <> '0' LIMIT 1`),
  anyOtherAccount: db.values<[number], number>(
    "SELECT 1 FROM service_instances WHERE dataset = ? AND bk_supplier_account <> '0' LIMIT 1",
  ),
  countOfBusiness: db.values<[number, Int64], number>(`SELECT count(*) ${OF_BUSINESS}`),
  countOfModule: db.values<[number, Int64, Int64], number>(`SELECT count(*) ${OF_BUSINESS} AND bk_module_id = ?`),
  ofBusiness: db.rows<[number, Int64, Int64, Int64, Int64], StoredServiceInstance>(
    `SELECT id, document ${OF_BUSINESS} AND id > ? ORDER BY id LIMIT ? OFFSET ?`,
  ),
  ofModule: db.rows<[number, Int64, Int64, Int64, Int64, Int64], StoredServiceInstance>(
    `SELECT id, document ${OF_BUSINESS} AND bk_module_id = ? AND id > ? ORDER BY id LIMIT ? OFFSET ?`,
  ),
  idsOfHosts: db.values<[string, number, Int64], number>(
    `SELECT service_instances.id FROM json_each(?) AS asked CROSS JOIN service_instances
     WHERE dataset = ? AND bk_biz_id = ? AND bk_host_id = asked.value`,
  ),
  byIds: db.rows<[string, number], StoredServiceInstance>(
    `SELECT service_instances.id, document FROM json_each(?) AS asked CROSS JOIN service_instances
     WHERE dataset = ? AND service_instances.id = asked.value`,
  ),
});

const ascending = (ids: readonly number[]): number[] => [...new Set(ids)].sort((a, b) => a - b);

/** The service instances of one data set. */
export class ServiceInstances {
  readonly #statements: ReturnType<typeof prepareServiceInstanceStatements>;
  readonly #dataset: number;
  #areOfOtherAccounts: boolean | undefined;

  constructor(statements: ReturnType<typeof prepareServiceInstanceStatements>, dataset: number) {
    this.#statements = statements;
    this.#dataset = dataset;
  }

  /**
   * A page of the service instances that a set template has in a business, by id.
   *
   * @param start rows to skip, at least 0
   * @param limit rows at most, at least 1
   * @param account the supplier account that may see its rows beside those of `0`; undefined if all may be seen
   */
  pageOfSetTemplate(bizId: Int64, setTemplateId: Int64, start: Int64, limit: Int64, account?: string): RowPage {
    const count = this.#statements.count.get(this.#dataset, bizId, setTemplateId) ?? 0;
    if (account !== undefined) return this.#seenPage([bizId, setTemplateId, account], start, limit, count);
    if (start >= count) return { count, hidden: 0, isEmpty: true, data: `{"count":${count},"info":[]}` };
    const end = Math.min(count, Number(start) + Number(limit));
    const statement = end - Number(start) > MOST_ROWS_AS_TEXT ? this.#statements.longPage : this.#statements.page;
    const data = statement.get(count, this.#dataset, bizId, setTemplateId, start, end) as string | Buffer;
    return { count, hidden: 0, isEmpty: false, data };
  }

  /** @param all how many rows there are, of any account */
  #seenPage(place: [Int64, Int64, string], start: Int64, limit: Int64, all: number): RowPage {
    const count = this.#statements.seenCount.get(this.#dataset, ...place) as number;
    const hidden = all - count;
    if (start >= count) return { count, hidden, isEmpty: true, data: `{"count":${count},"info":[]}` };
    const data = this.#statements.seenPage.get(count, this.#dataset, ...place, limit, start) as Buffer;
    return { count, hidden, isEmpty: false, data };
  }

  /** True if a row is of another supplier account than `0`. A data set never changes, so that it is asked once. */
  get areOfOtherAccounts(): boolean {
    this.#areOfOtherAccounts ??= this.#statements.anyOtherAccount.get(this.#dataset) !== undefined;
    return this.#areOfOtherAccounts;
  }

  /** The business of a service instance; undefined if there is no such service instance. */
  businessOf(id: Int64): number | undefined {
    return this.#statements.business.get(this.#dataset, id);
  }

  /** How many there are, and the first and the last id; undefined if there are none. */
  range(): { count: number; first: number; last: number } | undefined {
    const first = this.#statements.first.get(this.#dataset);
    if (first === undefined) return undefined;
    const last = this.#statements.last.get(this.#dataset) as number;
    return { count: this.#statements.countAll.get(this.#dataset) as number, first, last };
  }

  /** The set templates that a business has service instances of, ascending. */
  setTemplatesOf(bizId: Int64): number[] {
    return this.#statements.setTemplates.all(this.#dataset, bizId);
  }

  /** True if a business has service instances of another supplier account than `0`. */
  haveOtherAccounts(bizId: Int64): boolean {
    return this.#statements.ofOtherAccount.get(this.#dataset, bizId) !== undefined;
  }

  /**
   * How many service instances a business has. The rows are counted in an index: a million takes some 50 ms.
   *
   * @param moduleId only those of a module; undefined for any
   */
  countOf(bizId: Int64, moduleId: Int64 | undefined): number {
    return moduleId === undefined
      ? (this.#statements.countOfBusiness.get(this.#dataset, bizId) as number)
      : (this.#statements.countOfModule.get(this.#dataset, bizId, moduleId) as number);
  }

  /**
   * Some service instances of a business, by id: those after an id, without the first `skip`, and at most `limit` of them.
   *
   * @param moduleId only those of a module; undefined for any
   */
  ofBusiness(
    bizId: Int64,
    moduleId: Int64 | undefined,
    { after = 0, limit, skip = 0 }: { after?: Int64; limit: Int64; skip?: Int64 },
  ): StoredServiceInstance[] {
    return moduleId === undefined
      ? this.#statements.ofBusiness.all(this.#dataset, bizId, after, limit, skip)
      : this.#statements.ofModule.all(this.#dataset, bizId, moduleId, after, limit, skip);
  }

  /** The ids of the service instances that a business has on some hosts, ascending. */
  idsOfHosts(bizId: Int64, hostIds: readonly Int64[]): number[] {
    const asked = hostIds.filter((id) => typeof id === 'number');
    return ascending(this.#statements.idsOfHosts.all(JSON.stringify(asked), this.#dataset, bizId));
  }

  /** The service instances with these ids, in the order of the ids. */
  byIds(ids: readonly number[]): StoredServiceInstance[] {
    return this.#statements.byIds.all(JSON.stringify(ids), this.#dataset);
  }
}
