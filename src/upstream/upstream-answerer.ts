import type { FastifyReply, FastifyRequest } from 'fastify';
import { TOO_LARGE } from '../calls/call-request.js';
import { NO_BODY } from '../calls/http/read-body.js';
import type { OtherAnswerer } from '../calls/http/other-answerer.js';
import { safePathOf } from '../calls/http/safe-path.js';
import type { CmdbData } from '../cmdb/repository.js';
import { comparedPath, readPath } from '../stubs/stub-path.js';
import type { Upstream } from './upstream.js';
import { UpstreamComponent, type ComponentName } from './upstream-component.js';

/** A path that leads to no system is called by itself. */
const nameOf = (request: FastifyRequest): ComponentName => {
  const path = comparedPath(safePathOf(request));
  const { name = path, system = 'ESB' } = readPath(path) ?? {};
  return { name, system, path };
};

/** Aborted if the client goes before it has its reply. */
const signalOf = ({ raw }: FastifyReply): AbortSignal => {
  const gone = new AbortController();
  raw.once('close', () => gone.abort());
  return gone.signal;
};

/**
 * Answers requests below `/api/` from the live ESB behind the emulator.
 *
 * @param targetOf the target of a request as it was sent, without the prefix of a sandbox
 */
export const upstreamAnswerer = (
  upstream: Upstream,
  targetOf: (request: FastifyRequest) => string,
): OtherAnswerer<CmdbData> => ({
  // The emulator itself answers the preflight requests of browsers.
  mayAnswer: ({ method, url }) => method !== 'OPTIONS' && comparedPath(url).startsWith('/api/'),
  answer: async ({ request, reply, body, answerAs }) => {
    if (body === TOO_LARGE) {
      return {
        en: 'the body is larger than --body-limit lets it be, and is not forwarded',
        zh: '请求体超过 --body-limit 的限制，没有转发',
      };
    }
    const { method } = request;
    const forwarded = {
      method,
      target: targetOf(request),
      rawHeaders: request.raw.rawHeaders,
      headers: request.headers,
      body: method === 'GET' ? NO_BODY : body,
      signal: signalOf(reply),
    };
    await answerAs(new UpstreamComponent(nameOf(request), upstream, forwarded));
    return undefined;
  },
  pathsFor: () => [],
});
