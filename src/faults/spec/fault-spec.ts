/** The failures of the catalogue (contract section 7). */
export const FAILURE_NAMES = [
  'rate-limited',
  'cmdb-rate-limited',
  'no-permission',
  'app-forbidden',
  'cmdb-down',
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

/** What a fault can be: a failure of the catalogue, or one of the sender's own making. */
export const FAULT_NAMES = [...FAILURE_NAMES, 'custom'] as const;
export type FaultName = FailureName | 'custom';

/** What a proxy in front says when it cannot get a reply. */
export const PROXY_STATUSES = [502, 503, 504] as const;
export type ProxyStatus = (typeof PROXY_STATUSES)[number];

/**
 * How late a reply is, in milliseconds, 600000 at most: always the same; anything from `min` to `max`, all as likely; or
 * as in real systems, most about the `median` and a few far later. `sigma`, 0 to 5, is the standard deviation of the
 * logarithm: at 0.5, one in 40 takes longer than 2.7 times the median.
 */
export type Latency =
  | number
  | { readonly fixed: number }
  | { readonly uniform: { readonly min: number; readonly max: number } }
  | { readonly log_normal: { readonly median: number; readonly sigma: number } };

/** A refusal of the sender's own making. */
export interface ErrorReply {
  /** From 1300000 to 1399999 the ESB refuses, with any other code the system behind it. 1 to 2147483647. */
  readonly code: number;
  /** The same in every language. */
  readonly message: string;
}

/** A reply of the sender's own making, as it is to be sent. */
export interface VerbatimReply {
  /** HTTP status, 200 to 599. Default 200. */
  readonly status?: number;
  /** Not those that say how a body travels: Content-Length, Transfer-Encoding, Trailer, Connection. Default: none. */
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * A string is sent as it is, `text/plain` unless the headers tell otherwise; anything else as JSON text,
   * `application/json`. 1 MiB at most. Default: an empty body.
   */
  readonly body?: unknown;
}

/** A failure on demand, as it is sent. */
export interface FaultSpec {
  /** A failure of the catalogue, or `custom`, which needs a `reply`. */
  readonly name: FaultName;
  /** Strikes calls of this component only. Default: of any. */
  readonly component?: string;
  /** Strikes calls of this app only. Default: of any. */
  readonly app?: string;
  /**
   * Strikes calls with these parameters only: a subset of those that are sent, at every depth; lists are of one length.
   * The number 2 stands for the string "2" too. Nested 8 deep at most. Default: any parameters.
   */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** How many calls are struck, 1 to 1000000000. Default: all. */
  readonly times?: number;
  /** How many calls, of those that match, pass before the first is struck, 0 to 1000000000. Default 0. */
  readonly skip?: number;
  /** Which share of the calls that match is struck, above 0, up to 1. Default 1: all of them. */
  readonly probability?: number;
  /**
   * 0 to 4294967295. Which calls are struck, and how late, depends on it and on their number alone. Default: the number of
   * the fault in its sandbox, so that runs are repeatable without it.
   */
  readonly seed?: number;
  /** How late the reply comes. Default: at once; `slow` 3000, `timeout` 60000. */
  readonly latency?: Latency;
  /** HTTP status of `bad-gateway`, and of no other. Default 502. */
  readonly status?: ProxyStatus;
  /** What `custom`, and no other, answers with. */
  readonly reply?: ErrorReply | VerbatimReply;
}

/** A failure on demand, as it stands in its sandbox. */
export interface FaultState extends FaultSpec {
  /** `f1`, `f2`, … */
  readonly id: string;
  /** Calls that matched, whether they were struck or not. */
  readonly seen: number;
  /** Calls that were struck. */
  readonly struck: number;
  /** How many more calls can be struck; null where there is no end. */
  readonly left: number | null;
}
