import type { FastifyRequest } from 'fastify';
import type { OtherAnswerer } from '../calls/http/other-answerer.js';
import { pathOfTarget } from '../calls/http/path-of-target.js';
import type { CmdbData } from '../cmdb/repository.js';
import type { SandboxStubs } from './sandbox-stubs.js';
import { comparedPath } from './stub-path.js';

/** The router has refused what cannot be decoded. */
const pathOf = ({ url }: FastifyRequest): string => comparedPath(decodeURIComponent(pathOfTarget(url)));

/**
 * Answers requests from the stubs of their sandboxes.
 *
 * @param stubsOf the stubs of a request's sandbox
 */
export const stubAnswerer = (stubsOf: (request: FastifyRequest) => SandboxStubs): OtherAnswerer<CmdbData> => ({
  mayAnswer: (request) => stubsOf(request).first(pathOf(request), request.method) !== undefined,
  answer: async ({ request, readFor, answerAs }) => {
    const { method } = request;
    const path = pathOf(request);
    const stubs = stubsOf(request);
    // The data may have changed while the body came.
    const first = stubs.first(path, method);
    if (first === undefined) return `there is no stub of ${path} any more`;
    let read;
    try {
      read = readFor(first);
    } catch {
      // A component that exists refuses what it cannot read.
      return answerAs(first);
    }
    // CMDB decodes the body before anything else, and refuses what it cannot. Other systems are not known.
    if (read.notJson !== undefined && first.isAtCmdb) return answerAs(first, read);
    const found = stubs.find(path, method, read.params);
    return found === undefined ? stubs.explain(path, method, read.params) : answerAs(found, read);
  },
  pathsFor: (request) => stubsOf(request).paths,
});
