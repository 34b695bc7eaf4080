import type { CmdbData } from '../../cmdb/repository.js';
import { CmdbError } from '../../cmdb/errors.js';
import type { CmdbCode } from '../../cmdb/messages.js';
import { readUrlInt64 } from '../../cmdb/parameters/url-int64.js';
import { PermissionDenied } from '../../cmdb/permission.js';
import { componentForbidden, EsbError, INTERNAL_ERROR_BODY } from '../../esb/errors.js';
import type { Effect, Stage, FaultedCall } from '../../calls/fault/due-fault.js';
import type { FailureName, FaultSpec, Latency } from '../spec/fault-spec.js';
import { proxyPage } from './proxy-page.js';

/** A failure that a caller must survive (contract section 7). */
export interface Failure<Backend> {
  name: FailureName;
  /** A description for users: the effect that the caller sees. */
  about: string;
  stage: Stage;
  /** Latency if the fault gives none, in milliseconds. Default: none. */
  latency?: Latency;
  /** Makes the effect on a call. */
  effect: (call: FaultedCall<Backend>, fault: FaultSpec) => Effect;
}

const refused = (error: EsbError | CmdbError): Effect => ({ kind: 'refusal', error });
const cmdb = (code: CmdbCode) => (): Effect => refused(new CmdbError(code));
const broken = (how: 'reset' | 'truncated' | 'malformed') => (): Effect => ({ kind: 'breakage', how });

/** The business of a call. If the call names only a service instance, it is the business of that one. */
const businessOf = ({ params, backend }: FaultedCall<CmdbData>): number | bigint => {
  const asked = readUrlInt64(params['bk_biz_id']) ?? 0;
  // `!=` also compares a bigint, which a 0 in a string becomes.
  if (asked != 0) return asked;
  const serviceInstance = readUrlInt64(params['service_instance_id']);
  return (serviceInstance !== undefined && backend.processes.businessesOf(serviceInstance)[0]) || 0;
};

const noPermission = (call: FaultedCall<CmdbData>): Effect => {
  const bizId = businessOf(call);
  return refused(new PermissionDenied(bizId, call.backend.businesses.nameOf(bizId)));
};

const unreachable = ({ component: { name, system } }: FaultedCall<unknown>): Effect => {
  const message =
    `Component request third-party system [${system}] interface [${name}] error: Request timed out, ` +
    'please try again later or contact component developer to handle this';
  return refused(new EsbError(1306201, message));
};

const appForbidden = ({ component: { name, system } }: FaultedCall<unknown>): Effect =>
  refused(componentForbidden(name, system, 'this is the fault app-forbidden; remove it'));

/** The failures of contract section 7, in its order. Most of them apply to any system behind the ESB. */
export const CATALOGUE: readonly Failure<CmdbData>[] = [
  {
    name: 'rate-limited',
    about: 'The ESB lets no more calls of the app through: 1306429 Access frequency limit.',
    stage: 'esb',
    effect: () => refused(new EsbError(1306429, 'Access frequency limit')),
  },
  {
    name: 'cmdb-rate-limited',
    about: 'CMDB takes no more requests: 1199997 too many requests.',
    stage: 'system',
    effect: cmdb(1199997),
  },
  {
    name: 'no-permission',
    about: 'The user may not see the business: 9900403, with the `permission` to apply for.',
    stage: 'system',
    effect: noPermission,
  },
  {
    name: 'app-forbidden',
    about: 'The app lacks permission for the component: 1306403.',
    stage: 'esb',
    effect: appForbidden,
  },
  {
    name: 'cmdb-down',
    about: 'The ESB cannot reach CMDB: 1306201 … Request timed out ….',
    stage: 'system',
    effect: unreachable,
  },
  {
    name: 'cmdb-failed',
    about: 'The query of CMDB fails: 1108024 get service instances failed.',
    stage: 'system',
    effect: cmdb(1108024),
  },
  {
    name: 'cmdb-internal',
    about: 'CMDB fails in a way that it has no name for: 1199998 Unknown or unrecognized error.',
    stage: 'system',
    effect: cmdb(1199998),
  },
  {
    name: 'esb-error',
    about: 'The ESB itself fails: HTTP 500, with neither code nor request_id.',
    stage: 'esb',
    effect: () => ({
      kind: 'reply',
      status: 500,
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: INTERNAL_ERROR_BODY,
    }),
  },
  {
    name: 'bad-gateway',
    about: 'A proxy in front gets no reply: HTTP 502, or 503 or 504 by `status`, with an HTML page.',
    stage: 'proxy',
    effect: (_call, { status = 502 }) => proxyPage(status),
  },
  {
    name: 'timeout',
    about:
      'Nothing comes for a minute, or for `latency`; then a proxy in front gives up: HTTP 504 with an HTML page. ' +
      'A client that waits less long meets its own timeout.',
    stage: 'proxy',
    latency: { fixed: 60_000 },
    effect: () => proxyPage(504),
  },
  {
    name: 'slow',
    about: 'The ordinary reply comes three seconds late, or by `latency`.',
    stage: 'proxy',
    latency: { fixed: 3_000 },
    effect: () => ({ kind: 'delay' }),
  },
  {
    name: 'reset',
    about: 'The connection is reset before anything is sent.',
    stage: 'proxy',
    effect: broken('reset'),
  },
  {
    name: 'truncated',
    about: 'The connection ends in the middle of the body, before the length that was told.',
    stage: 'proxy',
    effect: broken('truncated'),
  },
  {
    name: 'malformed',
    about: 'The body is cut in half, and its length says nothing of that: HTTP 200 with broken JSON.',
    stage: 'proxy',
    effect: broken('malformed'),
  },
];
