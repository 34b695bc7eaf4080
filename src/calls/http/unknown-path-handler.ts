import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Text } from '../../model/language.js';
import { monotonicNow } from '../../util/clock.js';
import { hideInPath } from '../../util/secrets/hide-in-path.js';
import { nearest } from '../../util/suggest.js';
import { joinReasons, listAll } from '../../util/words.js';
import { answerThrough, type AnswerCall } from '../answer-call.js';
import type { CallContext } from '../call-context.js';
import type { CallRequest, RawRequest } from '../call-request.js';
import type { CallTrace } from '../call-trace.js';
import type { Component } from '../component.js';
import type { Face, FaceReader } from '../face.js';
import { forwardingFace } from './forwarding-face.js';
import type { FaceName } from '../face-name.js';
import type { Reply } from '../reply/reply.js';
import { isOver, sendAnswer, type CallOptions, type Handler, type ReceivedCall } from './call-handler.js';
import { answerFixed, dropBody } from './fixed-handler.js';
import { NO_BODY, readBody } from './read-body.js';
import { describeRefusedPage } from './refused-page.js';
import { safePathOf } from './safe-path.js';

/** How many letters a path may differ from the one that was probably meant. */
const MOST_APART = 4;

const IS_PREFLIGHT: Text = { en: 'a browser asks whether a page may call', zh: '浏览器在询问页面是否可以调用' };

/** How a face answers requests whose path or method leads to no component. */
export interface UnknownPath<Backend, Request extends CallRequest> {
  face: FaceName;
  /** Reads the requests, for their records. */
  reader: FaceReader<Request>;
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
    outcome: { reply: Reply; trace: CallTrace; path: string; why: Text },
    context: CallContext<Backend>,
  ) => void;
}

/** Says that there is no component at a path, and which path is near. */
const describeUnknown = (
  method: string,
  path: string,
  emulated: readonly string[],
  others: readonly string[],
): Text => {
  const near = nearest(path, [...emulated, ...others], MOST_APART);
  const isMeant = near !== null && near !== path;
  return joinReasons([
    { en: `there is no component at ${method} ${path}`, zh: `${method} ${path} 没有对应的组件` },
    { en: `there are, by POST: ${listAll(emulated)}`, zh: `已有的组件，用 POST 调用：${emulated.join('、')}` },
    isMeant ? { en: `did you mean ${near}?`, zh: `是不是想写 ${near}？` } : undefined,
  ]);
};

/** A request as it is read for its record; undefined if it cannot be read. */
const readForRecord = <B, R extends CallRequest>(
  { reader }: UnknownPath<B, R>,
  rawRequest: RawRequest,
): R | undefined => {
  try {
    return reader.read(rawRequest);
  } catch {
    return undefined;
  }
};

/**
 * Answers and records a request that nothing else answers.
 *
 * @param notes why others have not answered it
 */
const answerNotFound = <B, R extends CallRequest>(
  unknownPath: UnknownPath<B, R>,
  call: ReceivedCall<B>,
  rawRequest: RawRequest,
  notes: readonly Text[],
  options: CallOptions<B>,
): Promise<FastifyReply> => {
  const { face, reader, emulated, answer } = unknownPath;
  return answerFixed(face, call, options, (request, { reply, trace }, context) => {
    const { method } = request;
    const path = safePathOf(request);
    const shown = hideInPath(path);
    // An allowed preflight request is answered before. The record says why this one is not.
    if (method === 'OPTIONS' && describeRefusedPage(request, options.cors) !== undefined) {
      answer(request, { reply, trace, path, why: IS_PREFLIGHT }, context);
      return undefined;
    }
    const read = readForRecord(unknownPath, rawRequest);
    if (read !== undefined) trace.caller = reader.claimedBy(read, context);
    const others = options.others.flatMap(({ pathsFor }) => pathsFor(request));
    const why =
      notes.length > 0
        ? joinReasons([...notes, read && (reader.describeBody?.(read, request.headers) ?? read.notJson)])
        : describeUnknown(method, shown, emulated, others);
    options.log.warn({ method, path: shown, emulated, why: why.en }, 'no component at this method and path');
    answer(request, { reply, trace, path, why }, context);
    return read;
  });
};

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
  unknownPath: UnknownPath<B, R>,
  faceTo: (component: Component<B>) => Face<B, R>,
  options: CallOptions<B>,
): Handler => {
  const { others, ready, contextOf, bodyLimit } = options;
  const faceOf = faces(faceTo);
  return async (request, reply) => {
    const arrived = monotonicNow();
    const body = request.method === 'GET' ? NO_BODY : await readBody(request.raw, bodyLimit);
    await ready;
    if (isOver(request, options)) return reply.hijack();
    const context = contextOf(request);
    const { method, url, originalUrl: sentUrl, headers } = request;
    const call: ReceivedCall<B> = { request, reply, context, body, arrived };
    const rawRequest: RawRequest = { method, url, sentUrl, headers, body };
    const notes: Text[] = [];
    for (const { mayAnswer, answer } of others) {
      if (!mayAnswer(request, context)) continue;
      const note = await answer({
        ...call,
        readFor: (component) => faceOf(component).face.read(rawRequest),
        answerAs: async (component, read) => {
          const { face, answerCall } = faceOf(component);
          await sendAnswer(face, answerCall, call, options, read as R | undefined);
        },
      });
      if (note === undefined) return reply;
      notes.push(note);
    }
    await dropBody(request);
    return answerNotFound(unknownPath, call, rawRequest, notes, options);
  };
};
