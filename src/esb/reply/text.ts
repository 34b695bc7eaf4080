/**
 * JSON text that is sent as it is stored, in UTF-8, and what stands around it, which is ASCII. To decode it and to encode
 * it again would take longer than all the rest.
 */
export interface Stored {
  before: string;
  bytes: Buffer;
  after: string;
}

/** Text on its way out. */
export type Text = string | Stored;

/** Puts ASCII around text, or around the bytes of some. */
export const surround = (before: string, text: Text | Buffer, after: string): Text => {
  if (typeof text === 'string') return before + text + after;
  if (Buffer.isBuffer(text)) return { before, bytes: text, after };
  return { before: before + text.before, bytes: text.bytes, after: text.after + after };
};

/** How many bytes it has as UTF-8. */
export const sizeOf = (text: Text): number =>
  typeof text === 'string' ? Buffer.byteLength(text) : text.before.length + text.bytes.length + text.after.length;

/** Its bytes as UTF-8. */
export const bytesOf = (text: Text): Buffer =>
  typeof text === 'string'
    ? Buffer.from(text)
    : Buffer.concat([Buffer.from(text.before), text.bytes, Buffer.from(text.after)]);
