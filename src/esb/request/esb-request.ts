import type { IncomingHttpHeaders } from 'node:http';
import type { Language, Params } from '../component.js';

/** Stands for a body over the limit, which is not kept. */
export const TOO_LARGE = Symbol('body too large');

/** The bytes of a body, or the sign that it is over the limit. */
export type Body = Buffer | typeof TOO_LARGE;

/** A request before the ESB has read it. */
export interface RawRequest {
  method: string;
  /** The request target: path and query, or an absolute URL. A sandbox's prefix is removed. */
  url: string;
  /** The request target as it was sent. */
  sentUrl: string;
  headers: IncomingHttpHeaders;
  body: Body;
}

/** A request as the ESB understands it (contract section 2). */
export interface EsbRequest {
  method: string;
  /** The request target, as in `RawRequest`. */
  url: string;
  sentUrl: string;
  query: ReadonlyMap<string, string>;
  /** The body's bytes as text, for signatures; empty if there is none. */
  rawBody: string;
  params: Params;
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
