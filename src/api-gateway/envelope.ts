import { errorEnvelope, isOwnRefusal } from '../api-server/envelope.js';
import type { BackendError } from '../calls/backend-error.js';
import type { Language } from '../calls/component.js';
import { wrap, type JsonText } from '../calls/reply/json-text.js';
import type { GatewayError } from './errors.js';

/**
 * CMDB's envelope of a success behind the API gateway (contract section 9). CMDB renames two of its keys there; a live system
 * sends these two in any order.
 */
export const successEnvelope = (data: JsonText): JsonText =>
  wrap('{"result":true,"permission":null,"data":', data, ',"code":0,"message":"success"}');

/** CMDB's envelope of a refusal behind the API gateway. The API server's own refusals keep their keys. */
export const backendErrorEnvelope = (error: BackendError, language: Language): string =>
  isOwnRefusal(error)
    ? errorEnvelope(error, language)
    : `{"result":false,"permission":${error.permission},"data":null,"code":${error.code},` +
      `"message":${JSON.stringify(error.text(language))}}`;

/** The envelope of the gateway's own refusal. A live gateway sends its keys in any order. */
export const gatewayErrorEnvelope = ({ code, codeName, message }: GatewayError): string =>
  `{"code":${code},"data":null,"code_name":"${codeName}","message":${JSON.stringify(message)},"result":false}`;
