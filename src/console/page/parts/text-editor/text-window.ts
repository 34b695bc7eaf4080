/** A part of a text: offsets of its first character, and of the one after its last. */
export interface TextWindow {
  from: number;
  to: number;
}

/** Bounds of the part that is in the page. A field of text with some MB makes the page wait for seconds. */
const MOST_LINES = 1000;
const MOST_CHARACTERS = 50_000;

/** The offsets at which the lines of a text begin. */
export const lineStartsOf = (text: string): number[] => {
  const starts = [0];
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return starts;
};

/** The line at an offset, from 1. */
export const lineAt = (starts: readonly number[], offset: number): number => {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The offset of a line and a column, from 1 each. Both may lie beyond the text. */
export const offsetOf = (text: string, starts: readonly number[], line: number, column: number): number => {
  const index = Math.min(Math.max(line, 1), starts.length) - 1;
  const start = starts[index] as number;
  const end = (starts[index + 1] ?? text.length + 1) - 1;
  return Math.min(start + Math.max(column, 1) - 1, end);
};

/** An offset that does not part a pair of surrogates. */
const whole = (text: string, offset: number): number => {
  const code = text.charCodeAt(offset);
  return code >= 0xdc00 && code <= 0xdfff ? offset - 1 : offset;
};

/** The part of a text that begins at an offset. It ends with a line, unless the line is too long. */
const windowFrom = (text: string, starts: readonly number[], from: number): TextWindow => {
  const limit = from + MOST_CHARACTERS;
  const last = lineAt(starts, from) + MOST_LINES;
  const lines = Math.min(last, text.length <= limit ? last : lineAt(starts, limit)) - 1;
  const end = lines >= starts.length ? text.length : (starts[lines] as number) - 1;
  return { from, to: end > from || text.length === from ? Math.min(end, text.length) : whole(text, limit) };
};

/** The part of a text around an offset: all of it if it is short. */
export const windowAround = (text: string, starts: readonly number[], offset: number): TextWindow => {
  if (text.length <= MOST_CHARACTERS && starts.length <= MOST_LINES) return { from: 0, to: text.length };
  const least = offset - MOST_CHARACTERS / 2;
  const line = lineAt(starts, offset);
  if ((starts[line - 1] as number) < least) return windowFrom(text, starts, whole(text, least));
  const first = Math.min(line, Math.max(line - MOST_LINES / 2, least <= 0 ? 1 : lineAt(starts, least) + 1));
  return windowFrom(text, starts, starts[first - 1] as number);
};

/** The part after another one, or before it; undefined at the end or the beginning. */
export const windowBeside = (
  text: string,
  starts: readonly number[],
  { from, to }: TextWindow,
  direction: 1 | -1,
): TextWindow | undefined => {
  if (direction === 1) return to >= text.length ? undefined : windowFrom(text, starts, text[to] === '\n' ? to + 1 : to);
  if (from <= 0) return undefined;
  const end = text[from - 1] === '\n' ? from - 1 : from;
  const least = Math.max(0, end - MOST_CHARACTERS);
  const line = lineAt(starts, end);
  const first = Math.max(line - MOST_LINES + 1, least === 0 ? 1 : lineAt(starts, least - 1) + 1);
  return { from: first > line ? whole(text, least) : (starts[first - 1] as number), to: end };
};
