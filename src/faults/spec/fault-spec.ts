/** The failures of the catalogue (contract section 7). */
export const FAILURE_NAMES = [
  'rate-limited',
  'cmdb-rate-limited',
  'no-permission',
  'app-forbidden',
  'cmdb-down',
  'cmdb-refused',
  'cmdb-not-json',
  'cmdb-failed',
  'cmdb-internal',
  'esb-error',
  'bad-gateway',
  'timeout',
  'slow',
  'reset',
  'truncated',
  'malformed',
] as const;

/** A failure of the catalogue. */
export type FailureName = (typeof FAILURE_NAMES)[number];

/** Names of faults: the failures of the catalogue, and `custom`. */
export const FAULT_NAMES = [...FAILURE_NAMES, 'custom'] as const;
export type FaultName = FailureName | 'custom';

/** The statuses of a proxy that cannot get a reply. */
export const PROXY_STATUSES = [502, 503, 504] as const;
export type ProxyStatus = (typeof PROXY_STATUSES)[number];

/**
 * The delay of a reply in milliseconds, at most 600000: constant, uniform from `min` to `max`, or log-normal around
 * `median`, as in real systems. `sigma`, 0 to 5, is the standard deviation of the logarithm: at 0.5, one reply in 40 takes
 * longer than 2.7 times the median.
 */
export type Latency =
  | number
  | { readonly fixed: number }
  | { readonly uniform: { readonly min: number; readonly max: number } }
  | { readonly log_normal: { readonly median: number; readonly sigma: number } };

/** A refusal with a custom code and message. */
export interface ErrorReply {
  /** The error code, 1 to 2147483647. The ESB refuses with 1300000 to 1399999, the system behind it with any other code. */
  readonly code: number;
  /** The message, the same in every language. */
  readonly message: string;
}

/** A custom reply, sent unchanged. */
export interface VerbatimReply {
  /** HTTP status, 200 to 599. Default 200. */
  readonly status?: number;
  /** Headers, except Content-Length, Transfer-Encoding, Trailer and Connection, which HTTP sets itself. Default: none. */
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * The body, at most 1 MiB. A string is sent unchanged, by default as `text/plain`. Any other value is sent as JSON, by
   * default as `application/json`. Default: empty.
   */
  readonly body?: unknown;
}

/** A fault, as it is sent. */
export interface FaultSpec {
  /** A failure of the catalogue, or `custom`, which needs a `reply`. */
  readonly name: FaultName;
  /** Applies only to calls of this component. Default: any. */
  readonly component?: string;
  /** Applies only to calls of this app. Default: any. */
  readonly app?: string;
  /**
   * Applies only to calls that contain these parameters, at any depth; a list must have the same length. The number 2 also
   * matches the string "2". At most 8 levels deep. Default: any parameters.
   */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** Number of calls that the fault is applied to, 1 to 1000000000. Default: no limit. */
  readonly times?: number;
  /** Number of matching calls that pass first, 0 to 1000000000. Default 0. */
  readonly skip?: number;
  /** Share of the matching calls that the fault is applied to, above 0 and at most 1. Default 1. */
  readonly probability?: number;
  /**
   * Seed of the random choices, 0 to 4294967295. Choices and delays depend only on it and on the number of the call.
   * Default: the number of the fault in its sandbox, so that runs are repeatable.
   */
  readonly seed?: number;
  /** Delay of the reply in milliseconds. Default: none; `slow` 3000, `timeout` 60000. */
  readonly latency?: Latency;
  /** HTTP status; only for `bad-gateway`. Default 502. */
  readonly status?: ProxyStatus;
  /** The reply; only for `custom`, which requires it. */
  readonly reply?: ErrorReply | VerbatimReply;
}

/** A fault of a sandbox, with its counts. */
export interface FaultState extends FaultSpec {
  /** `f1`, `f2`, … */
  readonly id: string;
  /** Number of calls that matched, with or without effect. */
  readonly seen: number;
  /** Number of calls that the fault was applied to. */
  readonly struck: number;
  /** Number of calls that it can still be applied to; null without a limit. */
  readonly left: number | null;
}
