import type { CallContext } from './call-context.js';
import type { CallRequest, RawRequest } from './call-request.js';
import type { CallState } from './call-state.js';
import type { Caller } from './caller.js';
import type { Answer, Call, Component } from './component.js';
import type { FaceName } from './face-name.js';
import type { Effect } from './fault/due-fault.js';
import type { Text } from '../model/language.js';

/** How a face reads a request, whichever component it is for. */
export interface FaceReader<Request extends CallRequest> {
  /** @throws a refusal if the request cannot be read */
  read: (rawRequest: RawRequest) => Request;
  /** The caller that a request names, unchecked. */
  claimedBy: (request: Request, context: Pick<CallContext<unknown>, 'auth' | 'accounts'>) => Caller;
  /**
   * Says how a body was taken, if its sender may have meant something else. Default: why it is no JSON
   *
   * @returns undefined if there is nothing to say
   */
  describeBody?: (request: Request, headers: RawRequest['headers']) => Text | undefined;
}

/**
 * One way to call a component, such as the ESB: how it reads a request, checks its caller, and words the reply. A component
 * is the same behind all of them.
 */
export interface Face<Backend, Request extends CallRequest> extends FaceReader<Request> {
  readonly name: FaceName;
  readonly component: Component<Backend>;
  /** @throws a refusal if the caller may not call the component */
  authenticate: (request: Request, claimed: Caller, context: CallContext<Backend>) => Caller;
  /** @throws a refusal if the face itself does not pass the call on */
  check: (request: Request, caller: Caller) => void;
  /** The circumstances under which the component is called; with the id of the reply, if it is not the state's. */
  circumstances: (
    state: CallState<Backend, Request>,
    request: Request,
  ) => Pick<Call<Backend>, 'contract' | 'supplierAccount' | 'notJson'> & { requestId?: string };
  /**
   * The effects of failures that look different through this face, by the names of the failures. They come in place of the
   * effects that a caller of the ESB sees.
   */
  readonly faultEffects: Readonly<Record<string, () => Effect>>;
  /** Makes the reply of an answer. */
  succeed: (state: CallState<Backend, Request>, answer: Answer) => void;
  /**
   * Makes the reply of an error.
   *
   * @throws the error itself if it is no refusal
   */
  refuse: (state: CallState<Backend, Request>, error: unknown) => void;
  /** Looks at the finished reply, and may replace it. */
  finish: (state: CallState<Backend, Request>) => void;
}
