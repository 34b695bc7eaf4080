import type { Params } from '../component.js';
import type { CallRequest } from '../call-request.js';
import type { CallState } from '../call-state.js';
import type { Face } from '../face.js';
import type { Stage } from './due-fault.js';

/**
 * Applies the call's fault if it is due at this stage.
 *
 * @returns whether the fault has made the reply
 * @throws the refusal that the fault makes
 */
export const applyFault = <B, R extends CallRequest>(
  { component, faultEffects }: Face<B, R>,
  state: CallState<B, R>,
  stage: Stage,
  params: Params,
): boolean => {
  const { fault, context, reply, trace } = state;
  if (fault?.stage !== stage) return false;
  const usual = fault.effect({ component, params, backend: context.backend });
  const effect = faultEffects[fault.fault.name]?.() ?? usual;
  trace.fault = fault.fault;
  reply.delayMs = fault.delayMs;
  switch (effect.kind) {
    case 'refusal':
      throw effect.error;
    case 'reply':
      reply.status = effect.status;
      reply.headers = effect.headers;
      reply.body = effect.body;
      return true;
    case 'breakage':
      reply.breakage = effect.how;
      return false;
    case 'delay':
      return false;
  }
};
