import type { FastifyRequest } from 'fastify';
import { newTrace, type CallTrace } from '../../calls/call-trace.js';
import type { CallOptions, Handler } from '../../calls/http/call-handler.js';
import { hasBody, readBody } from '../../calls/http/read-body.js';
import { recordCall } from '../../calls/http/record-call.js';

/** A reply without a component. */
export interface FixedReply {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
}

/**
 * Answers requests that lead to no component, and records them.
 *
 * @param answer makes the reply, and adds to the trace
 */
export const fixedHandler =
  <B>({ contextOf, log }: CallOptions<B>, answer: (request: FastifyRequest, trace: CallTrace) => FixedReply): Handler =>
  async (request, reply) => {
    const arrived = performance.now();
    // A client that is still sending would see a broken connection in place of the reply. Without a body, the reply goes
    // out at once, before Node refuses stray bytes that follow the request.
    if (hasBody(request.raw)) await readBody(request.raw, 0);
    const trace = newTrace();
    const { status, headers, body } = answer(request, trace);
    const context = contextOf(request);
    reply.code(status).headers(headers).send(body);
    const sent = { status, size: body.length };
    recordCall({ request, context, face: 'esb', component: undefined, trace, read: undefined, sent, arrived }, log);
    return reply;
  };
