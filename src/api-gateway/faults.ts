import type { Effect } from '../calls/fault/due-fault.js';
import { notJsonPage } from '../calls/fault/not-json-page.js';
import { APP_FORBIDDEN } from '../calls/fault/app-forbidden.js';
import { GatewayError } from './errors.js';

const refusal = (error: GatewayError) => (): Effect => ({ kind: 'refusal', error });

/** The effects, at the API gateway, of faults that the ESB has words of its own for (contract section 7). */
export const API_GATEWAY_FAULTS: Readonly<Record<string, () => Effect>> = {
  'rate-limited': refusal(new GatewayError('rateLimited')),
  'app-forbidden': refusal(new GatewayError('appForbidden', { reason: 'no permission' }, APP_FORBIDDEN)),
  'cmdb-down': refusal(new GatewayError('timeout', { upstream_error: 'cannot read header from upstream' })),
  'cmdb-refused': refusal(new GatewayError('badGateway', { upstream_error: 'failed to connect to upstream' })),
  'cmdb-not-json': notJsonPage,
  'esb-error': refusal(new GatewayError('internal')),
};
