import { UTF_8, type Charset } from './charset.js';

/** Django refuses a form or a query with more fields, and counts empty ones. */
export const MOST_FIELDS = 1000;

/** A form that Django refuses to read. */
export class FormError extends Error {}

export const tooManyFields = (): FormError => new FormError(`it has more than ${MOST_FIELDS} fields`);

const ASCII_RUN = /[\0-\x7f]+/g;
const ESCAPE = /%([0-9a-f]{2})/gi;

/** Undoes `%` escapes. Other characters stay as they are, even between the escaped bytes of one character. */
export const undoEscapes = (text: string, charset: Charset): string => {
  if (!text.includes('%')) return text;
  return text.replace(ASCII_RUN, (run) => {
    const bytes = run.replace(ESCAPE, (_escape, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    return charset.decodeLoosely(Buffer.from(bytes, 'latin1'));
  });
};

const readText = (text: string, charset: Charset): string => undoEscapes(text.replaceAll('+', ' '), charset);

/**
 * Reads the fields of a form, or of a query, as Django does. The last of several of one name counts.
 *
 * @throws FormError if there are too many fields
 */
export const readForm = (bytes: Buffer, charset: Charset = UTF_8): ReadonlyMap<string, string> => {
  const pairs = (charset.decode(bytes) ?? bytes.toString('latin1')).split('&');
  if (pairs.length > MOST_FIELDS) throw tooManyFields();
  const fields = new Map<string, string>();
  for (const pair of pairs) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = equals === -1 ? pair : pair.slice(0, equals);
    const value = equals === -1 ? '' : pair.slice(equals + 1);
    fields.set(readText(name, charset), readText(value, charset));
  }
  return fields;
};
