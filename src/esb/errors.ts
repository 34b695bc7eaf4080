import { joinReasons } from '../util/words.js';
import type { Text } from '../model/language.js';
import { nameInSystem } from '../model/component-names.js';

interface EsbErrorOptions {
  /** If true, the reply has a `request_id`. The live ESB makes one only after it has read the request. Default true. */
  traced?: boolean;
  /** HTTP status of the reply. Default 200, because the ESB reports errors by `code` alone. */
  status?: number;
  /** A setting that would let the request pass, for the person who runs the emulator. It is logged and never sent. */
  hint?: Text;
  /** The problem of the request, for its sender. Default: the hint. */
  detail?: Text;
  /** If true, a check of credentials has failed. Default false. */
  isOfCredentials?: boolean;
}

/** A refusal by the ESB itself, with a code of the 13xxxxx range (contract sections 2 and 3). */
export class EsbError extends Error {
  readonly code: number;
  readonly traced: boolean;
  readonly status: number;
  readonly hint: Text | undefined;
  /** The problem of the request, for its sender. It is not part of the reply. */
  readonly detail: Text | undefined;
  /** True for a failed check of credentials. */
  readonly isOfCredentials: boolean;

  constructor(code: number, message: string, options: EsbErrorOptions = {}) {
    super(message);
    this.code = code;
    this.traced = options.traced ?? true;
    this.status = options.status ?? 200;
    this.hint = options.hint;
    this.detail = options.detail ?? options.hint;
    this.isOfCredentials = options.isOfCredentials ?? false;
  }
}

export const brokenJson = (traced: boolean): EsbError =>
  new EsbError(1306000, 'Request JSON string is wrong in format, which cannot be analyzed.', {
    traced,
    detail: { en: 'the body begins with "{", and is no JSON', zh: '请求体以 "{" 开头，但不是 JSON' },
  });

export const brokenAuthorization = (): EsbError =>
  new EsbError(1306406, 'Parameters error, request header X-Bkapi-Authorization is not a valid JSON format string', {
    traced: false,
    detail: { en: 'the header X-Bkapi-Authorization is no JSON', zh: '请求头 X-Bkapi-Authorization 不是 JSON' },
  });

/** The live ESB's answer where its own code fails. */
export const componentError = (detail: Text): EsbError =>
  new EsbError(1306000, 'Component error, please contact the component developer to handle it.', { detail });

/** The ESB could not ask the system behind it. `problem` has the words of its HTTP library. */
export const requestFailed = (
  component: string,
  system: string,
  problem: string,
  detail: Text = { en: 'the ESB cannot send this to the system behind it', zh: 'ESB 无法把它发给后面的系统' },
): EsbError =>
  new EsbError(
    1306201,
    `Component request third-party system [${system}] interface [${nameInSystem(component)}] error: ${problem}, ` +
      'please try again later or contact component developer to handle this',
    { detail },
  );

/** The system behind the ESB has answered with something else than JSON. */
export const notJsonContent = (content: string, detail?: Text): EsbError =>
  new EsbError(1306000, `Request interface error, the response content is not a json string: ${content}`, {
    ...(detail === undefined ? {} : { detail }),
  });

/** The live ESB looks for the API gateway's public key, which the recorded system does not have, before it looks at the token. */
export const unverifiableJwt = (): EsbError =>
  new EsbError(
    1306408,
    'APIGateway JWT verification failed, get jwt public_key fail. please contact the component developer to handle',
    {
      traced: false,
      detail: {
        en: 'the API gateway sends the header X-Bkapi-JWT; a caller of the ESB has to leave it out',
        zh: '请求头 X-Bkapi-JWT 由 API 网关发送，调用 ESB 时不能带',
      },
    },
  );

export const parameterRequired = (name: string): EsbError =>
  new EsbError(1306406, `Parameters error, param ${name} is required`, {
    detail: { en: `${name} is missing`, zh: `缺少 ${name}` },
  });

export const noTestEnvironment = (): EsbError =>
  new EsbError(1306206, 'Error, the component does not support access third-party test environment', {
    detail: {
      en: 'the header X-Use-Test-Env asks for a test environment',
      zh: '请求头 X-Use-Test-Env 要求使用测试环境',
    },
  });

/** The ESB's answer to the paths of components that its users add by themselves. */
export const inactiveChannel = (): EsbError =>
  new EsbError(1306405, 'Not found, inactive buffet component', {
    traced: false,
    detail: {
      en: 'the ESB serves no self-service component; the components of CMDB are below /api/c/compapi/v2/cc/',
      zh: 'ESB 没有自助接入的组件；CMDB 的组件在 /api/c/compapi/v2/cc/ 下',
    },
  });

export const componentForbidden = (component: string, system: string, hint: Text): EsbError =>
  new EsbError(
    1306403,
    `APP permission is insufficient, APP has no permission to access the component (${nameInSystem(component)}) of the ` +
      `system (${system}). The APP manager can go to the Developer Center and apply for permission to access the component`,
    { hint },
  );

/** The emulator's own refusal. A live ESB has no strict warnings. */
export const tooDifferent = (differences: readonly Text[]): EsbError =>
  new EsbError(1306406, `Parameters error, strict warnings: ${joinReasons(differences).en}`, {
    hint: {
      en: 'start without --strict-warnings, or set strict_warnings to false, to be warned only',
      zh: '启动时去掉 --strict-warnings，或把 strict_warnings 设为 false，则只警告',
    },
  });

/** A failed check of credentials. All of them share one code; the message says which check failed (contract section 3). */
export const credentialsRefused = (message: string, hint: Text, detail = hint): EsbError =>
  new EsbError(1306000, message, { hint, detail, isOfCredentials: true });

/** Bodies of the replies that the ESB gives without an envelope of its own (contract sections 1 and 7). */
export const NOT_FOUND_BODY = '{"result":false,"data":null,"message":"The content does not exist"}';
export const INTERNAL_ERROR_BODY =
  '{"result":false,"data":null,"message":"Request is abnormal, please contact the component developer"}';
