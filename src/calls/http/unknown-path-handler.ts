import type { FastifyRequest } from 'fastify';
import { hideInPath } from '../../util/secrets/hide-in-path.js';
import { listAll } from '../../util/words.js';
import type { CallContext } from '../call-context.js';
import type { CallTrace } from '../call-trace.js';
import type { FaceName } from '../face-name.js';
import type { Reply } from '../reply/reply.js';
import type { CallOptions, Handler } from './call-handler.js';
import { fixedHandler } from './fixed-handler.js';
import { describeRefusedPage } from './refused-page.js';
import { safePathOf } from './safe-path.js';

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

/** Answers and records requests whose path or method leads to no component. */
export const unknownPathHandler = <B>({ face, emulated, answer }: UnknownPath<B>, options: CallOptions<B>): Handler =>
  fixedHandler(face, options, (request, { reply, trace }, context) => {
    const { method } = request;
    const path = safePathOf(request);
    const shown = hideInPath(path);
    // An allowed preflight request is answered before. The record says why this one is not.
    if (method === 'OPTIONS' && describeRefusedPage(request, options.cors) !== undefined) {
      answer(request, { reply, trace, path, why: 'a browser asks whether a page may call' }, context);
      return;
    }
    options.log.warn({ method, path: shown, emulated }, 'no component at this method and path');
    const why = `there is no component at ${method} ${shown}; there are, by POST: ${listAll(emulated)}`;
    answer(request, { reply, trace, path, why }, context);
  });
