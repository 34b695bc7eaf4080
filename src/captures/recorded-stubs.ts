import { isLosslessNumber, stringify } from 'lossless-json';
import { holdsTemplate, literalTemplate, type StubReply, type StubStep } from '../model/stub.js';
import { isMap } from '../util/json/is-map.js';
import { isInexact } from '../util/json/keeps-number.js';
import type { Recording } from './read/recording.js';
import { isNotFound, isOfCaller } from './recorded-reply.js';

/** The stubs of recorded exchanges. */
export interface RecordedStub extends StubStep {
  path: string;
  method: string;
  when: Record<string, unknown>;
  then?: StubStep[];
}

/** The most characters of a body with templates: they have a bound. */
const LONGEST_TEMPLATE = 900_000;

const REQUEST_ID = /("request_id"\s*:\s*)"[\da-f-]{32,36}"/;

/**
 * The body as a template: the id of the request is that of each call, and nothing else counts as a template. A body that is too
 * long for that keeps its id, as Base64 if a part of it would count as a template.
 */
const bodyOf = (body: string): Pick<StubReply, 'body' | 'encoding'> => {
  const template = literalTemplate(body).replace(REQUEST_ID, '$1"{{ request_id }}"');
  if (template.length <= LONGEST_TEMPLATE) return { body: template };
  return holdsTemplate(body) ? { encoding: 'base64', body: Buffer.from(body).toString('base64') } : { body };
};

const replyOf = ({ status, headers, body, encoding }: Recording['reply']): StubReply => ({
  ...(status === 200 ? {} : { status }),
  ...(headers === undefined || Object.keys(headers).length === 0 ? {} : { headers }),
  ...(encoding === undefined ? bodyOf(body) : { body, encoding }),
});

/** Parameters as a condition of a stub. A number that a fixture cannot hold exactly is a text there. */
const conditionOf = (value: unknown): unknown => {
  if (isLosslessNumber(value)) return isInexact(value.value) ? value.value : Number(value.value);
  if (typeof value === 'number') return isInexact(String(value)) ? String(value) : value;
  if (Array.isArray(value)) return value.map(conditionOf);
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, conditionOf(member)]));
};

/**
 * How many members a value has at all depths. A text counts more than anything else, because a condition of a number holds
 * for a text, too.
 */
const sizeOf = (value: unknown): number => {
  if (typeof value === 'string') return 1;
  if (!isMap(value) && !Array.isArray(value)) return 0;
  return Object.values(value).reduce((sum: number, one) => sum + 2 + sizeOf(one), 0);
};

/** A reply, and how often it came in a row. */
interface Repeated {
  reply: StubReply;
  times: number;
}

/**
 * Leaves out replies that the emulator gives itself: refusals of callers, and 404. They count if a path has no others, so that
 * its stub gives them.
 */
const withoutOwn = (recordings: readonly Recording[]): Recording[] => {
  const keyOf = ({ request: { method, path } }: Recording): string => `${method} ${path}`;
  const isOwn = ({ reply }: Recording): boolean => isOfCaller(reply) || isNotFound(reply);
  const others = new Set(recordings.filter((one) => !isOwn(one)).map(keyOf));
  return recordings.filter((one) => !isOwn(one) || !others.has(keyOf(one)));
};

/** One stub for each request. Those with more conditions come first, because they are subsets: the first answers. */
export const stubsOf = (all: readonly Recording[]): RecordedStub[] => {
  const recordings = withoutOwn(all);
  const byRequest = new Map<string, { stub: Pick<RecordedStub, 'path' | 'method' | 'when'>; replies: Repeated[] }>();
  for (const { request, reply } of recordings) {
    const { method, path, params = {} } = request;
    const key = stringify([method, path, params]) as string;
    const known = byRequest.get(key) ?? {
      stub: { path, method, when: conditionOf(params) as RecordedStub['when'] },
      replies: [],
    };
    byRequest.set(key, known);
    const fresh = replyOf(reply);
    const last = known.replies.at(-1);
    if (last !== undefined && stringify(last.reply) === stringify(fresh)) last.times += 1;
    else known.replies.push({ reply: fresh, times: 1 });
  }
  return [...byRequest.values()]
    .map(({ stub, replies }): RecordedStub => {
      const last = replies.length - 1;
      // The last reply has no end.
      const steps = replies.map(({ reply, times }, index) =>
        index < last && times > 1 ? { reply, times } : { reply },
      );
      const [first, ...then] = steps;
      return { ...stub, ...first, ...(then.length === 0 ? {} : { then }) };
    })
    .sort((one, other) => sizeOf(other.when) - sizeOf(one.when));
};
