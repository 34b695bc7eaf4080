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
import { newTrace, type Exchange, type Reply, type Trace } from './exchange.js';
import { readRequest, type EsbRequest, type Incoming, type Params } from './request/read-request.js';
import type { Stage, Strike } from './strike.js';

/** Everything that a call depends on beside the request, and where it is entered. */
export interface World<Backend> {
  readonly contract: Contract;
  readonly auth: AuthMode;
  /** Whether a call that `cmdb-3.14` would refuse or answer differently is refused under `documented`, too. */
  readonly strictWarnings: boolean;
  readonly accounts: Accounts;
  readonly backend: Backend;
  /** What it would answer from if it had no data of its own; undefined where it has none. */
  readonly baseline: Backend | undefined;
  /** The failure on demand that is due for a call; undefined where none is. */
  strike: (component: Component<Backend>, app: string, params: Params) => Strike<Backend> | undefined;
  /** Enters what came and what became of it. */
  record: (exchange: Exchange) => void;
}

/** What a call is answered with, and how that came about. */
export interface Outcome {
  reply: Reply;
  trace: Trace;
}

/** Answers requests to one component. */
export type Gateway<Backend> = (incoming: Incoming, world: World<Backend>) => Outcome;

/** A call on its way. */
interface Passage<B> {
  component: Component<B>;
  world: World<B>;
  incoming: Incoming;
  requestId: string;
  trace: Trace;
  reply: Reply;
  strike: Strike<B> | undefined;
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
const isStruck = <B>(passage: Passage<B>, stage: Stage, params: Params): boolean => {
  const { strike, component, world, reply, trace } = passage;
  if (strike?.stage !== stage) return false;
  const effect = strike.effect({ component, params, backend: world.backend });
  trace.fault = strike.fault;
  reply.delayMs = strike.delayMs;
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
const baselineFinds = <B>({ component, world, trace }: Passage<B>): boolean => {
  const { contract, baseline } = world;
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
const answer = <B>(passage: Passage<B>): Answer | undefined => {
  const { component, world, incoming, trace } = passage;
  const read = readOrKeep(incoming);
  const { request } = read;
  if (request !== undefined) {
    trace.request = request;
    trace.caller = claimedBy(request, world.auth, world.accounts);
  }
  const params = request?.params ?? NO_PARAMS;
  passage.strike = world.strike(component, trace.caller.app, params);
  if (isStruck(passage, 'proxy', params)) return undefined;
  if (read.request === undefined) throw read.error;

  const caller = (trace.caller = authenticate(read.request, trace.caller, world.auth, world.accounts));
  if (world.auth === 'strict') checkPermission(component, caller.app, world.accounts);
  if (isStruck(passage, 'esb', params)) return undefined;
  for (const name of component.requiredByEsb) {
    if (!Object.hasOwn(params, name)) throw parameterRequired(name);
  }
  if (read.request.wantsTestEnvironment) throw noTestEnvironment();

  if (isStruck(passage, 'system', params)) return undefined;
  if (world.contract === 'documented' && incoming.method === 'GET') trace.differences.push(GET_DIFFERS);
  return component.handle(params, {
    contract: world.contract,
    backend: world.backend,
    verifiedUser: world.auth === 'strict' ? caller.user : undefined,
    differences: trace.differences,
  });
};

/** Who meant to send JSON, and sent a form, is told that credentials are missing, and wonders. */
const whyRefused = ({ code, detail }: EsbError, request: EsbRequest | undefined): string | undefined =>
  code === 1306000 && detail !== undefined && request?.isForm === true
    ? `${detail}; the body does not begin with "{", and so was read as a form`
    : detail;

const refuse = <B>({ trace, reply, requestId }: Passage<B>, error: unknown): void => {
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

const newPassage = <B>(component: Component<B>, world: World<B>, incoming: Incoming): Passage<B> => ({
  component,
  world,
  incoming,
  requestId: newRequestId(),
  trace: newTrace(),
  reply: { status: 200, headers: undefined, body: '', breakage: undefined, delayMs: 0 },
  strike: undefined,
});

const sealOf = <B>(contract: Contract, { documentedKeys }: Component<B>) => ({
  envelope: envelopeOf(contract, documentedKeys),
  isTraced: successKeys(contract, documentedKeys).includes('request_id'),
});

/**
 * The way of a request through the ESB to a component and back (contract section 2, "Order"). It knows no HTTP
 * beyond the request's parts and the reply's status.
 */
export const gatewayTo = <B>(component: Component<B>): Gateway<B> => {
  const seals = Object.fromEntries(CONTRACTS.map((contract) => [contract, sealOf(contract, component)])) as Record<
    Contract,
    ReturnType<typeof sealOf>
  >;
  return (incoming, world) => {
    const passage = newPassage(component, world, incoming);
    const { trace, reply } = passage;
    try {
      const answered = answer(passage);
      if (answered !== undefined) {
        const { envelope, isTraced } = seals[world.contract];
        reply.body = envelope(answered.data, passage.requestId);
        trace.requestId = isTraced ? passage.requestId : null;
        trace.code = 0;
        trace.why = answered.isEmpty && baselineFinds(passage) ? `${answered.why}${IN_BASELINE}` : answered.why;
      }
    } catch (error) {
      refuse(passage, error);
    }
    if (world.strictWarnings && trace.differences.length > 0) refuse(passage, tooDifferent(trace.differences));
    if (reply.breakage !== undefined) trace.code = trace.requestId = null;
    return { reply, trace };
  };
};
