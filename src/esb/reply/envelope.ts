import type { Contract } from '../../model/contract.js';
import type { BackendError } from '../../calls/backend-error.js';
import type { EnvelopeKey, Language } from '../../calls/component.js';
import type { EsbError } from '../errors.js';
import { successKeys } from './envelope-keys.js';
import { wrap, type JsonText } from '../../calls/reply/json-text.js';

/** Puts a component's data, as JSON text, into its envelope. */
export type Envelope = (data: JsonText, requestId: string) => JsonText;

/** Stand in a template for the parts that differ from reply to reply. */
const PLACEHOLDER = { requestId: '\0', data: '\x01' } as const;

const SUCCESS: Record<EnvelopeKey, string> = {
  result: 'true',
  code: '0',
  message: '"success"',
  permission: 'null',
  request_id: `"${PLACEHOLDER.requestId}"`,
  data: PLACEHOLDER.data,
};

/**
 * The envelope of a component's success under a contract (contract section 6). The text around the data is made once, so
 * that a call only joins strings.
 *
 * @param documented the keys that the component's documentation shows
 */
export const successEnvelope = (contract: Contract, documented: readonly EnvelopeKey[]): Envelope => {
  const keys = successKeys(contract, documented);
  const template = `{${keys.map((key) => `"${key}":${SUCCESS[key]}`).join(',')}}`;
  const [head, tail] = template.split(PLACEHOLDER.data) as [string, string];
  return (data, requestId) =>
    wrap(head.replace(PLACEHOLDER.requestId, requestId), data, tail.replace(PLACEHOLDER.requestId, requestId));
};

/** The envelope of the ESB's own refusal. It has no `permission`, and a `request_id` only if the error is traced. */
export const esbErrorEnvelope = (error: EsbError, requestId: string): string => {
  const head = `{"result":false,"code":${error.code},"data":null,"message":${JSON.stringify(error.message)}`;
  return error.traced ? `${head},"request_id":"${requestId}"}` : `${head}}`;
};

/** The envelope of a refusal by the system behind the ESB. */
export const backendErrorEnvelope = (error: BackendError, language: Language, requestId: string): string =>
  `{"result":false,"code":${error.code},"data":null,"message":${JSON.stringify(error.text(language))},` +
  `"permission":${error.permission},"request_id":"${requestId}"}`;
