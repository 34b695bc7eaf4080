import type { Connection } from './connection.js';
import { Facts, prepareFactQueries, type FactQueries } from './facts.js';
import { prepareListQueries, ProcessLists, type Owner, type ProcessList } from './process-lists.js';
import type { App } from '../model/rows.js';

type Id = number | bigint;

/** Of more rows, bytes come and go faster than text, which is decoded and encoded again. Of fewer, they take longer to make. */
const ROWS_AS_TEXT = 40;

/** Statements that are prepared when they are first asked for: most callers get full answers. */
const prepareWhenAsked = (db: Connection): (() => FactQueries) => {
  let prepared: FactQueries | undefined;
  return () => (prepared ??= prepareFactQueries(db));
};

/** Rows come in the order of the key that they are found by. To be asked to sort them, SQLite would take a tenth longer. */
const preparePage = <T>(db: Connection, result: string) =>
  db
    .prepare<[number, Id, Id, Id, Id], T>(
      `SELECT ${result} FROM service_instances
       WHERE dataset = ? AND bk_biz_id = ? AND set_template_id = ? AND position >= ? AND position < ?`,
    )
    .pluck();

/** The questions asked of a data set, as statements that are prepared once. The first value of each is the data set. */
export const prepareQueries = (db: Connection) => ({
  lists: prepareListQueries(db),
  count: db
    .prepare<[number, Id, Id], number>(
      'SELECT count FROM set_template_counts WHERE dataset = ? AND bk_biz_id = ? AND set_template_id = ?',
    )
    .pluck(),
  page: preparePage<string>(db, 'group_concat(document)'),
  longPage: preparePage<Buffer>(db, 'CAST(group_concat(document) AS BLOB)'),
  businessName: db
    .prepare<[number, Id], string>('SELECT bk_biz_name FROM businesses WHERE dataset = ? AND bk_biz_id = ?')
    .pluck(),
  app: db.prepare<[number, string], string>('SELECT document FROM apps WHERE dataset = ? AND bk_app_code = ?').pluck(),
  businessesOfUser: db
    .prepare<[number, string], string | null>(
      "SELECT document ->> 'businesses' FROM users WHERE dataset = ? AND bk_username = ?",
    )
    .pluck(),
  someUser: db.prepare<[number], number>('SELECT 1 FROM users WHERE dataset = ? LIMIT 1').pluck(),
  userOfToken: db
    .prepare<[number, string], string>('SELECT bk_username FROM bk_tokens WHERE dataset = ? AND bk_token = ?')
    .pluck(),
  ownerOfAccessToken: db.prepare<[number, string], { bk_app_code: string; bk_username: string }>(
    'SELECT bk_app_code, bk_username FROM access_tokens WHERE dataset = ? AND access_token = ?',
  ),
  facts: prepareWhenAsked(db),
});

/** Statements of one connection, for the readers of all its data sets. */
export type Queries = ReturnType<typeof prepareQueries>;

/** What is asked of one data set. */
export class Reader {
  readonly #ask: Queries;
  readonly #dataset: number;
  readonly #lists: ProcessLists;

  constructor(queries: Queries, dataset: number) {
    this.#ask = queries;
    this.#dataset = dataset;
    this.#lists = new ProcessLists(queries.lists, dataset);
  }

  /**
   * The processes of a service instance, by process id.
   *
   * @param bizId undefined for those of any business
   */
  processes(serviceInstanceId: Id, bizId: Id | undefined): ProcessList {
    return bizId === undefined
      ? { data: this.#lists.whole(serviceInstanceId), elsewhere: 0 }
      : this.#lists.ofBusiness(serviceInstanceId, bizId);
  }

  /** The businesses that a service instance has processes in, ascending. */
  businessesOfProcesses(serviceInstanceId: Id): number[] {
    return this.#lists.businesses(serviceInstanceId);
  }

  /** The first service instance that has processes, for an example; undefined where none has. */
  someServiceInstance(): Owner | undefined {
    return this.#lists.owner();
  }

  /**
   * A page of the service instances that a set template has in a business, by id.
   *
   * @param start rows to leave out, at least 0
   * @param limit rows at most, at least 1
   * @returns how many there are in all, and JSON text of the rows with commas between, or its bytes in UTF-8
   */
  serviceInstances(bizId: Id, setTemplateId: Id, start: Id, limit: Id): { count: number; rows: string | Buffer } {
    const count = this.#ask.count.get(this.#dataset, bizId, setTemplateId) ?? 0;
    if (start >= count) return { count, rows: '' };
    const end = Math.min(count, Number(start) + Number(limit));
    const page = end - Number(start) > ROWS_AS_TEXT ? this.#ask.longPage : this.#ask.page;
    return { count, rows: page.get(this.#dataset, bizId, setTemplateId, start, end) as string | Buffer };
  }

  /** The name of a business, made from its id where no fixture declares it. */
  businessName(bizId: Id): string {
    return this.#ask.businessName.get(this.#dataset, bizId) ?? `biz-${bizId}`;
  }

  /** Whether a user may see a business. Where users are declared, one who is not among them may see none. */
  maySee(user: string, bizId: Id): boolean {
    const businesses = this.#ask.businessesOfUser.get(this.#dataset, user);
    if (businesses === undefined) return this.#ask.someUser.get(this.#dataset) === undefined;
    return businesses === null || (JSON.parse(businesses) as number[]).includes(Number(bizId));
  }

  /** What tells why an answer is empty. */
  get facts(): Facts {
    return new Facts(this.#ask.facts(), this.#dataset);
  }

  app(code: string): App | undefined {
    const text = this.#ask.app.get(this.#dataset, code);
    return text === undefined ? undefined : (JSON.parse(text) as App);
  }

  userOfToken(bkToken: string): string | undefined {
    return this.#ask.userOfToken.get(this.#dataset, bkToken);
  }

  ownerOfAccessToken(accessToken: string): { bk_app_code: string; bk_username: string } | undefined {
    return this.#ask.ownerOfAccessToken.get(this.#dataset, accessToken);
  }
}
