import type { ShownProblem } from '../../../util/problem.ts';
import { ROOT } from './root.ts';
import { isTokenWanted, token } from './token.ts';

/** A refusal of the control API, or a reply that did not come. */
export class ControlFailure extends Error {
  /** HTTP status; 0 if no reply came. */
  readonly status: number;
  readonly code: string;
  /** The message in Chinese; in English if the emulator has not said it. */
  readonly message_zh: string;
  readonly problems: readonly ShownProblem[];

  constructor(
    status: number,
    code: string,
    message: string,
    { message_zh = message, problems = [] }: Partial<Pick<ControlFailure, 'message_zh' | 'problems'>> = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.message_zh = message_zh;
    this.problems = problems;
  }
}

/** Makes a failure that can be shown of anything that a request of the page has thrown. */
export const asFailure = (error: unknown): ControlFailure =>
  error instanceof ControlFailure ? error : new ControlFailure(0, 'PAGE', String(error));

/** A request to the control API. */
export interface ControlRequest {
  /** Default: GET. */
  method?: 'GET' | 'PUT' | 'PATCH' | 'POST' | 'DELETE';
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as it is. */
  text?: string | Blob;
  /** The media type of the text. Default: the one that the browser gives it. */
  type?: string;
  query?: Readonly<Record<string, string | number | undefined>>;
  signal?: AbortSignal;
}

/** The headers that control wants from this page. */
export const controlHeaders = (): Record<string, string> =>
  token.value === undefined ? {} : { 'X-Emulator-Token': token.value };

/** The address of an operation. @param path the path below the prefix, such as `/data` */
export const controlAddress = (path: string, query: ControlRequest['query'] = {}): string => {
  const given = Object.entries(query).flatMap(([key, value]): [string, string][] =>
    value === undefined || value === '' ? [] : [[key, `${value}`]],
  );
  const search = given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
  return `${ROOT}__emulator${path}${search}`;
};

/** Reads a refusal. */
export const failureOf = async (response: Response): Promise<ControlFailure> => {
  const text = await response.text();
  try {
    const { code, message, ...others } = JSON.parse(text) as ControlFailure;
    return new ControlFailure(response.status, code, message, others);
  } catch {
    return new ControlFailure(response.status, `HTTP ${response.status}`, text.slice(0, 500));
  }
};

/**
 * Sends a request to the control API.
 *
 * @throws ControlFailure if it is refused, or no reply comes
 */
export const askControl = async (path: string, request: ControlRequest = {}): Promise<Response> => {
  const { method = 'GET', json, text, type, query, signal } = request;
  const sent = token.value;
  const body = json === undefined ? text : JSON.stringify(json);
  const headers = { ...controlHeaders(), ...(type === undefined ? {} : { 'Content-Type': type }) };
  const init = { method, headers, ...(body === undefined ? {} : { body }), ...(signal ? { signal } : {}) };
  const response = await fetch(controlAddress(path, query), init).catch((error: unknown) => {
    if (signal?.aborted === true) throw error;
    throw new ControlFailure(0, 'NO_REPLY', (error as Error).message);
  });
  if (response.ok) return response;
  // A late refusal of the token before says nothing of the one that was given since.
  if (response.status === 401 && token.value === sent) isTokenWanted.value = true;
  throw await failureOf(response);
};

/** Sends a request to the control API, and reads the JSON of its reply; undefined if that is empty. */
export const control = async <T>(path: string, request?: ControlRequest): Promise<T> => {
  const text = await (await askControl(path, request)).text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
};
