import { partitionPoint } from '../../../util/iterables.js';

/** The time that `--trace-time` puts before a line. */
const STAMP = String.raw`(?:\d\d:\d\d:\d\d\.\d{6} )?`;
/** A line end. A log that went through a terminal has two carriage returns. */
const END = String.raw`\r*\n`;
/** A duration in the progress meter. */
const DURATION = String.raw`(?: {0,8}[\d-]{1,2}:[\d-]{2}:[\d-]{2}| {0,8}\d{1,7}d \d{1,2}h)`;

/** Words with which curl begins to talk in the line in which a piece of a body ends. */
const WORDS = [
  'ALPN',
  'Can not',
  'Clear',
  'Closing',
  'Connect',
  'Could not',
  'Expire',
  'Found',
  'Host',
  'IPv',
  'Ignoring',
  'Issue',
  'Mark',
  'Re-?using',
  'Request',
  'SSL',
  'TLS',
  'Trying',
  'Uses',
  'Using',
  'closing',
  'old SSL',
  'schannel',
  'shutting',
];

/** Bounds the time that a long line of such words takes. */
const LONGEST = 300;
/** The rest of a line that curl writes. Without a bound, a long line of such beginnings would be read again from each. */
const REST = '.{0,2000}';

/**
 * The pieces that curl writes beside requests and replies. It writes them to another stream than the body. If both go into
 * one file, a piece may stand anywhere in a body, even within a character.
 */
const TALK = new RegExp(
  [
    // The head of the progress meter, and of that of `--parallel`.
    String.raw` {0,2}% Total +% Received % Xferd${REST}${END} +Dload${REST}${END}`,
    String.raw`^DL% UL% .*${END}`,
    // The progress meter. It writes over itself, and ends the line when it is done.
    String.raw`(?:\r|^)[ \d.kMGTPE-]{1,100}(?:${DURATION} ){2}${DURATION} [ \d.]{4}(?:[\d.]?[kMGTPE]|\d)(?: *${END})?`,
    // The bar of `-#`.
    String.raw`(?:\r|^)(?=[ #O=-]*#)[ #O=-]*\d+\.\d%`,
    String.raw`${STAMP}[{}] \[\d+ bytes data\]${END}`,
    String.raw`^${STAMP}\*.*${END}`,
    String.raw`${STAMP}\* +(?:${WORDS.join('|')})[^"\r\n]{0,${LONGEST}}${END}`,
    String.raw`^curl: \(\d+\) .*${END}`,
    // `--trace` and `--trace-ascii`: the body counts only if it is there as it came, too.
    String.raw`${STAMP}== Info: ${REST}${END}`,
    String.raw`${STAMP}[<=][=>] (?:Recv|Send) [\w ]+, \d+ bytes \(0x[\da-f]+\)${END}(?:[\da-f]{4,}: .*${END})*`,
  ].join('|'),
  'gm',
);

/** A text without some of its pieces. */
export interface CutText {
  text: string;
  /** Turns an offset in the text into the one in the whole text. */
  inWhole: (offset: number) => number;
}

/** Cuts out of a log what curl writes beside requests and replies. */
export const cutTalk = (whole: string): CutText => {
  const parts: string[] = [];
  /** For each part, its offset in the text, and in the whole one. */
  const offsets: [inText: number, inWhole: number][] = [];
  let length = 0;
  let from = 0;
  const keep = (to: number): void => {
    parts.push(whole.slice(from, to));
    offsets.push([length, from]);
    length += to - from;
  };
  for (const { 0: talk, index } of whole.matchAll(TALK)) {
    keep(index);
    from = index + talk.length;
  }
  keep(whole.length);
  const inWhole = (offset: number): number => {
    const [start, startInWhole] = offsets[partitionPoint(offsets, ([inText]) => inText <= offset) - 1] as [
      number,
      number,
    ];
    return startInWhole + offset - start;
  };
  return { text: parts.join(''), inWhole };
};
