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
  mayAnswer: (request) => stubsOf(request).has(pathOf(request)),
  answer: async ({ request, readFor, answerAs }) => {
    const { method } = request;
    const path = pathOf(request);
    const stubs = stubsOf(request);
    const first = stubs.first(path, method);
    if (first === undefined) return stubs.explainMethod(path, method);
    let read;
    try {
      read = readFor(first);
    } catch {
      // A component that exists refuses what it cannot read.
      await answerAs(first);
      return undefined;
    }
    // CMDB decodes the body before anything else, and refuses what it cannot. Other systems are not known.
    const isRefused = read.notJson !== undefined && first.isAtCmdb;
    const found = isRefused ? first : stubs.find(path, method, read.params);
    if (found === undefined) return stubs.explain(path, method, read.params);
    await answerAs(found, read);
    return undefined;
  },
  pathsFor: (request) => stubsOf(request).paths,
});
