import { parseJson } from '../parse-json.js';
import { endOfValue, type Part } from './split-values.js';

/** A JSON object in a text, and its place there. */
export interface FoundObject {
  /** As it is written. */
  text: string;
  value: unknown;
  offset: number;
}

/** The JSON objects in a text, and the texts between them. */
export interface FoundObjects {
  objects: FoundObject[];
  rest: Part[];
}

/** Bounds the time that a text of braces takes. */
const MOST_FAILURES = 20;

/** @returns undefined if the text is no JSON */
const tryJson = (text: string): unknown => {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
};

/** Finds the JSON objects in a text of anything. Objects within one that is broken do not count. */
export const findObjects = (text: string): FoundObjects => {
  const objects: FoundObject[] = [];
  const rest: Part[] = [];
  let end = 0;
  let failures = 0;
  let start = text.indexOf('{');
  while (start !== -1 && failures < MOST_FAILURES) {
    const after = endOfValue(text, start);
    const written = text.slice(start, after);
    const value = after === undefined ? undefined : tryJson(written);
    if (after === undefined || value === undefined) {
      failures += 1;
      start = text.indexOf('\n{', start) + 1 || -1;
    } else {
      objects.push({ text: written, value, offset: start });
      rest.push({ text: text.slice(end, start), offset: end });
      end = after;
      start = text.indexOf('{', after);
    }
  }
  rest.push({ text: text.slice(end), offset: end });
  return { objects, rest };
};
