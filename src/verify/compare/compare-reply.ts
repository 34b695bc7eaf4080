import { stringify } from 'lossless-json';
import type { TargetReply } from '../../target/send-request.js';
import { compareJson, fitsText } from './compare-json.js';
import type { IsIgnored } from './ignored.js';
import { parseExactly } from '../parse-exactly.js';
import type { RecordedReply } from '../calls/recorded-call.js';
import { cutTexts, firstDifference, placeText, showValues, type Hide } from './show-values.js';

/** A difference, without secrets. */
export interface Difference {
  /** The part of the reply. `reply`: none came. */
  part: 'status' | 'content-type' | 'body' | 'reply';
  /** The place in the body: `data.info[0].name`, or `line 3, column 5` of a text; empty for all of it. */
  path: string;
  /** Undefined if it is not there. */
  recorded: string | undefined;
  /** Undefined if it is not there. */
  now: string | undefined;
}

/** The differences of a reply. */
export interface Comparison {
  /** The first ones. */
  differences: Difference[];
  /** How many differences there are beyond these. */
  more: number;
  /** True if keys of the body stand in another order, and nothing else differs. No client that reads JSON sees it. */
  hasOtherOrder: boolean;
}

/** Most differences of a reply that are reported. */
const MOST = 20;

/** The media type, and the charset if there is one. */
const typeParts = (type: string): { media: string; charset: string | undefined } => {
  const [media = '', ...parameters] = type.toLowerCase().split(';');
  const charset = parameters
    .map((one) => /^\s*charset\s*=\s*"?([^"\s]*)/.exec(one)?.[1])
    .find((one) => one !== undefined);
  return { media: media.trim(), charset };
};

/** A capture may hold no charset, although the reply had one. */
const isSameType = (recorded: string, now: string): boolean => {
  const [was, is] = [typeParts(recorded), typeParts(now)];
  return was.media === is.media && (was.charset === undefined || was.charset === is.charset);
};

const compareHead = ({ status, contentType }: RecordedReply, now: TargetReply, hide: Hide): Difference[] => {
  const differences: Difference[] = [];
  if (status !== undefined && status !== now.status) {
    differences.push({ part: 'status', path: '', recorded: String(status), now: String(now.status) });
  }
  if (contentType !== undefined && !isSameType(contentType, now.contentType ?? '')) {
    const shown = now.contentType === undefined ? undefined : hide(now.contentType);
    differences.push({ part: 'content-type', path: '', recorded: hide(contentType), now: shown });
  }
  return differences;
};

const compareTexts = (recorded: string, now: string, hide: Hide): Difference[] => {
  if (fitsText(recorded, now)) return [];
  const [was, is] = [hide(recorded), hide(now)];
  const before = was.slice(0, firstDifference(was, is)).split('\n');
  const path = `line ${before.length}, column ${(before.at(-1) as string).length + 1}`;
  const [one, other] = cutTexts(was, is);
  return [{ part: 'body', path, recorded: JSON.stringify(one), now: JSON.stringify(other) }];
};

/** Compares a reply with the recorded one: status, content type and body. */
export const compareReply = (
  recorded: RecordedReply,
  now: TargetReply,
  isIgnored: IsIgnored,
  hide: Hide,
): Comparison => {
  const head = compareHead(recorded, now, hide);
  const text = now.body.toString();
  const was = typeof recorded.body === 'string' ? parseExactly(recorded.body) : recorded.body.value;
  const is = parseExactly(text);
  if (was === undefined || is === undefined) {
    const before = typeof recorded.body === 'string' ? recorded.body : (stringify(was) as string);
    return { differences: [...head, ...compareTexts(before, text, hide)], more: 0, hasOtherOrder: false };
  }
  const found = compareJson(was, is, isIgnored, MOST - head.length);
  const body = found.differences.map((difference): Difference => {
    const [before, after] = showValues(difference, hide);
    return { part: 'body', path: placeText(difference.path, hide), recorded: before, now: after };
  });
  const differences = [...head, ...body];
  return { differences, more: found.more, hasOtherOrder: found.hasOtherOrder && differences.length === 0 };
};
