import type { Breakage } from '../fault/due-fault.js';
import type { JsonText } from './json-text.js';

/** The reply to a call, before it is sent. */
export interface Reply {
  status: number;
  /** Headers beside those of every reply. */
  headers: Readonly<Record<string, string | string[]>> | undefined;
  body: JsonText;
  /** The bytes behind `body`, which still come; undefined if there are none. */
  rest: AsyncIterable<Buffer> | undefined;
  breakage: Breakage | undefined;
  /** Milliseconds to wait before anything is sent. */
  delayMs: number;
}

export const newReply = (): Reply => ({
  status: 200,
  headers: undefined,
  body: '',
  rest: undefined,
  breakage: undefined,
  delayMs: 0,
});
