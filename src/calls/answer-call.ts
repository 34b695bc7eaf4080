import type { Text } from '../model/language.js';
import { joinReasons } from '../util/words.js';
import type { CallContext } from './call-context.js';
import type { CallRequest, RawRequest } from './call-request.js';
import { newState, type CallState } from './call-state.js';
import type { CallTrace } from './call-trace.js';
import type { Answer, Call, Params, VerbatimReply } from './component.js';
import type { Face } from './face.js';
import { applyFault } from './fault/apply-fault.js';
import type { Reply } from './reply/reply.js';

/** The reply to a call, and how it came about. */
export interface Outcome {
  reply: Reply;
  trace: CallTrace;
  /** Undefined if the request could not be read. */
  request: CallRequest | undefined;
}

/** Answers calls of one component through one face. A request may have been read before. */
export type AnswerCall<Backend, Request extends CallRequest> = (
  rawRequest: RawRequest,
  context: CallContext<Backend>,
  read?: Request,
) => Promise<Outcome>;

const NO_PARAMS: Params = {};

const IN_BASELINE: Text = {
  en: 'the baseline has some, but this sandbox has data of its own',
  zh: '基线中有，但本沙箱用的是自己的数据',
};

/** True if the sandbox has its own data, and its baseline would have answered the call. */
const baselineAnswers = async <B, R extends CallRequest>(
  { component, context }: CallState<B, R>,
  params: Params,
  call: Call<B>,
) => {
  const { baseline } = context;
  if (baseline === undefined) return false;
  const asked = { ...call, backend: baseline, differences: [] };
  return !(await component.handle(params, asked)).isEmpty;
};

const callComponent = async <B, R extends CallRequest>(
  { component, circumstances }: Face<B, R>,
  state: CallState<B, R>,
  request: R,
): Promise<Answer> => {
  const { context, trace } = state;
  const { params } = request;
  const { contract, supplierAccount, notJson, requestId = state.requestId } = circumstances(state, request);
  const release = context.holdData();
  try {
    const call = {
      contract,
      backend: context.backend,
      supplierAccount,
      notJson,
      differences: trace.differences,
      request,
      requestId,
      trace,
    };
    const answer = await component.handle(params, call);
    const isElsewhere = answer.isEmpty && (await baselineAnswers(state, params, call));
    return isElsewhere ? { ...answer, why: joinReasons([answer.why, IN_BASELINE]) } : answer;
  } finally {
    release();
  }
};

/**
 * Takes a call through the checks of a face, in its order, to the component.
 *
 * @returns undefined if a fault has made the reply
 * @throws a refusal of the face or of the system behind
 */
const passCall = async <B, R extends CallRequest>(
  face: Face<B, R>,
  state: CallState<B, R>,
): Promise<Answer | undefined> => {
  const { component, context, trace } = state;
  let unreadable: unknown;
  // A proxy's fault comes before anything is read, and so before the refusal of a request that cannot be read.
  try {
    state.request ??= face.read(state.rawRequest);
    trace.caller = face.claimedBy(state.request, context);
  } catch (error) {
    unreadable = error;
  }
  const { request } = state;
  const params = request?.params ?? NO_PARAMS;
  state.fault = context.dueFault(component, trace.caller.app, params);
  if (applyFault(face, state, 'proxy', params)) return undefined;
  if (request === undefined) throw unreadable;

  trace.caller = face.authenticate(request, trace.caller, context);
  if (applyFault(face, state, 'esb', params)) return undefined;
  face.check(request, trace.caller);
  if (applyFault(face, state, 'system', params)) return undefined;
  return callComponent(face, state, request);
};

const sendVerbatim = (reply: Reply, { status, headers, body, rest }: VerbatimReply): void => {
  reply.status = status;
  reply.headers = headers;
  reply.body = body;
  reply.rest = rest;
};

/**
 * The way of a request through a face to its component and back. It knows nothing of HTTP but the parts of the request and
 * the status of the reply.
 */
export const answerThrough =
  <B, R extends CallRequest>(face: Face<B, R>): AnswerCall<B, R> =>
  async (rawRequest, context, read) => {
    const state = newState<B, R>(face.component, context, rawRequest, read);
    const { trace, reply, component } = state;
    let verbatim: VerbatimReply | undefined;
    try {
      const answer = await passCall(face, state);
      verbatim = answer?.verbatim;
      if (verbatim !== undefined) sendVerbatim(reply, verbatim);
      else if (answer !== undefined) face.succeed(state, answer);
    } catch (error) {
      face.refuse(state, error);
    }
    if (verbatim === undefined || component.isForwarded !== true) face.finish(state);
    // Faces finish replies of their own, which have a code.
    if (verbatim !== undefined) trace.code = verbatim.code;
    if (reply.breakage !== undefined) trace.code = trace.requestId = null;
    return { reply, trace, request: state.request };
  };
