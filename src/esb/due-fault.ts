import type { Component } from './component.js';
import type { BackendError, EsbError } from './errors.js';
import type { Params } from './request/read-request.js';

/**
 * Where on its way a call is struck: at a proxy before the ESB, at the ESB once it has let the call pass, or at the
 * system behind.
 */
export type Stage = 'proxy' | 'esb' | 'system';

/** What the caller gets. */
export type Effect =
  /** A refusal, in the envelope that it has anywhere else. */
  | { kind: 'refusal'; error: EsbError | BackendError }
  /** A reply of somebody else's. */
  | { kind: 'reply'; status: number; headers: Readonly<Record<string, string>>; body: string }
  /** The ordinary reply, broken: not sent at all, half of it sent, or half of it in place of the whole. */
  | { kind: 'breakage'; how: 'reset' | 'truncated' | 'malformed' }
  /** The ordinary reply, late. */
  | { kind: 'delay' };

/** A call that is struck, as far as what strikes looks at it. */
export interface FaultedCall<Backend> {
  component: Component<Backend>;
  params: Params;
  backend: Backend;
}

/** A failure on demand that is due (contract section 7). */
export interface DueFault<Backend> {
  fault: { id: string; name: string };
  stage: Stage;
  /** Milliseconds that go by before anything is sent. */
  delayMs: number;
  /** What the caller gets. Asked once, when the call has come to the stage; one that does not come so far is not struck. */
  effect: (call: FaultedCall<Backend>) => Effect;
}
