import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CallContext } from '../call-context.js';
import type { CallRequest } from '../call-request.js';
import { newTrace, type CallTrace } from '../call-trace.js';
import type { FaceName } from '../face-name.js';
import { newReply, type Reply } from '../reply/reply.js';
import type { CallOptions, Handler, ReceivedCall } from './call-handler.js';
import { hasBody, readBody } from './read-body.js';
import { recordCall } from './record-call.js';
import { sendReply } from './send-reply.js';
import { monotonicNow } from '../../util/clock.js';

/**
 * Fills the reply and the trace of a request that leads to no component.
 *
 * @returns the request as it was read; undefined if it was not
 */
export type FixedAnswer<B> = (
  request: FastifyRequest,
  outcome: { reply: Reply; trace: CallTrace },
  context: CallContext<B>,
) => CallRequest | undefined;

/**
 * Drops what is left of a body. A client that is still sending would see a broken connection in place of the reply. Without a
 * body, the reply goes out at once, before Node refuses stray bytes that follow the request.
 */
export const dropBody = async ({ raw }: FastifyRequest): Promise<void> => {
  if (hasBody(raw)) await readBody(raw, 0);
};

/** Answers a request that leads to no component, and records it. */
export const answerFixed = async <B>(
  face: FaceName,
  { request, reply: httpReply, context, arrived }: Omit<ReceivedCall<B>, 'body'>,
  options: CallOptions<B>,
  answer: FixedAnswer<B>,
): Promise<FastifyReply> => {
  const [reply, trace] = [newReply(), newTrace()];
  const read = answer(request, { reply, trace }, context);
  const sending = await sendReply(httpReply, reply);
  recordCall({ request, context, face, component: undefined, trace, read, sending, arrived }, options);
  return httpReply;
};

/** Answers and records requests that lead to no component. */
export const fixedHandler =
  <B>(face: FaceName, options: CallOptions<B>, answer: FixedAnswer<B>): Handler =>
  async (request, reply) => {
    const arrived = monotonicNow();
    await dropBody(request);
    return answerFixed(face, { request, reply, context: options.contextOf(request), arrived }, options, answer);
  };
