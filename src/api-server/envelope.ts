import type { BackendError } from '../calls/backend-error.js';
import type { Language } from '../calls/component.js';
import { wrap, type JsonText } from '../calls/reply/json-text.js';

/** The envelope of CMDB's own API around a component's data (contract section 9). */
export const successEnvelope = (data: JsonText): JsonText =>
  wrap('{"result":true,"bk_error_code":0,"bk_error_msg":"success","permission":null,"data":', data, '}');

/** The codes with which the API server itself refuses, before it asks the server behind it. */
const OWN_CODES: readonly number[] = [1199045, 1199997, 9900403];

/** True if the API server itself has refused. Its envelope then has no `data`, and keeps its keys behind the API gateway. */
export const isOwnRefusal = ({ code }: BackendError): boolean => OWN_CODES.includes(code);

export const errorEnvelope = (error: BackendError, language: Language): string => {
  const head =
    `{"result":false,"bk_error_code":${error.code},"bk_error_msg":${JSON.stringify(error.text(language))},` +
    `"permission":${error.permission}`;
  return isOwnRefusal(error) ? `${head}}` : `${head},"data":null}`;
};
