const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [ARRAY, ARRAY_END, OBJECT, OBJECT_END] = [0x5b, 0x5d, 0x7b, 0x7d];

/** Finds the quotation mark at the end of a string. It may be cut off. */
export const endOfString = (text: string, from: number): number => {
  let at = from + 1;
  for (let code = text.charCodeAt(at); code !== QUOTE && at < text.length; code = text.charCodeAt(at)) {
    at += code === BACKSLASH ? 2 : 1;
  }
  return at;
};

/**
 * Finds the first sign of a JSON text with which it goes beyond a bound, without calling itself: a parser of JSON calls
 * itself at each level, and takes long to find out.
 *
 * @param levels the most levels of arrays and objects
 * @param commas the most commas beside those in strings. Default: no bound
 * @returns the offset of a bracket or a comma; undefined if the text is within the bounds
 */
export const firstBeyond = (text: string, levels: number, commas = Infinity): number | undefined => {
  let depth = 0;
  let seen = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === ARRAY || code === OBJECT) depth += 1;
    else if (code === ARRAY_END || code === OBJECT_END) depth -= 1;
    else if (code === COMMA) seen += 1;
    if (depth > levels || seen > commas) return at;
  }
  return undefined;
};
