import { randomFillSync } from 'node:crypto';
import type { Contract } from '../../model/contract.js';
import type { Language } from '../request/read-request.js';
import type { BackendError, EsbError } from '../errors.js';
import { wrap, type JsonText } from './json-text.js';

export type EnvelopeKey = 'result' | 'code' | 'message' | 'permission' | 'request_id' | 'data';

/** The keys of a live ESB's success reply, in its order (contract section 6). */
const LIVE_KEYS: readonly EnvelopeKey[] = ['result', 'code', 'data', 'message', 'permission', 'request_id'];

/** Puts a component's data, as JSON text, into its envelope. */
export type Envelope = (data: JsonText, requestId: string) => JsonText;

/** What stands in a template for what each reply has of its own. */
const GAP = { requestId: '\0', data: '\x01' } as const;

const SUCCESS: Record<EnvelopeKey, string> = {
  result: 'true',
  code: '0',
  message: '"success"',
  permission: 'null',
  request_id: `"${GAP.requestId}"`,
  data: GAP.data,
};

/** Puts a request's id where there is a gap for it. */
const filling = (template: string): ((requestId: string) => string) => {
  const [before, after] = template.split(GAP.requestId) as [string, string?];
  return after === undefined ? () => before : (requestId) => before + requestId + after;
};

/**
 * The envelope of a successful reply, worked out once so that a request only joins strings.
 *
 * @param keys the keys to serve, in this order (contract section 6)
 */
const successEnvelope = (keys: readonly EnvelopeKey[]): Envelope => {
  const template = `{${keys.map((key) => `"${key}":${SUCCESS[key]}`).join(',')}}`;
  const [before, after] = template.split(GAP.data).map(filling) as [(id: string) => string, (id: string) => string];
  return (data, requestId) => wrap(before(requestId), data, after(requestId));
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

const ID_BYTES = 16;
/** Random bytes for many ids: to ask for them is what takes long. */
const random = Buffer.alloc(256 * ID_BYTES);
let used = random.length;

/** A fresh `request_id`: 32 lower-case hex digits. */
export const newRequestId = (): string => {
  if (used === random.length) {
    randomFillSync(random);
    used = 0;
  }
  used += ID_BYTES;
  return random.toString('hex', used - ID_BYTES, used);
};
