import type { Caller } from './credentials/authenticate.js';
import type { EsbRequest, Params } from './request/read-request.js';
import type { Effect } from './due-fault.js';
import type { JsonText } from './reply/json-text.js';

const NOBODY: Caller = { app: '', user: '' };

/** How a call went, beside what its reply says: for whoever wants to know what came and why it was answered so. */
export interface Trace {
  /** Undefined where it could not be read. */
  request: EsbRequest | undefined;
  /** Names are empty where there are none. */
  caller: Caller;
  /** Null where the reply has none. */
  requestId: string | null;
  /** The envelope's; null where the reply has none. */
  code: number | null;
  /** Why the reply is empty, short, or a refusal. */
  why: string | undefined;
  /** Where the ESB refused what a setting would let pass: its message, and that setting. */
  refusal: { message: string; hint: string } | undefined;
  /** What the contract `cmdb-3.14` would refuse or answer differently. */
  differences: string[];
  /** The failure on demand that struck. */
  fault: { id: string; name: string } | undefined;
}

/** How a reply is broken on its way. */
export type Breakage = Extract<Effect, { kind: 'breakage' }>['how'];

/** What goes back to the caller. */
export interface Reply {
  status: number;
  /** Beside those that every reply has. */
  headers: Readonly<Record<string, string>> | undefined;
  body: JsonText;
  breakage: Breakage | undefined;
  /** Milliseconds that go by before anything is sent. */
  delayMs: number;
}

/** A request and what became of it. */
export interface CallRecord {
  /** Unix time in milliseconds. */
  at: number;
  /** When it came, by the clock of `performance.now()`. */
  arrived: number;
  /** From its arrival to its reply, in milliseconds. */
  durationMs: number;
  method: string;
  /** Without its query, which may hold secrets. */
  path: string;
  /** The component's name; null where the path leads to none. */
  component: string | null;
  /** As they were sent, credentials among them. */
  params: Params;
  /** How many characters they were sent in. */
  length: number;
  /** Null where nothing was sent. */
  status: number | null;
  /** Bytes of the body that were sent. */
  size: number;
  /** Without the request, which is not to be kept. */
  trace: Omit<Trace, 'request'>;
}

/** The record of a request that nothing is known of yet. */
export const newTrace = (): Trace => ({
  request: undefined,
  caller: NOBODY,
  requestId: null,
  code: null,
  why: undefined,
  refusal: undefined,
  differences: [],
  fault: undefined,
});
