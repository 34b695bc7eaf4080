import type { FastifyRequest } from 'fastify';
import { monotonicNow } from '../../util/clock.js';
import { hideInPath } from '../../util/secrets/hide-in-path.js';
import { nearest } from '../../util/suggest.js';
import { listAll } from '../../util/words.js';
import { answerThrough, type AnswerCall } from '../answer-call.js';
import type { CallContext } from '../call-context.js';
import type { CallRequest, RawRequest } from '../call-request.js';
import type { CallTrace } from '../call-trace.js';
import type { Component } from '../component.js';
import type { Face } from '../face.js';
import { forwardingFace } from './forwarding-face.js';
import type { FaceName } from '../face-name.js';
import type { Reply } from '../reply/reply.js';
import { isOver, sendAnswer, type CallOptions, type Handler, type ReceivedCall } from './call-handler.js';
import { fixedHandler } from './fixed-handler.js';
import { NO_BODY, readBody } from './read-body.js';
import { describeRefusedPage } from './refused-page.js';
import { safePathOf } from './safe-path.js';

/** How many letters a path may differ from the one that was probably meant. */
const MOST_APART = 4;
/** Paths with more characters are compared with no others, because that takes long. */
const LONGEST_COMPARED = 200;

/** How a face answers requests whose path or method leads to no component. */
export interface UnknownPath<Backend> {
  face: FaceName;
  /** The paths of the components, for people. */
  emulated: readonly string[];
  /**
   * Fills the reply and the trace.
   *
   * @param path for the reply, as the live system repeats it
   * @param why what is wrong with the request
   */
  answer: (
    request: FastifyRequest,
    outcome: { reply: Reply; trace: CallTrace; path: string; why: string },
    context: CallContext<Backend>,
  ) => void;
}

/** Says that there is no component at a path, and which path is near. */
const describeUnknown = (
  method: string,
  path: string,
  emulated: readonly string[],
  others: readonly string[],
): string => {
  const near = path.length > LONGEST_COMPARED ? null : nearest(path, [...emulated, ...others], MOST_APART);
  const meant = near === null || near === path ? '' : `; did you mean ${near}?`;
  return `there is no component at ${method} ${path}; there are, by POST: ${listAll(emulated)}${meant}`;
};

/** Answers and records requests that nothing else answers. */
const notFoundHandler = <B>(
  { face, emulated, answer }: UnknownPath<B>,
  options: CallOptions<B>,
  notes: readonly string[],
): Handler =>
  fixedHandler(face, options, (request, { reply, trace }, context) => {
    const { method } = request;
    const path = safePathOf(request);
    const shown = hideInPath(path);
    // An allowed preflight request is answered before. The record says why this one is not.
    if (method === 'OPTIONS' && describeRefusedPage(request, options.cors) !== undefined) {
      answer(request, { reply, trace, path, why: 'a browser asks whether a page may call' }, context);
      return;
    }
    const others = options.others.flatMap(({ pathsFor }) => pathsFor(request));
    const why = notes.length > 0 ? notes.join('; ') : describeUnknown(method, shown, emulated, others);
    options.log.warn({ method, path: shown, emulated, why }, 'no component at this method and path');
    answer(request, { reply, trace, path, why }, context);
  });

/** Answers through a face as any component, each of which has its face made once. */
const faces = <B, R extends CallRequest>(faceTo: (component: Component<B>) => Face<B, R>) => {
  const made = new WeakMap<Component<B>, { face: Face<B, R>; answerCall: AnswerCall<B, R> }>();
  return (component: Component<B>) => {
    const known = made.get(component);
    if (known !== undefined) return known;
    const face = component.isForwarded === true ? forwardingFace(faceTo(component)) : faceTo(component);
    const fresh = { face, answerCall: answerThrough(face) };
    made.set(component, fresh);
    return fresh;
  };
};

/**
 * Answers and records requests whose path or method leads to no component.
 *
 * @param faceTo the face for components of others than the emulator
 */
export const unknownPathHandler = <B, R extends CallRequest>(
  unknownPath: UnknownPath<B>,
  faceTo: (component: Component<B>) => Face<B, R>,
  options: CallOptions<B>,
): Handler => {
  const { others, ready, contextOf, bodyLimit } = options;
  const faceOf = faces(faceTo);
  return async (request, reply) => {
    const arrived = monotonicNow();
    await ready;
    if (isOver(request, options)) return reply.hijack();
    const context = contextOf(request);
    const notes: string[] = [];
    const able = others.filter(({ mayAnswer }) => mayAnswer(request, context));
    if (able.length > 0) {
      const body = request.method === 'GET' ? NO_BODY : await readBody(request.raw, bodyLimit);
      const { method, url, originalUrl: sentUrl, headers } = request;
      const call: ReceivedCall<B> = { request, reply, context, body, arrived };
      const rawRequest: RawRequest = { method, url, sentUrl, headers, body };
      for (const { answer } of able) {
        const answered = await answer({
          ...call,
          readFor: (component) => faceOf(component).face.read(rawRequest),
          answerAs: (component, read) => {
            const { face, answerCall } = faceOf(component);
            return sendAnswer(face, answerCall, call, options, read as R | undefined);
          },
        });
        if (typeof answered !== 'string') return reply;
        notes.push(answered);
      }
    }
    return notFoundHandler(unknownPath, options, notes)(request, reply);
  };
};
