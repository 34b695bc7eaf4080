import { stringify } from 'lossless-json';
import { COMPONENTS } from '../cmdb/components/index.js';
import type { FixtureFile } from '../fixtures/read/source.js';
import { STUB_METHODS } from '../model/stub.js';
import { comparedPath, emulatedAt, pathOfStub, readPath } from '../stubs/stub-path.js';
import { readRecording, type Recording } from './read/recording.js';
import { codeOf } from './recorded-reply.js';
import { stubsOf, type RecordedStub } from './recorded-stubs.js';

/** A recorded call of an emulated component. */
export interface EmulatedCall extends Recording {
  file: string;
  component: string;
}

/** Files of several kinds, each by what is made of it. */
export interface SortedFiles {
  /** Captures, with those recordings whose replies become rows. */
  captures: FixtureFile[];
  stubs: RecordedStub[];
  /** The calls that rows answer, refused ones, too. */
  emulated: EmulatedCall[];
  /** Recorded requests that nothing can be made of: they could not be read, or no stub can have their path or method. */
  passedOver: number;
}

/** `bk_biz_id` stands in the path of some components at CMDB. */
const withBusiness = (component: string, path: string, params: Recording['request']['params']): object => {
  const found = COMPONENTS.find(({ name }) => name === component);
  const isAtCmdb = found?.cmdbPath.endsWith('/') === true && !path.includes('/compapi/');
  return isAtCmdb ? { bk_biz_id: path.split('/').findLast((part) => part !== ''), ...params } : { ...params };
};

/** The recording as any capture of a component that is emulated. */
const asCapture = ({ file, component, request, reply }: EmulatedCall): FixtureFile => {
  const body = withBusiness(component, request.path, request.params);
  const { path } = request;
  const text = stringify({ request: { component, path, body }, response: reply }) as string;
  // The text is made here, so positions in it are none in the file.
  return { file, bytes: Buffer.from(text), reading: 'object' };
};

const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};

/** True if a fixture may have a stub for a request. */
const mayBeStub = (path: string, method: string): boolean => {
  const whole = pathOfStub(path);
  const face = whole === undefined ? undefined : readPath(whole)?.face;
  const methods: readonly string[] = face === 'esb' ? ['GET', 'POST'] : STUB_METHODS;
  return face !== undefined && methods.includes(method);
};

/** Sorts out the files that `--record` has written. */
export const sortRecordings = (files: readonly FixtureFile[]): SortedFiles => {
  const sorted: SortedFiles = { captures: [], stubs: [], emulated: [], passedOver: 0 };
  const others: Recording[] = [];
  for (const from of files) {
    const recording = readRecording(from.bytes);
    if (recording === undefined) {
      sorted.captures.push(from);
      continue;
    }
    const { request, reply } = recording;
    const path = decoded(request.path);
    const component = emulatedAt(comparedPath(path));
    if (request.params === undefined) sorted.passedOver += 1;
    else if (component !== undefined) {
      const call = { ...recording, file: from.file, component };
      sorted.emulated.push(call);
      if (codeOf(reply) === 0) sorted.captures.push(asCapture(call));
    } else if (mayBeStub(path, request.method)) others.push({ request: { ...request, path }, reply });
    else sorted.passedOver += 1;
  }
  sorted.stubs = stubsOf(others);
  return sorted;
};
