import type { IncomingHttpHeaders } from 'node:http';
import type { Text } from '../model/language.js';

const isCompressed = (en: string, zh: string): Text => ({
  en: `the body ${en}, which a live system does not undo; send plain UTF-8`,
  zh: `请求体${zh}，真实系统不会解压；请发送不压缩、不带 BOM 的 UTF-8`,
});

const isMarked = (charset: string): Text => ({
  en: `the body begins with a byte-order mark of ${charset}, which a live system does not skip; send plain UTF-8`,
  zh: `请求体以 ${charset} 的字节顺序标记（BOM）开头，真实系统不会跳过；请发送不压缩、不带 BOM 的 UTF-8`,
});

/** The first bytes of compressed data and of marked text. */
const STARTS: readonly [bytes: Buffer, description: Text][] = [
  [Buffer.from([0x1f, 0x8b]), isCompressed('is compressed with gzip', '经过 gzip 压缩')],
  [Buffer.from([0xef, 0xbb, 0xbf]), isMarked('UTF-8')],
  [Buffer.from([0xff, 0xfe]), isMarked('UTF-16')],
  [Buffer.from([0xfe, 0xff]), isMarked('UTF-16')],
];

/** A content encoding that holds no secret. */
const ENCODING = /^[\w-]{1,20}$/;

const isLabelled = (encoding: string): Text =>
  ENCODING.test(encoding)
    ? isCompressed(`has the Content-Encoding ${encoding}`, `的 Content-Encoding 为 ${encoding}`)
    : isCompressed('has the Content-Encoding of its label', '标有 Content-Encoding');

/**
 * Says that a body is compressed or marked, because its sender may believe that servers undo that; undefined if it is neither.
 */
export const describeBytes = (
  body: Buffer,
  { 'content-encoding': encoding = '' }: IncomingHttpHeaders,
): Text | undefined => {
  const found = STARTS.find(([start]) => body.subarray(0, start.length).equals(start))?.[1];
  if (found !== undefined) return found;
  return /^(?:identity)?$/i.test(encoding) ? undefined : isLabelled(encoding);
};
