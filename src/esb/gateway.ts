import { CONTRACTS, type AuthMode, type Contract } from '../model/contract.js';
import type { Accounts } from './credentials/accounts.js';
import { authenticate, claimedBy } from './credentials/authenticate.js';
import type { Answer, Component } from './component.js';
import { backendErrorEnvelope, envelopeOf, esbErrorEnvelope, newRequestId, successKeys } from './reply/envelope.js';
import {
  BackendError,
  componentForbidden,
  EsbError,
  noTestEnvironment,
  parameterRequired,
  tooDifferent,
} from './errors.js';
import { newTrace, type CallRecord, type Reply, type Trace } from './call-record.js';
import { readRequest, type EsbRequest, type Incoming, type Params } from './request/read-request.js';
import type { Stage, DueFault } from './due-fault.js';

/** Everything that a call depends on beside the request, and where it is entered. */
export interface CallContext<Backend> {
  readonly contract: Contract;
  readonly auth: AuthMode;
  /** Whether a call that `cmdb-3.14` would refuse or answer differently is refused under `documented`, too. */
  readonly strictWarnings: boolean;
  readonly accounts: Accounts;
  readonly backend: Backend;
  /** What it would answer from if it had no data of its own; undefined where it has none. */
  readonly baseline: Backend | undefined;
  /** The failure on demand that is due for a call; undefined where none is. */
  dueFault: (component: Component<Backend>, app: string, params: Params) => DueFault<Backend> | undefined;
  /** Enters what came and what became of it. */
  record: (exchange: CallRecord) => void;
}

/** What a call is answered with, and how that came about. */
export interface Outcome {
  reply: Reply;
  trace: Trace;
}

/** Answers requests to one component. */
export type Gateway<Backend> = (incoming: Incoming, context: CallContext<Backend>) => Outcome;

/** A call on its way. */
interface CallState<B> {
  component: Component<B>;
  context: CallContext<B>;
  incoming: Incoming;
  requestId: string;
  trace: Trace;
  reply: Reply;
  fault: DueFault<B> | undefined;
}

const NO_PARAMS: Params = {};

const GET_DIFFERS =
  'GET: the documentation knows POST alone, and on a live ESB every value of a query reaches CMDB as a string';

const checkPermission = <B>(component: Component<B>, app: string, accounts: Accounts): void => {
  const allowed = accounts.app(app)?.components ?? null;
  if (allowed === null || allowed.includes(component.name)) return;
  const hint = `add ${component.name} to the components of the app ${app} in a fixture, or start with --auth required`;
  throw componentForbidden(component.name, component.system, hint);
};

const IN_BASELINE = '; the baseline has some, but this sandbox has data of its own';

/** Whether what struck at this stage has answered the call. */
const applyFault = <B>(state: CallState<B>, stage: Stage, params: Params): boolean => {
  const { fault, component, context, reply, trace } = state;
  if (fault?.stage !== stage) return false;
  const effect = fault.effect({ component, params, backend: context.backend });
  trace.fault = fault.fault;
  reply.delayMs = fault.delayMs;
  switch (effect.kind) {
    case 'refusal':
      throw effect.error;
    case 'reply':
      Object.assign(reply, { status: effect.status, headers: effect.headers, body: effect.body });
      return true;
    case 'breakage':
      reply.breakage = effect.how;
      return false;
    case 'delay':
      return false;
  }
};

/** Who loaded data of their own, and asks for what was there before, wonders where it is. */
const baselineFinds = <B>({ component, context, trace }: CallState<B>): boolean => {
  const { contract, baseline } = context;
  if (baseline === undefined) return false;
  // What was answered was read.
  const { params } = trace.request as EsbRequest;
  return !component.handle(params, { contract, backend: baseline, verifiedUser: undefined, differences: [] }).isEmpty;
};

/** A proxy before the ESB fails requests that the ESB could not even read. */
const readOrKeep = (incoming: Incoming): { request: EsbRequest } | { request: undefined; error: unknown } => {
  try {
    return { request: readRequest(incoming) };
  } catch (error) {
    return { request: undefined, error };
  }
};

