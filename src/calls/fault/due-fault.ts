import type { Component, Params } from '../component.js';

/** The place of a fault: a proxy in front, the ESB or another gateway after it has accepted the call, or the system behind. */
export type Stage = 'proxy' | 'esb' | 'system';

/** The ways to break a reply: send nothing, cut it off while it is sent, or send half of its body. */
export type Breakage = 'reset' | 'truncated' | 'malformed';

/** The reply that a fault makes of a call. */
export type Effect =
  /** A refusal in its usual envelope: an error that the face knows. */
  | { kind: 'refusal'; error: Error }
  /** A reply that neither the gateway nor the system behind makes, such as a proxy's page. */
  | { kind: 'reply'; status: number; headers: Readonly<Record<string, string>>; body: string }
  /** The ordinary reply, broken. */
  | { kind: 'breakage'; how: Breakage }
  /** The ordinary reply, late. */
  | { kind: 'delay' };

/** The part of a call that a fault may look at. */
export interface FaultedCall<Backend> {
  component: Component<Backend>;
  params: Params;
  backend: Backend;
}

/** A fault that is due for a call (contract section 7). */
export interface DueFault<Backend> {
  fault: { id: string; name: string };
  stage: Stage;
  /** Milliseconds to wait before anything is sent. */
  delayMs: number;
  /** Makes the effect. It is called at most once: when the call reaches the stage. */
  effect: (call: FaultedCall<Backend>) => Effect;
}
