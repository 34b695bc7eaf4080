import type { Effect } from '../calls/fault/due-fault.js';
import { notJsonPage } from '../calls/fault/not-json-page.js';
import { CmdbError } from '../cmdb/errors.js';
import { proxyRequestFailed } from './errors.js';

const refusal = (error: Error) => (): Effect => ({ kind: 'refusal', error });

/** The effects, at CMDB's own API, of faults that strike the ESB or the way from it to CMDB (contract section 7). */
export const API_SERVER_FAULTS: Readonly<Record<string, () => Effect>> = {
  'rate-limited': refusal(new CmdbError(1199997)),
  // CMDB knows no permissions of apps.
  'app-forbidden': refusal(new CmdbError(9900403)),
  'cmdb-down': refusal(proxyRequestFailed('net/http: timeout awaiting response headers')),
  'cmdb-refused': refusal(proxyRequestFailed('dial tcp 127.0.0.1:60009: connect: connection refused')),
  'cmdb-not-json': notJsonPage,
  'esb-error': refusal(new CmdbError(1199999, 'apiserver')),
};
