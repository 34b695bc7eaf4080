/** An app as it is registered with the ESB. */
export interface App {
  bk_app_code: string;
  /** An app may have several secrets at a time, so that one can be replaced while clients still send the other. */
  secrets: readonly string[];
  /** Whether the app may name a user by `bk_username` alone, without a token: "免登录态验证白名单". */
  may_name_users: boolean;
  /** Components the app may call; all of them where it is null. */
  components: readonly string[] | null;
}

/** Who an access token speaks for. */
export interface TokenOwner {
  bk_app_code: string;
  bk_username: string;
}

/** What the ESB looks up to check credentials in the auth mode `strict`. */
export interface Accounts {
  app(code: string): App | undefined;
  /** The name of the user whose login state this is. */
  userOfToken(bkToken: string): string | undefined;
  ownerOfAccessToken(accessToken: string): TokenOwner | undefined;
}
