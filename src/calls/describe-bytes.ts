import type { IncomingHttpHeaders } from 'node:http';

const COMPRESSED = 'which a live system does not undo';
const MARKED = 'which a live system does not skip';

/** The first bytes of compressed data and of marked text. */
const STARTS: readonly [bytes: Buffer, description: string][] = [
  [Buffer.from([0x1f, 0x8b]), `is compressed with gzip, ${COMPRESSED}`],
  [Buffer.from([0xef, 0xbb, 0xbf]), `begins with a byte-order mark of UTF-8, ${MARKED}`],
  [Buffer.from([0xff, 0xfe]), `begins with a byte-order mark of UTF-16, ${MARKED}`],
  [Buffer.from([0xfe, 0xff]), `begins with a byte-order mark of UTF-16, ${MARKED}`],
];

/** A content encoding that holds no secret. */
const ENCODING = /^[\w-]{1,20}$/;

const describeLabel = (encoding: string): string =>
  `has the Content-Encoding ${ENCODING.test(encoding) ? encoding : 'of its label'}, ${COMPRESSED}`;

/**
 * Says that a body is compressed or marked, because its sender may believe that servers undo that; undefined if it is neither.
 */
export const describeBytes = (
  body: Buffer,
  { 'content-encoding': encoding = '' }: IncomingHttpHeaders,
): string | undefined => {
  const found = STARTS.find(([start]) => body.subarray(0, start.length).equals(start))?.[1];
  const description = found ?? (/^(?:identity)?$/i.test(encoding) ? undefined : describeLabel(encoding));
  return description && `the body ${description}; send plain UTF-8`;
};
