import {
  brotliDecompressSync,
  gunzipSync,
  inflateRawSync,
  inflateSync,
  type InputType,
  type ZlibOptions,
} from 'node:zlib';

/** The most bytes that are made of a compressed body. A reply has some megabytes at most. */
const MOST_BYTES = 64 * 2 ** 20;

type Unpack = (bytes: InputType, options: ZlibOptions) => Buffer;

/** The ways in which a body may be compressed. The bytes alone tell, so that no header is needed. */
const WAYS: readonly Unpack[] = [
  (bytes) => bytes as Buffer,
  gunzipSync,
  inflateSync,
  inflateRawSync,
  brotliDecompressSync,
];

const ENCODINGS_BY_MARK: readonly [mark: string, encoding: string][] = [
  ['fffe', 'utf-16le'],
  ['feff', 'utf-16be'],
];

const encodingsOf = (bytes: Buffer, charset: string | undefined): string[] => {
  const mark = bytes.toString('hex', 0, 2);
  const marked = ENCODINGS_BY_MARK.find(([start]) => start === mark);
  if (marked !== undefined) return [marked[1]];
  return charset === undefined ? ['utf-8'] : ['utf-8', charset];
};

const attempt = <T>(work: () => T): T | undefined => {
  try {
    return work();
  } catch {
    return undefined;
  }
};

/**
 * The texts that the bytes of a body may stand for, the likeliest first, without byte-order mark.
 *
 * @param charset the charset that its content type names; undefined if it names none
 */
export function* textsOf(bytes: Buffer, charset?: string): Generator<string> {
  for (const unpack of WAYS) {
    const unpacked = attempt(() => unpack(bytes, { maxOutputLength: MOST_BYTES }));
    if (unpacked === undefined) continue;
    for (const encoding of encodingsOf(unpacked, charset)) {
      // A charset that is not known throws, and so do bytes that are not of it.
      const text = attempt(() => new TextDecoder(encoding, { fatal: true }).decode(unpacked));
      if (text !== undefined) yield text;
    }
  }
}
