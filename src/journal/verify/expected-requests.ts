import type { FaceName } from '../../calls/face-name.js';

/** The conditions of an expected request. A request must meet all that are given. */
export interface RequestConditions {
  /** Name of a component. */
  component?: string;
  /** Without sandbox and query. Doubled slashes and a slash at the end make no difference. */
  path?: string;
  /** HTTP method. */
  method?: string;
  /** The way of the call: the ESB, CMDB's API server or the API gateway. */
  face?: FaceName;
  /** App code. */
  app?: string;
  user?: string;
  /** Parameters that the request contains, at any depth: `{ page: { start: 500 } }`. */
  parameters?: Readonly<Record<string, unknown>>;
  /** HTTP status of the reply. */
  status?: number;
  /** The code of the reply's envelope; 0 is success. */
  code?: number;
}

/** A request that should have come, and how often. Default: at least once. */
export interface ExpectedRequest extends RequestConditions {
  /** Exactly so often; 0 for never. Excludes `at_least` and `at_most`. */
  times?: number;
  at_least?: number;
  /** Without `at_least`, it may also have come never. */
  at_most?: number;
}

/** Requests that should have come. */
export interface ExpectedRequests {
  requests: readonly ExpectedRequest[];
  /** True if they should have come one after the other. Other requests may have come between them. Default false. */
  in_order?: boolean;
}

/** The requests that an expected one matched. */
export interface MatchedRequest {
  count: number;
  /** Ids of journal entries, the first thousand. */
  ids: number[];
}

/** The requests that came as expected, in the order in which they are expected. */
export interface MatchedRequests {
  requests: MatchedRequest[];
}
