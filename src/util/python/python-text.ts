import { LosslessNumber } from 'lossless-json';

/** Python writes an exponent for numbers below 1e-4 and from 1e16 on. Both languages write as few digits as they can. */
const floatText = (float: number): string => {
  if (Number.isNaN(float)) return 'nan';
  if (!Number.isFinite(float)) return float > 0 ? 'inf' : '-inf';
  if (Object.is(float, -0)) return '-0.0';
  const [digits, exponent] = float.toExponential().split('e') as [string, string];
  const power = Number(exponent);
  if (power < -4 || power >= 16) return `${digits}e${exponent[0]}${String(Math.abs(power)).padStart(2, '0')}`;
  return Number.isInteger(float) ? `${float}.0` : String(float);
};

/** `-0` is the integer 0. */
const numberText = (text: string): string =>
  /^-?\d+$/.test(text) ? text.replace(/^-0$/, '0') : floatText(Number(text));

const NAMED_ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Characters that Python's `repr` escapes: everything that it does not print, and the backslash. */
const ESCAPED = /\\|(?! )[\p{C}\p{Z}]/gu;

const escape = (char: string): string => {
  const named = NAMED_ESCAPES[char];
  if (named !== undefined) return named;
  const code = (char.codePointAt(0) as number).toString(16);
  if (code.length <= 2) return `\\x${code.padStart(2, '0')}`;
  return code.length <= 4 ? `\\u${code.padStart(4, '0')}` : `\\U${code.padStart(8, '0')}`;
};

const stringLiteral = (text: string): string => {
  const escaped = text.replace(ESCAPED, escape);
  if (!escaped.includes("'")) return `'${escaped}'`;
  return escaped.includes('"') ? `'${escaped.replaceAll("'", "\\'")}'` : `"${escaped}"`;
};

/** A value from JSON as Python's `repr` writes it. */
export const pythonLiteral = (value: unknown): string => {
  switch (typeof value) {
    case 'string':
      return stringLiteral(value);
    case 'boolean':
      return value ? 'True' : 'False';
    case 'number':
      return Number.isInteger(value) ? String(value) : floatText(value);
    case 'bigint':
      return String(value);
  }
  if (value instanceof LosslessNumber) return numberText(value.value);
  if (Array.isArray(value)) return `[${value.map(pythonLiteral).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return 'None';
  const members = Object.entries(value).map(([name, member]) => `${stringLiteral(name)}: ${pythonLiteral(member)}`);
  return `{${members.join(', ')}}`;
};

/** A value from JSON as Python's `str` writes it: what the live ESB prints in messages and writes into paths. */
export const pythonText = (value: unknown): string => (typeof value === 'string' ? value : pythonLiteral(value));
