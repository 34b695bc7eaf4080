import { ROOT } from './root.ts';

/** A call of a component. */
export interface Call {
  method: string;
  /** From the root of the emulator or its sandbox: `/api/c/compapi/v2/cc/…/`. */
  path: string;
  parameters: Readonly<Record<string, unknown>>;
  /** Headers beside the credentials. */
  headers?: Readonly<Record<string, string>>;
}

/** The reply to a call, as a client gets it. */
export interface CallReply {
  status: number;
  headers: readonly (readonly [string, string])[];
  text: string;
  ms: number;
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** A path with the parameters in its query, as a GET has them. */
export const withQuery = (path: string, parameters: Call['parameters']): string => {
  const query = new URLSearchParams(Object.entries(parameters).map(([key, value]) => [key, asText(value)])).toString();
  return query === '' ? path : `${path}?${query}`;
};

/** A header holds ASCII alone; JSON can write any other character in it. */
export const asciiJson = (value: object): string =>
  JSON.stringify(value).replace(/[^ -~]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The headers of a call. @param credentials the JSON of the header `X-Bkapi-Authorization`; undefined if it has none */
export const headersOf = (credentials: object | undefined, headers: Call['headers'] = {}): Record<string, string> => ({
  ...(credentials === undefined ? {} : { 'X-Bkapi-Authorization': asciiJson(credentials) }),
  ...headers,
});

/** True if the parameters of a method stand in the address. */
export const isInQuery = (method: string): boolean => method === 'GET' || method === 'HEAD';

/** The connection was refused, or broke off before the reply was whole. */
export class BrokenConnection extends Error {}

/**
 * Sends a request to the emulator or its sandbox.
 *
 * @param path with its query
 * @throws TypeError if the browser cannot send it, as with a header of Chinese characters
 * @throws BrokenConnection
 * @throws AbortError
 */
export const sendRequest = async (path: string, init: RequestInit): Promise<CallReply> => {
  const request = new Request(ROOT + path.replace(/^\/+/, ''), { redirect: 'manual', ...init });
  const start = performance.now();
  try {
    const response = await fetch(request);
    const text = await response.text();
    return { status: response.status, headers: [...response.headers], text, ms: performance.now() - start };
  } catch (error) {
    throw request.signal.aborted ? error : new BrokenConnection((error as Error).message);
  }
};

/**
 * Sends a call, as an app would.
 *
 * @param credentials the JSON of the header `X-Bkapi-Authorization`
 */
export const sendCall = ({ method, path, parameters, headers }: Call, credentials: object): Promise<CallReply> => {
  if (isInQuery(method))
    return sendRequest(withQuery(path, parameters), { method, headers: headersOf(credentials, headers) });
  return sendRequest(path, {
    method,
    headers: { ...headersOf(credentials, headers), 'Content-Type': 'application/json' },
    body: JSON.stringify(parameters),
  });
};
