import { randomUUID } from 'node:crypto';
import type { Contract } from '../contract.js';
import type { Language } from './request.js';
import type { BackendError, EsbError } from './errors.js';

export type EnvelopeKey = 'result' | 'code' | 'message' | 'permission' | 'request_id' | 'data';

/** The keys of a live ESB's success reply, in its order (contract section 6). */
const LIVE_KEYS: readonly EnvelopeKey[] = ['result', 'code', 'data', 'message', 'permission', 'request_id'];

/** Puts a component's data, as JSON text, into its envelope. */
export type Envelope = (data: string, requestId: string) => string;

const SUCCESS: Record<Exclude<EnvelopeKey, 'data' | 'request_id'>, string> = {
  result: 'true',
  code: '0',
  message: '"success"',
  permission: 'null',
};

/**
 * The envelope of a successful reply, worked out once so that a request only joins strings.
 *
 * @param keys the keys to serve, in this order (contract section 6)
 */
const successEnvelope = (keys: readonly EnvelopeKey[]): Envelope => {
  let pending = '{';
  const pieces: { before: string; then: 'data' | 'request_id' }[] = [];
  keys.forEach((key, index) => {
    pending += `${index === 0 ? '' : ','}"${key}":`;
    if (key === 'data' || key === 'request_id') {
      pieces.push({ before: key === 'data' ? pending : `${pending}"`, then: key });
      pending = key === 'data' ? '' : '"';
    } else {
      pending += SUCCESS[key];
    }
  });
  const end = `${pending}}`;

  return (data, requestId) => {
    let text = '';
    for (const piece of pieces) text += piece.before + (piece.then === 'data' ? data : requestId);
    return text + end;
  };
};

/**
 * The keys of a component's success under a contract, in the order in which they are served.
 *
 * @param documented those that the component's page of documentation shows
 */
export const successKeys = (contract: Contract, documented: readonly EnvelopeKey[]): readonly EnvelopeKey[] =>
  contract === 'documented' ? documented : LIVE_KEYS;

/** The envelope that a component's success takes under a contract. */
export const envelopeOf = (contract: Contract, documented: readonly EnvelopeKey[]): Envelope =>
  successEnvelope(successKeys(contract, documented));

/** The envelope of a request that the ESB turned down: no `permission`, and no `request_id` where none was made yet. */
export const esbErrorEnvelope = (error: EsbError, requestId: string): string => {
  const head = `{"result":false,"code":${error.code},"data":null,"message":${JSON.stringify(error.message)}`;
  return error.traced ? `${head},"request_id":"${requestId}"}` : `${head}}`;
};

/** The envelope of a request that the system behind the ESB turned down. */
export const backendErrorEnvelope = (error: BackendError, language: Language, requestId: string): string =>
  `{"result":false,"code":${error.code},"data":null,"message":${JSON.stringify(error.text(language))},` +
  `"permission":${error.permission},"request_id":"${requestId}"}`;

/** A fresh `request_id`: 32 lower-case hex digits. */
export const newRequestId = (): string => randomUUID().replaceAll('-', '');
