import { LosslessNumber, parse } from 'lossless-json';

/**
 * The live ESB reads JSON with Python, which gives up about this deep.
 * CMDB, behind it, would take ten times as much.
 */
const MAX_DEPTH = 900;

/** A number that `JSON.parse` would round, or whose form (`1.0`, `1e2`) it would lose. CMDB's decoder sees the form. */
const DELICATE_NUMBER = /[:,[\s]-?(?:\d+[.eE]|\d{16})/;

/** Sign and digits of the longest int64. A longer integer is not converted, because that takes long and CMDB refuses it. */
const LONGEST_INT64 = 20;

const deepest = (text: string): number => {
  let depth = 0;
  let max = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (inString) {
      if (char === '\\') at += 1;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{' || char === '[') max = Math.max(max, (depth += 1));
    else if (char === '}' || char === ']') depth -= 1;
  }
  return max;
};

const parseNumber = (text: string): number | bigint | LosslessNumber => {
  if (text.length > LONGEST_INT64 || !/^-?\d+$/.test(text)) return new LosslessNumber(text);
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
};

/**
 * Parses JSON text without losing the form of its numbers. An integer becomes a `number` or, beyond 2^53, a `bigint`. A
 * number with a fraction or an exponent, and one that is far too long, becomes a `LosslessNumber`. If a key is repeated, the
 * last value counts.
 *
 * @throws SyntaxError if the text is not JSON, or is nested deeper than the live ESB can read
 */
export const parseJson = (text: string): unknown => {
  if (text.length > 2 * MAX_DEPTH && deepest(text) > MAX_DEPTH) throw new SyntaxError('JSON is nested too deeply');
  if (!DELICATE_NUMBER.test(text)) return JSON.parse(text);
  return parse(text, null, { parseNumber, onDuplicateKey: ({ newValue }) => newValue });
};
