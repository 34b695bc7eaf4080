import { Notes } from '../../captures/notes.js';
import { contentTypeOf } from '../../captures/read/bodies/body-texts.js';
import { findBody, isEnvelope } from '../../captures/read/bodies/find-body.js';
import type { Captured } from '../../captures/read/captured.js';
import { readCaptured } from '../../captures/read/files/read-captured.js';
import { findExchanges } from '../../captures/read/find-exchanges.js';
import { readRecording, type Recording } from '../../captures/read/recording.js';
import { skippedFile } from '../../captures/skipped-file.js';
import type { FixtureFile } from '../../fixtures/read/source.js';
import type { Problem } from '../../util/problem.js';
import { buildCall } from './build-call.js';
import { parseExactly } from '../parse-exactly.js';
import { readCapturedRequest } from './read-captured-request.js';
import type { Reason, RecordedCall, RecordedReply } from './recorded-call.js';

/** A recorded call that is not sent. */
export interface LeftOut {
  reason: Reason;
  /** Its file, or its component. */
  name: string;
}

/** The recorded calls of files, in their order. */
export interface ReadCalls {
  calls: RecordedCall[];
  leftOut: LeftOut[];
  /** Notes on files and lines that are no captures. */
  notes: Problem[];
}

const headersOf = (headers: Readonly<Record<string, string>> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

const callOfRecording = (file: string, { request, reply }: Recording): RecordedCall | Reason => {
  const { method, path, params } = request;
  if (params === undefined) return 'unread';
  const contentType = headersOf(reply.headers)['content-type'];
  const captured = { method, address: path, headers: {}, query: undefined, body: params };
  const body = reply.encoding === 'base64' ? Buffer.from(reply.body, 'base64').toString() : reply.body;
  return buildCall(file, captured, { status: reply.status, contentType, body });
};

const replyOf = (response: Captured): RecordedReply | undefined => {
  const body = findBody(response);
  if ('code' in body) return undefined;
  const { value: status } = response.at('status');
  const isWrapped = !isEnvelope(response.value);
  const texts = 'texts' in body ? [...body.texts] : [];
  return {
    status: isWrapped && typeof status === 'number' && status > 0 ? status : undefined,
    contentType: isWrapped ? contentTypeOf(response) : undefined,
    body:
      'texts' in body
        ? (texts.find((text) => parseExactly(text) !== undefined) ?? (texts[0] as string))
        : { value: body.value },
  };
};

/** Reads the calls of a capture that `--record` has not written. */
const readCapture = (from: FixtureFile, notes: Notes, wrong: Problem[]): (RecordedCall | LeftOut)[] =>
  readCaptured(from, notes, wrong).flatMap((document) => {
    const { exchanges, others } = findExchanges(document);
    if (exchanges.length === 0 && others.length > 0) {
      wrong.push(document.problem({ code: 'CAPTURE_UNKNOWN_FORM' }));
      return [];
    }
    const found = exchanges.map((exchange): RecordedCall | LeftOut => {
      const reply = replyOf(exchange.response);
      const call = reply === undefined ? 'no-reply' : buildCall(from.file, readCapturedRequest(exchange), reply);
      return typeof call === 'string' ? { reason: call, name: from.file } : call;
    });
    return [...found, ...others.map((): LeftOut => ({ reason: 'no-reply', name: from.file }))];
  });

/**
 * Reads recorded calls: files of `--record`, and every kind of capture that `import` reads.
 *
 * @param mayBeOther true for a file that is skipped with a note if it is no capture
 * @param problems gets the reasons why other files cannot be read
 */
export const readCalls = (
  files: readonly FixtureFile[],
  mayBeOther: (file: string) => boolean,
  problems: Problem[],
): ReadCalls => {
  const notes = new Notes();
  const skipped: Problem[] = [];
  const read: (RecordedCall | LeftOut)[] = [];
  for (const from of files) {
    const recording = readRecording(from.bytes);
    if (recording !== undefined) {
      const call = callOfRecording(from.file, recording);
      read.push(typeof call === 'string' ? { reason: call, name: from.file } : call);
      continue;
    }
    const wrong: Problem[] = [];
    // A file may have more of them than a call takes arguments.
    for (const call of readCapture(from, notes, wrong)) read.push(call);
    const [first] = wrong;
    if (first !== undefined && mayBeOther(from.file)) skipped.push(skippedFile(first));
    else for (const problem of wrong) problems.push(problem);
  }
  const names = files.map(({ file }) => file);
  return {
    calls: read.filter((one) => 'request' in one),
    leftOut: read.filter((one) => 'reason' in one),
    notes: [...notes.list(names), ...skipped],
  };
};
