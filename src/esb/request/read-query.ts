import type { Text } from '../../model/language.js';
import { charsetOf } from './form/charset-of.js';
import { readForm, type FormError } from './form/read-form.js';

/** The fields of a query, or why Django refuses it. */
export interface ReadQuery {
  fields: ReadonlyMap<string, string>;
  refusal: Text | undefined;
}

const NO_FIELDS: ReadonlyMap<string, string> = new Map();
const NO_QUERY: ReadQuery = { fields: NO_FIELDS, refusal: undefined };

/**
 * Reads the query of a request target as Django does. The `charset` of the `Content-Type` is that of the query, too.
 *
 * @param target one character a byte
 */
export const readQuery = (target: string, contentType: string | undefined): ReadQuery => {
  const mark = target.indexOf('?');
  if (mark === -1) return NO_QUERY;
  const [query] = target.slice(mark + 1).split('#', 1) as [string];
  try {
    return { fields: readForm(Buffer.from(query, 'latin1'), charsetOf(contentType)), refusal: undefined };
  } catch (error) {
    const { en, zh } = (error as FormError).detail;
    return { fields: NO_FIELDS, refusal: { en: `the query is refused: ${en}`, zh: `查询参数被拒绝：${zh}` } };
  }
};
