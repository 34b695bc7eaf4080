import { LosslessNumber } from 'lossless-json';
import { pythonBytes } from './python-bytes.js';
import { pythonLiteral } from './python-text.js';

/** The usual case: text that any header can hold. */
const PLAIN = /^[!-~][ -~]*$/;

/** A first character that is a blank, or a line end that is not the very last character. */
const REFUSED = /^[\t-\r\x1c-\x20\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]|\r|\n[^]/;

const BEYOND_LATIN_1 = /[^\0-\xff]+/u;

const classOf = (value: unknown): string => {
  if (typeof value === 'boolean') return 'bool';
  if (Array.isArray(value)) return 'list';
  if (value instanceof LosslessNumber) return /^-?\d+$/.test(value.value) ? 'int' : 'float';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  return typeof value === 'bigint' ? 'int' : 'dict';
};

const lengthOf = (text: string): number => Array.from(text).length;

const latin1Problem = (text: string): string | undefined => {
  const match = BEYOND_LATIN_1.exec(text);
  if (match === null) return undefined;
  const first = lengthOf(text.slice(0, match.index));
  const length = lengthOf(match[0]);
  const code = (match[0].codePointAt(0) as number).toString(16);
  const escaped = code.length <= 4 ? `\\u${code.padStart(4, '0')}` : `\\U${code.padStart(8, '0')}`;
  const where =
    length === 1
      ? `character '${escaped}' in position ${first}`
      : `characters in position ${first}-${first + length - 1}`;
  return `'latin-1' codec can't encode ${where}: ordinal not in range(256)`;
};

/**
 * Why the HTTP library of the live ESB (Python's `requests`) cannot send a header, in its own words.
 *
 * @returns undefined if it can
 */
export const headerProblem = (name: string, value: unknown): string | undefined => {
  if (typeof value !== 'string') {
    const part = pythonLiteral(value);
    return (
      `Header part (${part}) from {${pythonLiteral(name)}: ${part}} must be of type str or bytes, ` +
      `not <class '${classOf(value)}'>`
    );
  }
  if (PLAIN.test(value) || value === '') return undefined;
  if (REFUSED.test(value) && value !== '\n') {
    return (
      'Invalid leading whitespace, reserved character(s), or returncharacter(s) in header value: ' +
      pythonLiteral(value)
    );
  }
  const problem = latin1Problem(value);
  if (problem !== undefined) return problem;
  return value.endsWith('\n') ? `Invalid header value ${pythonBytes(Buffer.from(value, 'latin1'))}` : undefined;
};
