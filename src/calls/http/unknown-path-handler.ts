import type { FastifyRequest } from 'fastify';
import { listAll } from '../../util/words.js';
import type { CallContext } from '../call-context.js';
import { newTrace, type CallTrace } from '../call-trace.js';
import type { FaceName } from '../face-name.js';
import { newReply, type Reply } from '../reply/reply.js';
import type { CallOptions, Handler } from './call-handler.js';
import { hasBody, readBody } from './read-body.js';
import { recordCall } from './record-call.js';
import { safePathOf } from './safe-path.js';
import { sendReply } from './send-reply.js';

/** How a face answers requests whose path or method leads to no component. */
export interface UnknownPath<Backend> {
  face: FaceName;
  /** The paths of the components, for people. */
  emulated: readonly string[];
  /**
   * Fills the reply and the trace.
   *
   * @param path without anything that may hold a secret
   * @param why what is wrong with the request
   */
  answer: (
    request: FastifyRequest,
    outcome: { reply: Reply; trace: CallTrace; path: string; why: string },
    context: CallContext<Backend>,
  ) => void;
}

/** Answers and records requests whose path or method leads to no component. */
export const unknownPathHandler = <B>(
  { face, emulated, answer }: UnknownPath<B>,
  { contextOf, log }: CallOptions<B>,
): Handler => {
  return async (request, httpReply) => {
    const arrived = performance.now();
    // A client that is still sending would see a broken connection in place of the reply. Without a body, the reply goes
    // out at once, before Node refuses stray bytes that follow the request.
    if (hasBody(request.raw)) await readBody(request.raw, 0);
    const { method } = request;
    const path = safePathOf(request);
    log.warn({ method, path, emulated }, 'no component at this method and path');
    const why = `there is no component at ${method} ${path}; there are, by POST: ${listAll(emulated)}`;
    const context = contextOf(request);
    const [reply, trace] = [newReply(), newTrace()];
    answer(request, { reply, trace, path, why }, context);
    const sent = sendReply(httpReply, reply);
    recordCall({ request, context, face, component: undefined, trace, read: undefined, sent, arrived }, log);
    return httpReply;
  };
};
