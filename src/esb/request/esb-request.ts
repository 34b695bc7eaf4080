import type { Text } from '../../model/language.js';
import type { CallRequest } from '../../calls/call-request.js';
import type { Language, Params } from '../../calls/component.js';

/** How the ESB takes a body. It does not read that of a GET, which has its parameters in the query. */
export type BodyKind = 'json' | 'form' | 'multipart' | 'nothing' | 'unread';

/** A request as the ESB understands it (contract section 2). */
export interface EsbRequest extends CallRequest {
  sentUrl: string;
  query: ReadonlyMap<string, string>;
  /** Why Django refuses the query of a POST; undefined if it does not. The ESB finds out when it looks for a signature. */
  queryRefusal: Text | undefined;
  /** The header `X-Request-Uri`, in which a proxy says what the client asked for; empty if there is none. */
  requestUri: string;
  bodyKind: BodyKind;
  /** The `Content-Type` as it was sent. */
  contentType: string | undefined;
  /** The object that holds the credentials: the header's, or `params`. */
  credentials: Params;
  /** True if `credentials` came in `X-Bkapi-Authorization`, the only place for an access token. */
  credentialsInHeader: boolean;
  /** The language of the system behind. The ESB's own messages are always English. */
  language: Language;
  wantsTestEnvironment: boolean;
  /** False if the live ESB fails when it copies the parameters on their way to the system behind. */
  canBeCopied: boolean;
}
