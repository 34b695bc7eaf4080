/** An app that is registered with the ESB. */
export interface App {
  bk_app_code: string;
  /** An app may have several secrets at a time, so that one can be replaced while clients still send the other. */
  secrets: readonly string[];
  /** If true, the app may name a user by `bk_username` alone, without a token (免登录态验证白名单). */
  may_name_users: boolean;
  /** The components that the app may call; null for all. */
  components: readonly string[] | null;
}

/** A user of the ESB. */
export interface User {
  bk_username: string;
  /** The login state; null for a user who is not logged in. */
  bk_token: string | null;
  access_tokens: readonly { access_token: string; bk_app_code: string }[];
  /** The businesses the user may see; null for all. No component that is here asks for it, as in CMDB. */
  businesses: readonly number[] | null;
}

/** The app and the user of an access token. */
export interface TokenOwner {
  bk_app_code: string;
  bk_username: string;
}
