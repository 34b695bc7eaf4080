import type { App, TokenOwner } from '../../model/accounts.js';
import type { Int64 } from '../../model/ids.js';
import type { Connection } from '../database/connection.js';

export const prepareAccountStatements = (db: Connection) => ({
  app: db.values<[number, string], string>('SELECT document FROM apps WHERE dataset = ? AND bk_app_code = ?'),
  userOfToken: db.values<[number, string], string>(
    'SELECT bk_username FROM bk_tokens WHERE dataset = ? AND bk_token = ?',
  ),
  ownerOfAccessToken: db.rows<[number, string], TokenOwner>(
    'SELECT bk_app_code, bk_username FROM access_tokens WHERE dataset = ? AND access_token = ?',
  ),
  businesses: db.values<[number, string], string | null>(
    "SELECT document ->> 'businesses' FROM users WHERE dataset = ? AND bk_username = ?",
  ),
  someUser: db.values<[number], number>('SELECT 1 FROM users WHERE dataset = ? LIMIT 1'),
});

/** The apps, users and tokens of one data set. */
export class Accounts {
  readonly #statements: ReturnType<typeof prepareAccountStatements>;
  readonly #dataset: number;

  constructor(statements: ReturnType<typeof prepareAccountStatements>, dataset: number) {
    this.#statements = statements;
    this.#dataset = dataset;
  }

  app(code: string): App | undefined {
    const document = this.#statements.app.get(this.#dataset, code);
    return document === undefined ? undefined : (JSON.parse(document) as App);
  }

  userOfToken(bkToken: string): string | undefined {
    return this.#statements.userOfToken.get(this.#dataset, bkToken);
  }

  ownerOfAccessToken(accessToken: string): TokenOwner | undefined {
    return this.#statements.ownerOfAccessToken.get(this.#dataset, accessToken);
  }

  /** True if a user may see a business. If users are declared, an undeclared user may see none. */
  maySee(user: string, bizId: Int64): boolean {
    const businesses = this.#statements.businesses.get(this.#dataset, user);
    if (businesses === undefined) return this.#statements.someUser.get(this.#dataset) === undefined;
    return businesses === null || (JSON.parse(businesses) as number[]).includes(Number(bizId));
  }

  /** The businesses of a user who may not see all of them; undefined for an unknown user. */
  businessesOf(user: string): number[] | undefined {
    const businesses = this.#statements.businesses.get(this.#dataset, user);
    return businesses === undefined ? undefined : (JSON.parse(businesses as string) as number[]);
  }
}
