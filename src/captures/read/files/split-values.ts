/** A part of a text, and its place there. */
export interface Part {
  text: string;
  offset: number;
}

/** The signs that matter for where a value ends. */
const SIGNS = /["{}[\]]/g;
const STRING_END = /["\\]/g;

const nextAt = (pattern: RegExp, text: string, from: number): number => {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
};

const endOfString = (text: string, from: number): number => {
  let at = nextAt(STRING_END, text, from + 1);
  while (text[at] === '\\') at = nextAt(STRING_END, text, at + 2);
  return at;
};

/** The offset behind the object or list that begins at an offset; undefined if it does not end. */
export const endOfValue = (text: string, start: number): number | undefined => {
  let depth = 0;
  for (let at = start; at < text.length; at = nextAt(SIGNS, text, at + 1)) {
    const sign = text[at];
    if (sign === '"') at = endOfString(text, at);
    else depth += sign === '{' || sign === '[' ? 1 : -1;
    if (depth === 0) return at + 1;
  }
  return undefined;
};

/**
 * Splits a text into the JSON objects and lists that follow one another, as several replies in one file do: curl ends none
 * of them with a line end. What follows the last one is a part, too.
 */
export const splitValues = (text: string): Part[] => {
  const parts: Part[] = [];
  let depth = 0;
  let start = 0;
  for (let at = nextAt(SIGNS, text, 0); at < text.length; at = nextAt(SIGNS, text, at + 1)) {
    const sign = text[at];
    if (sign === '"') at = endOfString(text, at);
    else depth += sign === '{' || sign === '[' ? 1 : -1;
    if (depth > 0 || sign === '"') continue;
    parts.push({ text: text.slice(start, at + 1), offset: start });
    start = at + 1;
    depth = 0;
  }
  if (text.slice(start).trim() !== '') parts.push({ text: text.slice(start), offset: start });
  return parts;
};
