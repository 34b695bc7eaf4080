import { isLosslessNumber, stringify } from 'lossless-json';
import type { FixtureFile } from '../fixtures/read/source.js';
import type { StubReply, StubStep } from '../model/stub.js';
import { isMap } from '../util/json/is-map.js';
import { isInexact } from '../util/json/keeps-number.js';
import { componentNamed } from './read/components.js';
import { readRecording, type Recording } from './read/recording.js';

/** The stubs of recorded exchanges. */
export interface RecordedStub extends StubStep {
  path: string;
  method: string;
  when: Record<string, unknown>;
  then?: StubStep[];
}

/** Files of several kinds, each by what is made of it. */
export interface SortedFiles {
  /** Captures, with those recordings whose replies become rows. */
  captures: FixtureFile[];
  stubs: RecordedStub[];
  /** Recorded requests that could not be read. */
  unread: number;
}

/** The recording as any capture of a component that is emulated. */
const asCapture = (file: string, { request, reply }: Recording): FixtureFile => {
  const { path, params } = request;
  return { file, bytes: Buffer.from(stringify({ request: { path, body: params }, response: reply }) as string) };
};

/** A longer body is left as it is: templates have a bound. */
const LONGEST_TEMPLATE = 900_000;

/** The beginning of a template of Liquid. */
const OPENING = /\{(?=[{%])/g;
const REQUEST_ID = /("request_id"\s*:\s*)"[\da-f-]{32,36}"/;

/** The body as a template: the id of the request is that of each call, and nothing else counts as a template. */
const bodyOf = (body: string): string =>
  body.length > LONGEST_TEMPLATE
    ? body
    : body.replace(OPENING, '{{ "{" }}').replace(REQUEST_ID, '$1"{{ request_id }}"');

const replyOf = ({ status, headers, body, encoding }: Recording['reply']): StubReply => ({
  ...(status === 200 ? {} : { status }),
  ...(headers === undefined || Object.keys(headers).length === 0 ? {} : { headers }),
  ...(encoding === undefined ? { body: bodyOf(body) } : { body, encoding }),
});

/** Parameters as a condition of a stub. A number that a fixture cannot hold exactly is a text there. */
const conditionOf = (value: unknown): unknown => {
  if (isLosslessNumber(value)) return isInexact(value.value) ? value.value : Number(value.value);
  if (typeof value === 'number') return isInexact(String(value)) ? String(value) : value;
  if (Array.isArray(value)) return value.map(conditionOf);
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, conditionOf(member)]));
};

const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};

/** How many members a value has at all depths. */
const sizeOf = (value: unknown): number =>
  isMap(value) || Array.isArray(value)
    ? Object.values(value).reduce((sum: number, one) => sum + 1 + sizeOf(one), 0)
    : 0;

/** A reply, and how often it came in a row. */
interface Repeated {
  reply: StubReply;
  times: number;
}

/** One stub for each request. Those with more conditions come first, because they are subsets: the first answers. */
const stubsOf = (recordings: readonly Recording[]): RecordedStub[] => {
  const byRequest = new Map<string, { stub: Pick<RecordedStub, 'path' | 'method' | 'when'>; replies: Repeated[] }>();
  for (const { request, reply } of recordings) {
    const { method, path, params = {} } = request;
    const key = stringify([method, path, params]) as string;
    const known = byRequest.get(key) ?? {
      stub: { path: decoded(path), method, when: conditionOf(params) as RecordedStub['when'] },
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

/** Sorts out the files that `--record` has written. */
export const sortRecordings = (files: readonly FixtureFile[]): SortedFiles => {
  const sorted: SortedFiles = { captures: [], stubs: [], unread: 0 };
  const recordings: Recording[] = [];
  for (const from of files) {
    const recording = readRecording(from.bytes);
    if (recording === undefined) sorted.captures.push(from);
    else if (componentNamed(recording.request.path) !== undefined)
      sorted.captures.push(asCapture(from.file, recording));
    else if (recording.request.params === undefined) sorted.unread += 1;
    else recordings.push(recording);
  }
  sorted.stubs = stubsOf(recordings);
  return sorted;
};
