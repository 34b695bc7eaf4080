/** The cases of a run: bytes to send, and the replies that must come. A seed and a number give the same case. */
import { createRandom } from '../lib/random.js';
import { controlRequest, FAULTY } from './control.js';
import { brokenHttp, chunked, cut, whole } from './encode.js';
import { callerHeaders, callHeaders } from './headers.js';
import { callBody, largeBody } from './parameters.js';
import { anyTarget, BODY_PATHS, callTarget } from './targets.js';

/**
 * @typedef {object} Case
 * @property {string} kind
 * @property {Buffer[]} parts what is sent, each in a turn of the event loop of its own
 * @property {{ method: string, isControl?: boolean }[]} requests one for each reply
 * @property {'all' | 'some' | 'none'} replies `all`: each request has a reply; `some`: there is at least one, or the
 *   connection is closed at once, because a server may refuse the request; `none`: the client goes away
 * @property {boolean} [loads] true if a fixture is checked, which may take long
 */

const METHODS = [
  'GET',
  'HEAD',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'PROPFIND',
  'CONNECT',
  'QUERY',
  'NOPE',
  'get',
];
const FACES = [
  [5, 'esb'],
  [2, 'api-server'],
  [2, 'api-gateway'],
];
const LIKELY_METHOD = [
  [8, 'POST'],
  [1, 'GET'],
];
/** Stubs may have these as well. */
const CALL_METHOD = [
  [40, 'POST'],
  [6, 'GET'],
  [1, 'PUT'],
  [1, 'PATCH'],
  [1, 'DELETE'],
];

/** What any server takes: nothing in it is for the parser of HTTP to refuse, and no header speaks of the connection. */
const isPlain = ({ method, target, headers = [] }) =>
  /^(GET|POST|PUT|PATCH|DELETE|OPTIONS)$/.test(method) &&
  /^[\x21-\x7e]+$/.test(target) &&
  target.startsWith('/') &&
  target.length + headers.join('').length < 30_000 &&
  headers.every(
    ([name, value]) =>
      /^[\w-]+$/.test(name) &&
      !/^(connection|upgrade|expect|host)$/i.test(name) &&
      /^[\t\x20-\x7e\x80-\xff]*$/.test(value),
  );

const call = (random, face = random.weighted(FACES)) => ({
  method: random.weighted(CALL_METHOD),
  target: callTarget(random, face),
  headers: [...callerHeaders[face](random), ...callHeaders(random)],
  body: random.chance(0.002) ? largeBody(random) : callBody(random),
});

const anyRequest = (random) => ({
  method: random.chance(0.5) ? random.pick(METHODS) : random.weighted(LIKELY_METHOD),
  target: anyTarget(random),
  headers: callHeaders(random),
  body: random.chance(0.5) ? callBody(random) : undefined,
});

const encoded = (random, request) => {
  const bytes = random.chance(0.15) ? chunked(random, request) : whole(request);
  return random.chance(0.15) ? cut(random, bytes) : [bytes];
};

const single = (kind, random, request) => ({
  kind,
  parts: encoded(random, request),
  requests: [{ method: request.method, isControl: kind === 'control' }],
  replies: isPlain(request) ? 'all' : 'some',
  loads: /__emulator\/+data/.test(request.target),
});

/** Requests that follow each other without waiting for replies. */
const pipeline = (random) => {
  const requests = random.list(random.between(2, 20), () => {
    const face = random.weighted(FACES);
    const request = random.pick([
      {
        method: 'POST',
        target: random.pick(BODY_PATHS[face]),
        headers: callerHeaders[face](random),
        body: callBody(random),
      },
      { method: 'GET', target: random.pick(['/healthz', '/readyz', '/openapi.json', '/api/c/nope']) },
      {
        method: 'GET',
        target: random.pick(['/__emulator', '/__emulator/settings', '/@a/__emulator/faults']),
        isControl: true,
      },
    ]);
    return request;
  });
  return {
    kind: 'pipeline',
    parts: cut(random, Buffer.concat(requests.map(whole))),
    requests: requests.map(({ method, isControl }) => ({ method, isControl })),
    replies: 'all',
  };
};

const KINDS = {
  call: [46, (random) => single('call', random, call(random))],
  path: [14, (random) => single('path', random, anyRequest(random))],
  control: [22, (random) => single('control', random, controlRequest(random))],
  broken: [6, (random) => ({ kind: 'broken', parts: cut(random, brokenHttp(random, call(random))), requests: [{ method: 'POST' }], replies: 'some' })],
  pipeline: [2, pipeline],
  abort: [3, (random) => ({ kind: 'abort', parts: cut(random, whole(random.pick([call, controlRequest])(random))).slice(0, -1), requests: [{ method: 'POST' }], replies: 'none' })],
  stream: [1, (random) => ({ kind: 'stream', parts: [whole({ method: 'GET', target: `/@a/__emulator/requests/stream${random.pick(['', '?since=0', '?since=x', '?face=esb'])}` })], requests: [{ method: 'GET' }], replies: 'none' })],
  faulty: [3, (random) => ({ kind: 'faulty', parts: [whole({ ...call(random, 'esb'), target: `/@${random.pick(FAULTY)}${random.pick(BODY_PATHS.esb)}` })], requests: [{ method: 'POST' }], replies: 'none' })],
}; // prettier-ignore
const WEIGHTS = Object.values(KINDS);

/** @returns {Case} */
export const makeCase = (seed, number) => {
  const random = createRandom(seed, number);
  return random.weighted(WEIGHTS)(random);
};
