import type { Text } from '../model/language.js';
import { notJsonContent, requestFailed, type EsbError } from '../esb/errors.js';
import { UpstreamTimeout, type UpstreamAddress } from './client.js';

/** Most characters of a reply that an error repeats. */
const MOST_REPEATED = 1000;

/** A component that could not be asked. */
export interface Unanswered {
  name: string;
  system: string;
  /** Without the query, which may hold secrets. */
  path: string;
}

const NEW_CONNECTION = 'Failed to establish a new connection: ';

/** Codes of failed connections, with the words of Python for them. */
const CONNECT_ERRORS: Readonly<Record<string, string>> = {
  ECONNREFUSED: `${NEW_CONNECTION}[Errno 111] Connection refused`,
  EHOSTUNREACH: `${NEW_CONNECTION}[Errno 113] No route to host`,
  ENETUNREACH: `${NEW_CONNECTION}[Errno 101] Network is unreachable`,
  ENOTFOUND: `${NEW_CONNECTION}[Errno -2] Name or service not known`,
  EAI_AGAIN: `${NEW_CONNECTION}[Errno -3] Temporary failure in name resolution`,
};

const RESET = "('Connection aborted.', ConnectionResetError(104, 'Connection reset by peer'))";

const codeOf = (error: unknown): string => {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : (error as Error).name;
};

const wordsOf = (error: unknown, { host, port, prefix }: UpstreamAddress, path: string, timeout: number): string => {
  const code = codeOf(error);
  if (error instanceof UpstreamTimeout || code === 'UND_ERR_BODY_TIMEOUT') {
    return `Third-party system interface response time exceeds ${timeout} seconds`;
  }
  const connect = CONNECT_ERRORS[code];
  if (connect === undefined) return RESET;
  return (
    `HTTPConnectionPool(host='${host}', port=${port}): Max retries exceeded with url: ${prefix}${path} ` +
    `(Caused by NewConnectionError('<urllib3.connection.HTTPConnection object at 0x7f0000000000>: ${connect}'))`
  );
};

/**
 * The ESB's error for a call that the upstream did not answer (contract section 7).
 *
 * @param error of the client
 * @param timeout seconds
 */
export const unanswered = (
  error: unknown,
  { name, system, path }: Unanswered,
  address: UpstreamAddress,
  timeout: number,
): EsbError => {
  const isLate = error instanceof UpstreamTimeout;
  const code = codeOf(error);
  const problem = isLate
    ? { en: `no answer within ${timeout} seconds`, zh: `${timeout} 秒内没有返回` }
    : { en: code, zh: code };
  const to = `${address.host}:${address.port}`;
  const detail = {
    en: `forwarded to ${to}, which did not answer: ${problem.en}`,
    zh: `已转发到 ${to}，对方没有返回：${problem.zh}`,
  };
  return requestFailed(name, system, wordsOf(error, address, path, timeout), detail);
};

/** The ESB's error for a reply that is no JSON (contract section 7). */
export const noJsonFrom = (text: string, status: number, { host, port }: UpstreamAddress, why: Text): EsbError =>
  notJsonContent(text.slice(0, MOST_REPEATED), {
    en: `forwarded to ${host}:${port}, which answered ${status} with ${why.en}`,
    zh: `已转发到 ${host}:${port}，对方返回 ${status}，内容${why.zh}`,
  });
