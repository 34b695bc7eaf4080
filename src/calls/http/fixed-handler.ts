import type { FastifyRequest } from 'fastify';
import type { CallContext } from '../call-context.js';
import type { CallRequest } from '../call-request.js';
import { newTrace, type CallTrace } from '../call-trace.js';
import type { FaceName } from '../face-name.js';
import { newReply, type Reply } from '../reply/reply.js';
import type { CallOptions, Handler } from './call-handler.js';
import { hasBody, readBody } from './read-body.js';
import { recordCall } from './record-call.js';
import { sendReply } from './send-reply.js';
import { monotonicNow } from '../../util/clock.js';

/**
 * Answers requests that lead to no component, and records them.
 *
 * @param answer fills the reply and the trace, and returns the request as it was read; undefined if it was not
 */
export const fixedHandler =
  <B>(
    face: FaceName,
    options: CallOptions<B>,
    answer: (
      request: FastifyRequest,
      outcome: { reply: Reply; trace: CallTrace },
      context: CallContext<B>,
    ) => CallRequest | undefined,
  ): Handler =>
  async (request, httpReply) => {
    const arrived = monotonicNow();
    // A client that is still sending would see a broken connection in place of the reply. Without a body, the reply goes
    // out at once, before Node refuses stray bytes that follow the request.
    if (hasBody(request.raw)) await readBody(request.raw, 0);
    const context = options.contextOf(request);
    const [reply, trace] = [newReply(), newTrace()];
    const read = answer(request, { reply, trace }, context);
    const sending = await sendReply(httpReply, reply);
    recordCall({ request, context, face, component: undefined, trace, read, sending, arrived }, options);
    return httpReply;
  };
