import { ROOT } from './root.ts';

/** A call of a component. */
export interface Call {
  method: string;
  /** From the root of the emulator or its sandbox: `/api/c/compapi/v2/cc/…/`. */
  path: string;
  parameters: Readonly<Record<string, unknown>>;
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

/**
 * Sends a call, as an app would.
 *
 * @param credentials the JSON of the header `X-Bkapi-Authorization`
 */
export const sendCall = async ({ method, path, parameters }: Call, credentials: object): Promise<CallReply> => {
  const isInQuery = method === 'GET' || method === 'HEAD';
  const target = ROOT + (isInQuery ? withQuery(path, parameters) : path).replace(/^\/+/, '');
  const start = performance.now();
  const response = await fetch(target, {
    method,
    headers: {
      'X-Bkapi-Authorization': JSON.stringify(credentials).replace(
        /[^ -~]/g,
        (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
      ),
      ...(isInQuery ? {} : { 'Content-Type': 'application/json' }),
    },
    redirect: 'manual',
    ...(isInQuery ? {} : { body: JSON.stringify(parameters) }),
  });
  const text = await response.text();
  return { status: response.status, headers: [...response.headers], text, ms: performance.now() - start };
};
