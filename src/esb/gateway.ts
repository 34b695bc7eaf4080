import type { AuthMode, Contract } from '../contract.js';
import type { Accounts } from './accounts.js';
import { authenticate } from './auth.js';
import type { Component } from './component.js';
import { backendErrorEnvelope, envelopeOf, esbErrorEnvelope, newRequestId, type Envelope } from './envelope.js';
import { BackendError, componentForbidden, EsbError, noTestEnvironment, parameterRequired } from './errors.js';
import { readRequest, type EsbRequest, type Incoming, type Language } from './request.js';

/** Everything that a call depends on beside the request: the settings and the data of one world. */
export interface World<Backend> {
  contract: Contract;
  auth: AuthMode;
  accounts: Accounts;
  backend: Backend;
}

export interface Outcome {
  status: number;
  body: string;
  /** Where the ESB refused something that a setting would let pass: the reason, and that setting. */
  refusal?: { message: string; hint: string };
}

/** Answers requests to one component. */
export type Gateway = (incoming: Incoming) => Outcome;

const checkPermission = <B>(component: Component<B>, app: string, accounts: Accounts): void => {
  const allowed = accounts.app(app)?.components ?? null;
  if (allowed === null || allowed.includes(component.name)) return;
  const hint = `add ${component.name} to the components of the app ${app} in a fixture, or start with --auth required`;
  throw componentForbidden(component.name, component.system, hint);
};

const answer = <B>(component: Component<B>, world: World<B>, request: EsbRequest): string => {
  const caller = authenticate(request, world.auth, world.accounts);
  if (world.auth === 'strict') checkPermission(component, caller.app, world.accounts);
  for (const name of component.requiredByEsb) {
    if (!Object.hasOwn(request.params, name)) throw parameterRequired(name);
  }
  if (request.wantsTestEnvironment) throw noTestEnvironment();
  return component.handle(request.params, {
    contract: world.contract,
    backend: world.backend,
    verifiedUser: world.auth === 'strict' ? caller.user : undefined,
    differences: [],
  }).data;
};

/**
 * The way of a request through the ESB to a component and back (contract section 2, "Order"). It knows no HTTP
 * beyond the request's parts and the reply's status.
 */
export const gatewayTo = <B>(component: Component<B>, world: World<B>): Gateway => {
  const seal: Envelope = envelopeOf(world.contract, component.documentedKeys);
  return (incoming) => {
    const requestId = newRequestId();
    let language: Language = 'en';
    try {
      const request = readRequest(incoming);
      language = request.language;
      return { status: 200, body: seal(answer(component, world, request), requestId) };
    } catch (error) {
      if (error instanceof BackendError) {
        return { status: 200, body: backendErrorEnvelope(error, language, requestId) };
      }
      if (error instanceof EsbError) {
        const outcome: Outcome = { status: error.status, body: esbErrorEnvelope(error, requestId) };
        if (error.hint !== undefined) outcome.refusal = { message: error.message, hint: error.hint };
        return outcome;
      }
      throw error;
    }
  };
};
