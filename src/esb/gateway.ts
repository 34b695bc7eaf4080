import type { Contract } from '../model/contract.js';
import { applyFault } from './call/apply-fault.js';
import type { CallContext } from './call/call-context.js';
import { newState, type CallState } from './call/call-state.js';
import type { CallTrace } from './call/call-trace.js';
import type { Answer, Call, Component, Params } from './component.js';
import type { Accounts } from './credentials/accounts.js';
import { authenticate, claimedBy } from './credentials/authenticate.js';
import { componentForbidden, noTestEnvironment, parameterRequired, tooDifferent } from './errors.js';
import { refuse } from './refuse.js';
import { successKeys } from './reply/envelope-keys.js';
import { successEnvelope } from './reply/envelope.js';
import type { Reply } from './reply/reply.js';
import type { EsbRequest, RawRequest } from './request/esb-request.js';
import { readRequest } from './request/read-request.js';

/** The reply to a call, and how it came about. */
export interface Outcome {
  reply: Reply;
  trace: CallTrace;
}

/** Answers calls of one component. */
export type Gateway<Backend> = (rawRequest: RawRequest, context: CallContext<Backend>) => Promise<Outcome>;

const NO_PARAMS: Params = {};

const GET_DIFFERS =
  'GET: the documentation knows POST alone, and on a live ESB every value of a query reaches CMDB as a string';

const IN_BASELINE = '; the baseline has some, but this sandbox has data of its own';

/** @throws EsbError 1306403 if the app may not call the component */
const checkPermission = <B>(component: Component<B>, app: string, accounts: Accounts): void => {
  const allowed = accounts.app(app)?.components ?? null;
  if (allowed === null || allowed.includes(component.name)) return;
  const hint = `add ${component.name} to the components of the app ${app} in a fixture, or start with --auth required`;
  throw componentForbidden(component.name, component.system, hint);
};

/** The ESB takes `bk_supplier_account` out of the parameters and sends it in a header (contract section 2). */
const supplierAccountOf = ({ bk_supplier_account: account }: Params): string =>
  typeof account === 'string' && account !== '' ? account : '0';

/** True if the sandbox has its own data, and its baseline would have answered the call. */
const baselineAnswers = async <B>({ component, context }: CallState<B>, params: Params, call: Call<B>) => {
  const { baseline } = context;
  if (baseline === undefined) return false;
  const asked = { ...call, backend: baseline, verifiedUser: undefined, differences: [] };
  return !(await component.handle(params, asked)).isEmpty;
};

/** Reads the request, and keeps the error, because a proxy's fault comes before the ESB has read anything. */
const tryRead = (rawRequest: RawRequest): { request: EsbRequest } | { request: undefined; error: unknown } => {
  try {
    return { request: readRequest(rawRequest) };
  } catch (error) {
    return { request: undefined, error };
  }
};

const callComponent = async <B>(state: CallState<B>, { method, params }: EsbRequest): Promise<Answer> => {
  const { component, context, trace } = state;
  const { contract, backend, auth } = context;
  if (contract === 'documented' && method === 'GET') trace.differences.push(GET_DIFFERS);
  const verifiedUser = auth === 'strict' ? trace.caller.user : undefined;
  const release = context.holdData();
  try {
    const call = {
      contract,
      backend,
      verifiedUser,
      supplierAccount: supplierAccountOf(params),
      differences: trace.differences,
    };
    const answer = await component.handle(params, call);
    const isElsewhere = answer.isEmpty && (await baselineAnswers(state, params, call));
    return isElsewhere ? { ...answer, why: `${answer.why}${IN_BASELINE}` } : answer;
  } finally {
    release();
  }
};

/**
 * Takes a call through the ESB's checks, in its order, to the component.
 *
 * @returns undefined if a fault has made the reply
 * @throws EsbError or BackendError if the call is refused
 */
const passCall = async <B>(state: CallState<B>): Promise<Answer | undefined> => {
  const { component, context, trace } = state;
  const { auth, accounts } = context;
  const read = tryRead(state.rawRequest);
  const params = read.request?.params ?? NO_PARAMS;
  if (read.request !== undefined) {
    trace.request = read.request;
    trace.caller = claimedBy(read.request, auth, accounts);
  }
  state.fault = context.dueFault(component, trace.caller.app, params);
  if (applyFault(state, 'proxy', params)) return undefined;
  if (read.request === undefined) throw read.error;

  trace.caller = authenticate(read.request, trace.caller, auth, accounts);
  if (auth === 'strict') checkPermission(component, trace.caller.app, accounts);
  if (applyFault(state, 'esb', params)) return undefined;
  for (const name of component.requiredByEsb) {
    if (!Object.hasOwn(params, name)) throw parameterRequired(name);
  }
  if (read.request.wantsTestEnvironment) throw noTestEnvironment();

  if (applyFault(state, 'system', params)) return undefined;
  return callComponent(state, read.request);
};

/** Makes the envelope of an answer. */
type Succeed = <B>(state: CallState<B>, answer: Answer) => void;

const succeedUnder = <B>(contract: Contract, { documentedKeys }: Component<B>): Succeed => {
  const envelope = successEnvelope(contract, documentedKeys);
  const hasRequestId = successKeys(contract, documentedKeys).includes('request_id');
  return ({ reply, trace, requestId }, { data, why }) => {
    reply.body = envelope(data, requestId);
    trace.requestId = hasRequestId ? requestId : null;
    trace.code = 0;
    trace.why = why;
  };
};

/**
 * The way of a request through the ESB to a component and back (contract section 2, "Order"). It knows nothing of HTTP but
 * the parts of the request and the status of the reply.
 */
export const gatewayTo = <B>(component: Component<B>): Gateway<B> => {
  const succeed: Record<Contract, Succeed> = {
    documented: succeedUnder('documented', component),
    'cmdb-3.14': succeedUnder('cmdb-3.14', component),
  };
  return async (rawRequest, context) => {
    const { contract, strictWarnings } = context;
    const state = newState(component, context, rawRequest);
    const { trace, reply } = state;
    try {
      const answer = await passCall(state);
      if (answer !== undefined) succeed[contract](state, answer);
    } catch (error) {
      refuse(state, error);
    }
    if (strictWarnings && trace.differences.length > 0) refuse(state, tooDifferent(trace.differences));
    if (reply.breakage !== undefined) trace.code = trace.requestId = null;
    return { reply, trace };
  };
};