/** @returns undefined where what struck has answered the call */
const answer = <B>(state: CallState<B>): Answer | undefined => {
  const { component, context, incoming, trace } = state;
  const read = readOrKeep(incoming);
  const { request } = read;
  if (request !== undefined) {
    trace.request = request;
    trace.caller = claimedBy(request, context.auth, context.accounts);
  }
  const params = request?.params ?? NO_PARAMS;
  state.fault = context.dueFault(component, trace.caller.app, params);
  if (applyFault(state, 'proxy', params)) return undefined;
  if (read.request === undefined) throw read.error;

  const caller = (trace.caller = authenticate(read.request, trace.caller, context.auth, context.accounts));
  if (context.auth === 'strict') checkPermission(component, caller.app, context.accounts);
  if (applyFault(state, 'esb', params)) return undefined;
  for (const name of component.requiredByEsb) {
    if (!Object.hasOwn(params, name)) throw parameterRequired(name);
  }
  if (read.request.wantsTestEnvironment) throw noTestEnvironment();

  if (applyFault(state, 'system', params)) return undefined;
  if (context.contract === 'documented' && incoming.method === 'GET') trace.differences.push(GET_DIFFERS);
  return component.handle(params, {
    contract: context.contract,
    backend: context.backend,
    verifiedUser: context.auth === 'strict' ? caller.user : undefined,
    differences: trace.differences,
  });
};

/** Who meant to send JSON, and sent a form, is told that credentials are missing, and wonders. */
const whyRefused = ({ code, detail }: EsbError, request: EsbRequest | undefined): string | undefined =>
  code === 1306000 && detail !== undefined && request?.isForm === true
    ? `${detail}; the body does not begin with "{", and so was read as a form`
    : detail;

const refuse = <B>({ trace, reply, requestId }: CallState<B>, error: unknown): void => {
  trace.code = (error as { code?: number }).code ?? null;
  if (error instanceof BackendError) {
    reply.body = backendErrorEnvelope(error, (trace.request as EsbRequest).language, requestId);
    trace.requestId = requestId;
    trace.why = error.detail;
  } else if (error instanceof EsbError) {
    reply.status = error.status;
    reply.body = esbErrorEnvelope(error, requestId);
    trace.requestId = error.traced ? requestId : null;
    trace.why = whyRefused(error, trace.request);
    if (error.hint !== undefined) trace.refusal = { message: error.message, hint: error.hint };
  } else throw error;
};

const newState = <B>(component: Component<B>, context: CallContext<B>, incoming: Incoming): CallState<B> => ({
  component,
  context,
  incoming,
  requestId: newRequestId(),
  trace: newTrace(),
  reply: { status: 200, headers: undefined, body: '', breakage: undefined, delayMs: 0 },
  fault: undefined,
});

const successOf = <B>(contract: Contract, { documentedKeys }: Component<B>) => ({
  envelope: envelopeOf(contract, documentedKeys),
  isTraced: successKeys(contract, documentedKeys).includes('request_id'),
});

/**
 * The way of a request through the ESB to a component and back (contract section 2, "Order"). It knows no HTTP
 * beyond the request's parts and the reply's status.
 */
export const gatewayTo = <B>(component: Component<B>): Gateway<B> => {
  const envelopes = Object.fromEntries(
    CONTRACTS.map((contract) => [contract, successOf(contract, component)]),
  ) as Record<Contract, ReturnType<typeof successOf>>;
  return (incoming, context) => {
    const state = newState(component, context, incoming);
    const { trace, reply } = state;
    try {
      const answered = answer(state);
      if (answered !== undefined) {
        const { envelope, isTraced } = envelopes[context.contract];
        reply.body = envelope(answered.data, state.requestId);
        trace.requestId = isTraced ? state.requestId : null;
        trace.code = 0;
        trace.why = answered.isEmpty && baselineFinds(state) ? `${answered.why}${IN_BASELINE}` : answered.why;
      }
    } catch (error) {
      refuse(state, error);
    }
    if (context.strictWarnings && trace.differences.length > 0) refuse(state, tooDifferent(trace.differences));
    if (reply.breakage !== undefined) trace.code = trace.requestId = null;
    return { reply, trace };
  };
};
