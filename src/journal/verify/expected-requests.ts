import type { FaceName } from '../../calls/face-name.js';

/** The conditions of an expected request. A request must meet all that are given. */
export interface RequestConditions {
  /** Name of a component: `list_process_instance`, or `SYSTEM.NAME` of one that a stub stands for. */
  component?: string | undefined;
  /** Without sandbox and query. Doubled slashes and a slash at the end make no difference. */
  path?: string | undefined;
  /** HTTP method. */
  method?: string | undefined;
  /** The way of the call: the ESB, CMDB's API server or the API gateway. */
  face?: FaceName | undefined;
  /** App code. */
  app?: string | undefined;
  user?: string | undefined;
  /** Parameters that the request contains, at any depth: `{ page: { start: 500 } }`. */
  parameters?: Readonly<Record<string, unknown>> | undefined;
  /** HTTP status of the reply. */
  status?: number | undefined;
  /** The code of the reply's envelope; 0 is success. */
  code?: number | undefined;
}

/** A request that should have come, and how often. Default: at least once. */
export interface ExpectedRequest extends RequestConditions {
  /** Exactly so often; 0 for never. Excludes `at_least` and `at_most`. */
  times?: number | undefined;
  at_least?: number | undefined;
  /** Without `at_least`, it may also have come never. */
  at_most?: number | undefined;
}

/** Requests that should have come. */
export interface ExpectedRequests {
  requests: readonly ExpectedRequest[];
  /** True if they should have come one after the other. Other requests may have come between them. Default false. */
  in_order?: boolean | undefined;
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
