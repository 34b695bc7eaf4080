import type { BackendError } from '../../calls/backend-error.js';
import type { CmdbData } from '../../cmdb/repository.js';
import { CmdbError } from '../../cmdb/errors.js';
import type { CmdbCode } from '../../cmdb/messages.js';
import { readId } from '../../cmdb/parameters/url-biz-id.js';
import { PermissionDenied } from '../../cmdb/permission.js';
import { componentForbidden, EsbError, INTERNAL_ERROR_BODY, notJsonContent } from '../../esb/errors.js';
import { nameInSystem } from '../../model/component-names.js';
import { APP_FORBIDDEN } from '../../calls/fault/app-forbidden.js';
import type { Effect, Stage, FaultedCall } from '../../calls/fault/due-fault.js';
import { NOT_JSON_PAGE } from '../../calls/fault/not-json-page.js';
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

const refused = (error: EsbError | BackendError): Effect => ({ kind: 'refusal', error });
const cmdb = (code: CmdbCode) => (): Effect => refused(new CmdbError(code));
const broken = (how: 'reset' | 'truncated' | 'malformed') => (): Effect => ({ kind: 'breakage', how });

/** The business of a call. If the call names only a service instance, it is the business of that one. */
const businessOf = ({ params, backend }: FaultedCall<CmdbData>): number | bigint => {
  const asked = readId(params['bk_biz_id']) ?? 0;
  if (asked !== 0) return asked;
  const serviceInstance = readId(params['service_instance_id']);
  return (serviceInstance !== undefined && backend.processes.businessesOf(serviceInstance)[0]) || 0;
};

const noPermission = (call: FaultedCall<CmdbData>): Effect => {
  const bizId = businessOf(call);
  return refused(new PermissionDenied(bizId, call.backend.businesses.nameOf(bizId)));
};

/** The ESB asks the system behind in vain. It adds the words of its HTTP library. */
const unreachable = ({ component: { name, system } }: FaultedCall<unknown>, words: string): Effect => {
  const message =
    `Component request third-party system [${system}] interface [${nameInSystem(name)}] error: ${words}, ` +
    'please try again later or contact component developer to handle this';
  return refused(new EsbError(1306201, message));
};

/** How long the ESB waits for the system behind. */
const ESB_TIMEOUT = 30;

const CONNECTION_REFUSED =
  "HTTPConnectionPool(host='cmdb', port=80): Max retries exceeded (Caused by NewConnectionError(" +
  "'<urllib3.connection.HTTPConnection object at 0x7f0000000000>: Failed to establish a new connection: " +
  "[Errno 111] Connection refused'))";

const appForbidden = ({ component: { name, system } }: FaultedCall<unknown>): Effect =>
  refused(componentForbidden(name, system, APP_FORBIDDEN));

/** The failures of contract section 7, in its order. Most of them apply to any system behind the ESB. */
export const CATALOGUE: readonly Failure<CmdbData>[] = [
  {
    name: 'rate-limited',
    about:
      'The ESB lets no more calls of the app through: 1306429 Access frequency limit. The open source ESB defines the ' +
      'code and never answers with it.',
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
    about:
      'The user may not see the business: 9900403, with the `permission` to apply for. CMDB answers with it from ' +
      'components that are not here; those that are here never ask for it.',
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
    about:
      'CMDB does not answer the ESB: 1306201 … response time exceeds 30 seconds …, after 30 seconds or after `latency`.',
    stage: 'system',
    latency: { fixed: ESB_TIMEOUT * 1000 },
    effect: (call) => unreachable(call, `Third-party system interface response time exceeds ${ESB_TIMEOUT} seconds`),
  },
  {
    name: 'cmdb-refused',
    about: 'CMDB refuses the connection of the ESB: 1306201 … Connection refused.',
    stage: 'system',
    effect: (call) => unreachable(call, CONNECTION_REFUSED),
  },
  {
    name: 'cmdb-not-json',
    about:
      "CMDB's reply is no JSON, but a page of a proxy before it: 1306000 Request interface error, the response content " +
      'is not a json string, and the page.',
    stage: 'system',
    effect: () => refused(notJsonContent(NOT_JSON_PAGE)),
  },
  {
    name: 'cmdb-failed',
    about:
      "The query of CMDB's database fails: 1199017 Failed to query data; list_process_instance wraps it in 1108024, " +
      'and list_process_detail_by_ids hides it behind 1199002.',
    stage: 'system',
    effect: ({ component, params }) => refused(component.queryFailed(params)),
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
