import type { App, TokenOwner } from '../../model/accounts.js';

/** The accounts against which the auth mode `strict` checks credentials. */
export interface Accounts {
  app(code: string): App | undefined;
  /** The name of the user with this login state. */
  userOfToken(bkToken: string): string | undefined;
  ownerOfAccessToken(accessToken: string): TokenOwner | undefined;
}
