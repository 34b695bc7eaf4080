import type { EnvelopeKey } from '../../calls/component.js';
import type { Contract } from '../../model/contract.js';

/** The keys of a live ESB's success reply, in its order (contract section 6). */
const LIVE_KEYS: readonly EnvelopeKey[] = ['result', 'code', 'data', 'message', 'permission', 'request_id'];

/**
 * The keys of a component's success under a contract, in the order in which they are sent.
 *
 * @param documented the keys that the component's documentation shows
 */
export const successKeys = (contract: Contract, documented: readonly EnvelopeKey[]): readonly EnvelopeKey[] =>
  contract === 'documented' ? documented : LIVE_KEYS;
