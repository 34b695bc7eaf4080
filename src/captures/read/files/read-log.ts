import { isUtf8 } from 'node:buffer';
import { positionsIn, type Position } from '../../../fixtures/read/position.js';
import type { Notes } from '../../notes.js';
import { Captured } from '../captured.js';
import { isEnvelope } from '../bodies/find-body.js';
import { cutTalk } from './cut-talk.js';
import { findObjects, type FoundObjects } from './find-objects.js';
import { splitMessages, type LoggedMessage } from './split-messages.js';
import type { Part } from './split-values.js';

/** Lines that say nothing of replies: signs alone, what `-w` puts behind a body, and a command with its options. */
const USUAL_LINE =
  /^(?:(?:(?:http|time)\w*(?:\W[\W\d]*)?|(?:code|status)?[\W\d]*)s?|.*\b(?:curl|wget)\b.*|\s*-{1,2}[a-z].*)$/i;
const LONGEST_USUAL_LINE = 2000;
/** The beginning of an object that is not whole, or is no JSON. */
const BROKEN = /\{\s*"/;

/** A dump of `curl --trace` or `--trace-ascii`, which does not keep all characters. */
const TRACE = /^[\d:. ]*<= Recv data, /m;

/** Finds the position in the file. It is asked for late, because most positions are not needed. */
type Locate = () => Position;

/** The text behind the head of a message, and the objects in it. */
interface Body extends FoundObjects {
  /** Each character is a byte. */
  bytes: string;
  /** The text that the bytes stand for; undefined if they are not UTF-8. */
  text: string | undefined;
  /** The position of an offset in the text. */
  at: (offset: number) => Locate;
}

/** True if no body belongs to this head, because curl shows another one: of the next reply, or of the same again. */
const isOnlyHead = ({ status }: LoggedMessage, next: LoggedMessage, request: LoggedMessage | undefined): boolean =>
  next.kind === 'reply' || status < 200 || (status >= 300 && status < 400) || request?.method === 'CONNECT';

/** Collects the replies of a log, each with what the log shows of its request. */
class LogReader {
  /** Exchanges, and objects that are none. */
  readonly found: { value: unknown; at: Locate }[] = [];
  /** How many lines are no part of a reply, and the first of them. */
  unread: { count: number; first: Locate | undefined } = { count: 0, first: undefined };
  hasBroken = false;
  replies = 0;
  /** The request that has no reply yet. */
  #request: LoggedMessage | undefined;
  /** The body of that request. */
  #parameters: (typeof this.found)[number] | undefined;

  /** @param next the message behind this one */
  take(message: LoggedMessage, body: Body, next: LoggedMessage | undefined): void {
    if (message.kind !== 'reply') {
      this.#takeObjects(body);
      if (message.kind === 'request') this.#request = message;
      return;
    }
    const isEmpty = body.bytes.trim() === '';
    if (!isEmpty || next === undefined || !isOnlyHead(message, next, this.#request)) this.#takeReply(message, body);
  }

  /** Ends the log: an object that no reply follows is no request. */
  end(): void {
    if (this.#parameters !== undefined) this.found.push(this.#parameters);
  }

  #takeReply({ status, headers }: LoggedMessage, body: Body): void {
    const [first, ...others] = body.objects;
    if (first !== undefined) {
      this.#add({ status, headers, body: first.text }, body.at(first.offset));
      this.#takeObjects({ ...body, objects: others });
      return;
    }
    const bytes = body.bytes.trim();
    const content =
      body.text === undefined
        ? { encoding: 'base64', body: Buffer.from(bytes, 'latin1').toString('base64') }
        : { body: body.text.trim() };
    this.#add({ status, headers, ...content }, body.at(body.bytes.search(/\S|$/)));
  }

  /** Takes objects that have no head: replies, and the bodies of requests. */
  #takeObjects({ objects, rest, at }: Body): void {
    for (const { text, value, offset } of objects) {
      if (isEnvelope(value)) this.#add({ body: text }, at(offset));
      else {
        this.end();
        this.#parameters = { value, at: at(offset) };
      }
    }
    for (const part of rest) this.#takeRest(part, at);
  }

  #takeRest({ text, offset }: Part, at: Body['at']): void {
    const broken = text.search(BROKEN);
    if (broken >= 0) {
      this.hasBroken = true;
      this.#add({ body: text.slice(broken) }, at(offset + broken));
    }
    let start = offset;
    for (const line of text.slice(0, broken < 0 ? undefined : broken).split('\n')) {
      if (line.length > LONGEST_USUAL_LINE || !USUAL_LINE.test(line.trimEnd())) {
        this.unread.count += 1;
        this.unread.first ??= at(start);
      }
      start += line.length + 1;
    }
  }

  #add(response: object, at: Locate): void {
    this.replies += 1;
    const { method, path } = this.#request ?? {};
    const body = this.#parameters?.value;
    const isAsked = path !== undefined || body !== undefined;
    this.found.push({ at, value: isAsked ? { request: { method, path, body }, response } : { response } });
    this.#request = undefined;
    this.#parameters = undefined;
  }
}

/**
 * Reads the replies in a log of curl, or of a program that writes alike.
 *
 * @param bytes a log is not decoded as a whole, because curl may write within a character of a body
 * @param notes gets the lines that are no part of a reply
 * @returns a list of the replies; undefined if the file is no log
 */
export const readLog = (file: string, bytes: Buffer, notes: Notes): Captured | undefined => {
  const whole = bytes.toString('latin1');
  const cut = cutTalk(whole);
  const positionOf = positionsIn(whole);
  const messages = splitMessages(cut.text);
  const reader = new LogReader();
  for (const [index, message] of messages.entries()) {
    const part = cut.text.slice(message.from, message.to);
    const partBytes = Buffer.from(part, 'latin1');
    const text = isUtf8(partBytes) ? partBytes.toString() : undefined;
    const known = text ?? '';
    const at = (offset: number) => () =>
      positionOf(cut.inWhole(message.from + Buffer.byteLength(known.slice(0, offset))));
    reader.take(message, { bytes: part, text, at, ...findObjects(known) }, messages[index + 1]);
  }
  reader.end();
  const { found, unread, hasBroken, replies } = reader;
  const isLog = messages.length > 1 || cut.text.length < whole.length;
  if (!isLog && (hasBroken || replies === 0)) return undefined;
  if (replies === 0 && TRACE.test(whole)) {
    const at = new Captured(undefined, { file, locate: () => positionOf(0) });
    notes.tally(`trace ${file}`, at, () => ({ code: 'CAPTURE_TRACE' }));
  }
  const first = unread.first;
  if (first !== undefined) {
    const at = new Captured(undefined, { file, locate: first });
    notes.tally(`unread lines of ${file}`, at, () => ({ code: 'CAPTURE_LINES_UNREAD', count: unread.count }));
  }
  const values = found.map(({ value }) => value);
  return new Captured(values, { file, locate: ([index]) => found[Number(index)]?.at() ?? positionOf(0) });
};
