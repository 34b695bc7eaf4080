import type { CallContext } from './call-context.js';
import type { CallRequest, RawRequest } from './call-request.js';
import { newTrace, type CallTrace } from './call-trace.js';
import type { Component } from './component.js';
import type { DueFault } from './fault/due-fault.js';
import { newReply, type Reply } from './reply/reply.js';
import { newRequestId } from './reply/request-id.js';

/** A call on its way through a face to its component. */
export interface CallState<Backend, Request extends CallRequest = CallRequest> {
  readonly component: Component<Backend>;
  readonly context: CallContext<Backend>;
  readonly rawRequest: RawRequest;
  readonly requestId: string;
  /** Undefined if the request could not be read. */
  request: Request | undefined;
  readonly trace: CallTrace;
  readonly reply: Reply;
  fault: DueFault<Backend> | undefined;
}

export const newState = <B, R extends CallRequest>(
  component: Component<B>,
  context: CallContext<B>,
  rawRequest: RawRequest,
  request?: R,
): CallState<B, R> => ({
  component,
  context,
  rawRequest,
  requestId: newRequestId(),
  request,
  trace: newTrace(),
  reply: newReply(),
  fault: undefined,
});
