/** Characters that Python takes for blanks. JavaScript takes the byte-order mark too, but no separators and no U+0085. */
const BLANKS = '[\\t-\\r\\x1c-\\x20\\x85\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+';

const AROUND = new RegExp(`^${BLANKS}|${BLANKS}$`, 'g');

/** Removes blanks around a text as Python's `str.strip` does. */
export const pythonStrip = (text: string): string => text.replace(AROUND, '');
