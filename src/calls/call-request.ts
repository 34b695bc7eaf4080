import type { IncomingHttpHeaders } from 'node:http';
import type { Text } from '../model/language.js';
import type { Params } from './component.js';

/** Stands for a body over the limit, which is not kept. */
export const TOO_LARGE = Symbol('body too large');

/** Says that a body is over the limit. */
export const IS_TOO_LARGE: Text = {
  en: 'the body is larger than --body-limit lets it be',
  zh: '请求体超过 --body-limit 的限制',
};

/** The bytes of a body, or the sign that it is over the limit. */
export type Body = Buffer | typeof TOO_LARGE;

/** A request before a face has read it. */
export interface RawRequest {
  method: string;
  /** The request target: path and query, or an absolute URL. A sandbox's prefix is removed. */
  url: string;
  /** The request target as it was sent. */
  sentUrl: string;
  headers: IncomingHttpHeaders;
  body: Body;
}

/** A request as a face understands it. Each face adds what it reads beside. */
export interface CallRequest {
  method: string;
  /** The request target, as in `RawRequest`. */
  url: string;
  /** Its bytes; none if there is no body. */
  body: Buffer;
  params: Params;
  /** Why its body is no JSON object, if the face has read it all the same, without parameters. */
  notJson?: Text | undefined;
}
