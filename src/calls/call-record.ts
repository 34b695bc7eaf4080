import type { Params } from './component.js';
import type { FaceName } from './face-name.js';
import type { CallTrace } from './call-trace.js';

/** A request and its reply, as the journal takes them. */
export interface CallRecord {
  /** When the request arrived, as Unix time in milliseconds. */
  at: number;
  /** When the request arrived, by the clock of `monotonicNow`. */
  arrived: number;
  /** From the arrival to the reply, in milliseconds. */
  durationMs: number;
  face: FaceName;
  method: string;
  /** Without the query, which may hold secrets. */
  path: string;
  /** The request target as the face read it, with its query. */
  target: string;
  /** The component's name; null if the path leads to none. */
  component: string | null;
  /** As they were sent, credentials included. */
  params: Params;
  /** How many bytes the parameters, and the names of the caller, were sent in. */
  length: number;
  /** The HTTP status; null if nothing was sent. */
  status: number | null;
  /** Bytes of the body that were sent. */
  size: number;
  trace: CallTrace;
}
