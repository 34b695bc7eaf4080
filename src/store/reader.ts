import type Sqlite from 'better-sqlite3';
import type { App } from './rows.js';
import type { Summary } from './write.js';

type Id = number | bigint;

const prepare = (db: Sqlite.Database) => ({
  processes: db
    .prepare<[Id, Id], string>('SELECT data FROM process_lists WHERE service_instance_id = ? AND bk_biz_id = ?')
    .pluck(),
  // Business 0, where it is there, holds the processes of all businesses.
  processesOfAny: db
    .prepare<[Id], string>('SELECT data FROM process_lists WHERE service_instance_id = ? ORDER BY bk_biz_id LIMIT 1')
    .pluck(),
  businessOfProcesses: db
    .prepare<[Id], number>(
      'SELECT bk_biz_id FROM process_lists WHERE service_instance_id = ? AND bk_biz_id > 0 ORDER BY bk_biz_id LIMIT 1',
    )
    .pluck(),
  count: db
    .prepare<[Id, Id], number>('SELECT count FROM set_template_counts WHERE bk_biz_id = ? AND set_template_id = ?')
    .pluck(),
  page: db
    .prepare<[Id, Id, Id, Id], string>(
      `SELECT group_concat(document) FROM (
         SELECT document FROM service_instances
         WHERE bk_biz_id = ? AND set_template_id = ? AND position >= ? AND position < ?
         ORDER BY position
       )`,
    )
    .pluck(),
  businessName: db.prepare<[Id], string>('SELECT bk_biz_name FROM businesses WHERE bk_biz_id = ?').pluck(),
  app: db.prepare<[string], string>('SELECT document FROM apps WHERE bk_app_code = ?').pluck(),
  businessesOfUser: db
    .prepare<[string], string | null>("SELECT document ->> 'businesses' FROM users WHERE bk_username = ?")
    .pluck(),
  someUser: db.prepare<[], number>('SELECT 1 FROM users LIMIT 1').pluck(),
  userOfToken: db.prepare<[string], string>('SELECT bk_username FROM users WHERE bk_token = ?').pluck(),
  ownerOfAccessToken: db.prepare<[string], { bk_app_code: string; bk_username: string }>(
    'SELECT bk_app_code, bk_username FROM access_tokens WHERE access_token = ?',
  ),
  summary: db.prepare<[], string>("SELECT value FROM meta WHERE key = 'summary'").pluck(),
});

/** The questions asked of one database, as statements prepared once. */
export class Reader {
  readonly #db: Sqlite.Database;
  readonly #ask: ReturnType<typeof prepare>;

  constructor(db: Sqlite.Database) {
    this.#db = db;
    this.#ask = prepare(db);
  }

  /** What is loaded; undefined where nothing was loaded yet. */
  summary(): Summary | undefined {
    const text = this.#ask.summary.get();
    return text === undefined ? undefined : (JSON.parse(text) as Summary);
  }

  /**
   * The processes of a service instance, by process id.
   *
   * @param bizId undefined for those of any business
   * @returns JSON text of an array
   */
  processes(serviceInstanceId: Id, bizId: Id | undefined): string {
    const list =
      bizId === undefined
        ? this.#ask.processesOfAny.get(serviceInstanceId)
        : bizId > 0
          ? this.#ask.processes.get(serviceInstanceId, bizId)
          : undefined;
    return list ?? '[]';
  }

  /** The business of a service instance's processes, the first where there are several. */
  businessOfProcesses(serviceInstanceId: Id): number | undefined {
    return this.#ask.businessOfProcesses.get(serviceInstanceId);
  }

  /**
   * A page of the service instances that a set template has in a business, by id.
   *
   * @param start rows to leave out, at least 0
   * @param limit rows at most, at least 1
   * @returns how many there are in all, and JSON text of an array
   */
  serviceInstances(bizId: Id, setTemplateId: Id, start: Id, limit: Id): { count: number; info: string } {
    const count = this.#ask.count.get(bizId, setTemplateId) ?? 0;
    if (start >= count) return { count, info: '[]' };
    const end = Math.min(count, Number(start) + Number(limit));
    return { count, info: `[${this.#ask.page.get(bizId, setTemplateId, start, end) as string}]` };
  }

  /** The name of a business, made from its id where no fixture declares it. */
  businessName(bizId: Id): string {
    return this.#ask.businessName.get(bizId) ?? `biz-${bizId}`;
  }

  /** Whether a user may see a business. Where users are declared, one who is not among them may see none. */
  maySee(user: string, bizId: Id): boolean {
    const businesses = this.#ask.businessesOfUser.get(user);
    if (businesses === undefined) return this.#ask.someUser.get() === undefined;
    return businesses === null || (JSON.parse(businesses) as number[]).includes(Number(bizId));
  }

  app(code: string): App | undefined {
    const text = this.#ask.app.get(code);
    return text === undefined ? undefined : (JSON.parse(text) as App);
  }

  userOfToken(bkToken: string): string | undefined {
    return this.#ask.userOfToken.get(bkToken);
  }

  ownerOfAccessToken(accessToken: string): { bk_app_code: string; bk_username: string } | undefined {
    return this.#ask.ownerOfAccessToken.get(accessToken);
  }

  close(): void {
    this.#db.close();
  }
}
