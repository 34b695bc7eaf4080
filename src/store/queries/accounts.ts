import type { App, TokenOwner } from '../../model/accounts.js';
import type { Connection } from '../database/connection.js';

export const prepareAccountStatements = (db: Connection) => ({
  app: db.values<[number, string], string>('SELECT document FROM apps WHERE dataset = ? AND bk_app_code = ?'),
  userOfToken: db.values<[number, string], string>(
    'SELECT bk_username FROM bk_tokens WHERE dataset = ? AND bk_token = ?',
  ),
  ownerOfAccessToken: db.rows<[number, string], TokenOwner>(
    'SELECT bk_app_code, bk_username FROM access_tokens WHERE dataset = ? AND access_token = ?',
  ),
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
}
