import type { Component } from '../component.js';
import { newReply, type Reply } from '../reply/reply.js';
import { newRequestId } from '../reply/request-id.js';
import type { RawRequest } from '../request/esb-request.js';
import type { CallContext } from './call-context.js';
import { newTrace, type CallTrace } from './call-trace.js';
import type { DueFault } from './due-fault.js';

/** A call on its way through the gateway. */
export interface CallState<Backend> {
  readonly component: Component<Backend>;
  readonly context: CallContext<Backend>;
  readonly rawRequest: RawRequest;
  readonly requestId: string;
  readonly trace: CallTrace;
  readonly reply: Reply;
  fault: DueFault<Backend> | undefined;
}

export const newState = <B>(
  component: Component<B>,
  context: CallContext<B>,
  rawRequest: RawRequest,
): CallState<B> => ({
  component,
  context,
  rawRequest,
  requestId: newRequestId(),
  trace: newTrace(),
  reply: newReply(),
  fault: undefined,
});
