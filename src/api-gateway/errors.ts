import type { Text } from '../model/language.js';

/** A refusal by the API gateway itself (contract section 9). Unlike the ESB's, it has an HTTP status of its own. */
export class GatewayError extends Error {
  readonly status: number;
  readonly code: number;
  readonly codeName: string;
  /** A setting that would let the request pass, for the person who runs the emulator. */
  readonly hint: Text | undefined;
  /** The problem of the request, for its sender. It is not part of the reply. */
  readonly detail: Text;

  /**
   * @param kind what the gateway calls the failure
   * @param fields what the gateway adds to the message in brackets
   */
  constructor(kind: GatewayErrorKind, fields: Readonly<Record<string, string>> = {}, detail?: Text, hint?: Text) {
    const [status, code, codeName, message, zh] = KINDS[kind];
    const pairs = Object.entries(fields).map(([name, value]) => `${name}="${value}"`);
    super(pairs.length === 0 ? message : `${message} [${pairs.join(' ')}]`);
    this.status = status;
    this.code = code;
    this.codeName = codeName;
    this.hint = hint;
    this.detail = detail ?? hint ?? { en: message, zh };
  }
}

/** The HTTP status, the code, its name and the message of each failure, as the gateway defines them, and the latter in Chinese. */
const KINDS = {
  invalidArguments: [400, 1640001, 'INVALID_ARGS', 'Parameters error', '参数错误'],
  appForbidden: [403, 1640301, 'APP_NO_PERMISSION', 'App has no permission to the resource', '应用没有该资源的权限'],
  notFound: [404, 1640401, 'API_NOT_FOUND', 'API not found', '没有该 API'],
  bodyTooLarge: [413, 1641301, 'BODY_SIZE_LIMIT_EXCEED', 'Request body size too large.', '请求体过大'],
  rateLimited: [
    429,
    1642902,
    'RATE_LIMIT_RESTRICTION',
    'API rate limit exceeded by stage strategy',
    '超过该环境的 API 频率限制',
  ],
  internal: [500, 1650001, 'INTERNAL_SERVER_ERROR', 'Internal Server Error', '服务器内部错误'],
  badGateway: [502, 1650200, 'BAD_GATEWAY', 'Bad Gateway', '无法连接后端'],
  timeout: [504, 1650401, 'REQUEST_BACKEND_TIMEOUT', 'Request backend service timeout', '请求后端服务超时'],
} as const;

export type GatewayErrorKind = keyof typeof KINDS;

/** A failed check of credentials. All of them share one code; the reason says which check failed. */
export const credentialsRefused = (reason: string, hint: Text): GatewayError =>
  new GatewayError('invalidArguments', { reason }, undefined, hint);
