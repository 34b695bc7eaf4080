/** An app as it is registered with the ESB. */
export interface App {
  bk_app_code: string;
  /** An app may have several secrets at a time, so that one can be replaced while clients still send the other. */
  secrets: readonly string[];
  /** If true, the app may name a user by `bk_username` alone, without a token: "免登录态验证白名单". */
  may_name_users: boolean;
  /** Components that the app may call; null for all. */
  components: readonly string[] | null;
}

/** The app and the user of an access token. */
export interface TokenOwner {
  bk_app_code: string;
  bk_username: string;
}

/** The accounts against which the auth mode `strict` checks credentials. */
export interface Accounts {
  app(code: string): App | undefined;
  /** The name of the user with this login state. */
  userOfToken(bkToken: string): string | undefined;
  ownerOfAccessToken(accessToken: string): TokenOwner | undefined;
}
