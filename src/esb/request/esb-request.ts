import type { CallRequest } from '../../calls/call-request.js';
import type { Language, Params } from '../../calls/component.js';

/** A request as the ESB understands it (contract section 2). */
export interface EsbRequest extends CallRequest {
  sentUrl: string;
  query: ReadonlyMap<string, string>;
  /** The body's bytes, for signatures. */
  body: Buffer;
  /** The header `X-Request-Uri`, in which a proxy says what the client asked for; empty if there is none. */
  requestUri: string;
  /** True if `params` come from a body that is not JSON. */
  isForm: boolean;
  /** The object that holds the credentials: the header's, or `params`. */
  credentials: Params;
  /** True if `credentials` came in `X-Bkapi-Authorization`, the only place for an access token. */
  credentialsInHeader: boolean;
  /** The language of the system behind. The ESB's own messages are always English. */
  language: Language;
  wantsTestEnvironment: boolean;
}
