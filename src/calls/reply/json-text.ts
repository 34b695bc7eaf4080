/**
 * JSON text of a reply. Long text that the store keeps as UTF-8 stays bytes, because decoding and encoding it again takes
 * longer than the rest of the call; short text is a string.
 */
export type JsonText = string | Buffer;

/** Puts text before and after JSON text. */
export const wrap = (before: string, data: JsonText, after: string): JsonText =>
  typeof data === 'string' ? before + data + after : Buffer.concat([Buffer.from(before), data, Buffer.from(after)]);
