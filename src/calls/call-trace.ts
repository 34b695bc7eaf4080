import type { Text } from '../model/language.js';
import type { Caller } from './caller.js';

const UNKNOWN_CALLER: Caller = { app: '', user: '' };

/** How a call came to its reply. The journal and the log show it; the reply itself does not. */
export interface CallTrace {
  /** Names are empty if the request gives none. */
  caller: Caller;
  /** Null if the reply has none. */
  requestId: string | null;
  /** The envelope's `code`; null if the reply has none. */
  code: number | null;
  /** Why the reply is empty, short, or a refusal. */
  why: Text | undefined;
  /** The message of a refusal and the setting that would let the call pass; undefined if no setting would. */
  refusal: { message: string; hint: string } | undefined;
  /** In what ways the contract `cmdb-3.14` would refuse the call or answer it differently. */
  differences: Text[];
  /** The fault that was applied. */
  fault: { id: string; name: string } | undefined;
  /** The stub that answered, and which of its answers, from 1. */
  stub: { name: string; path: string; step: number } | undefined;
}

/** The trace of a call before anything is known of it. */
export const newTrace = (): CallTrace => ({
  caller: UNKNOWN_CALLER,
  requestId: null,
  code: null,
  why: undefined,
  refusal: undefined,
  differences: [],
  fault: undefined,
  stub: undefined,
});
