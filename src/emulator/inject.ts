/** A request that is sent without a connection. */
export interface InjectRequest {
  /** Default: GET. */
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';
  /** Path and query. */
  url: string;
  headers?: Record<string, string | string[] | undefined>;
  /** Parameters to add to the query. */
  query?: Record<string, string | string[]>;
  /** The body: text or bytes as they are, anything else as JSON. */
  payload?: string | Uint8Array | object;
  /** Another name of `payload`. */
  body?: string | Uint8Array | object;
}

/** The reply to a request without a connection. */
export interface InjectReply {
  statusCode: number;
  headers: Record<string, string | string[] | number | undefined>;
  body: string;
  /** Another name of `body`. */
  payload: string;
  /** The body as bytes. */
  rawPayload: Uint8Array;
  /** The body read as JSON; the caller knows its type. */
  json<Body = unknown>(): Body;
}
