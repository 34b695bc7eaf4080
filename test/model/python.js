/**
 * What Python makes of text: the ESB is written in it. Null, booleans and text are JavaScript's own; an integer is a BigInt, a
 * float a number, a list an array, a dictionary a Map.
 */

export class NotJson extends Error {}

const ESCAPED = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
const WORDS = { null: null, true: true, false: false, NaN: NaN, Infinity: Infinity, '-Infinity': -Infinity };

/** Python refuses longer integers. */
const MOST_DIGITS = 4300;

const pythonNumber = (text) => {
  if (/[.eE]/.test(text)) return Number(text);
  if (text.replace('-', '').length > MOST_DIGITS) throw new NotJson('an integer of too many digits');
  return BigInt(text);
};

/**
 * Reads JSON as Python's `json.loads` does.
 *
 * @param {string} text
 * @param {(text: string) => unknown} numberOf what a number becomes
 */
export const readJson = (text, numberOf = pythonNumber) => {
  let at = 0;
  const fail = (what) => {
    throw new NotJson(`${what} at ${at}`);
  };
  const match = (pattern) => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    at += found?.length ?? 0;
    return found;
  };
  const skip = () => match(/[ \t\n\r]*/y);
  const expect = (character) => {
    if (text[at] !== character) fail(`no ${character}`);
    at += 1;
  };
  const string = () => {
    expect('"');
    let content = '';
    for (;;) {
      content += match(/[^"\\\0-\x1f]*/y) ?? '';
      if (text[at] === '"') break;
      if (text[at] !== '\\') fail('no end of text');
      at += 1;
      const code = match(/u[0-9a-fA-F]{4}/y);
      if (code !== undefined) content += String.fromCharCode(parseInt(code.slice(1), 16));
      else content += ESCAPED[match(/["\\/bfnrt]/y) ?? fail('a bad escape')];
    }
    at += 1;
    return content;
  };
  const list = () => {
    expect('[');
    const items = [];
    skip();
    while (text[at] !== ']') {
      if (items.length > 0) expect(',');
      items.push(value());
    }
    at += 1;
    return items;
  };
  const dictionary = () => {
    expect('{');
    // Of several members of one name, a Map keeps the place of the first and the value of the last, as Python does.
    const members = new Map();
    skip();
    for (let isFirst = true; text[at] !== '}'; isFirst = false) {
      if (!isFirst) expect(',');
      skip();
      const name = string();
      skip();
      expect(':');
      members.set(name, value());
    }
    at += 1;
    return members;
  };
  const value = () => {
    skip();
    const found = plain();
    skip();
    return found;
  };
  const plain = () => {
    if (text[at] === '"') return string();
    if (text[at] === '[') return list();
    if (text[at] === '{') return dictionary();
    const word = match(/null|true|false|NaN|-?Infinity/y);
    if (word !== undefined) return WORDS[word];
    return numberOf(match(/-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/y) ?? fail('no value'));
  };
  const found = value();
  if (at < text.length) fail('more text');
  return found;
};

export const isContainer = (value) => Array.isArray(value) || value instanceof Map;

/** Python's `bool()`. */
export const isTrue = (value) => {
  if (value instanceof Map) return value.size > 0;
  if (Array.isArray(value)) return value.length > 0;
  return Number.isNaN(value) || Boolean(value);
};

const float = (value) => {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const [mantissa, exponent] = Math.abs(value).toExponential().split('e');
  const [digits, power] = [mantissa.replace('.', ''), Number(exponent)];
  if (power < -4 || power >= 16) {
    return `${sign}${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
  }
  if (power < 0) return `${sign}0.${'0'.repeat(-power - 1)}${digits}`;
  return `${sign}${digits.slice(0, power + 1).padEnd(power + 1, '0')}.${digits.slice(power + 1) || '0'}`;
};

const QUOTED = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const hexOf = (character) => {
  const code = character.codePointAt(0);
  const digits = (letter, length) => `\\${letter}${code.toString(16).padStart(length, '0')}`;
  return code < 0x100 ? digits('x', 2) : code < 0x10000 ? digits('u', 4) : digits('U', 8);
};

const quoted = (text) => {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const inside = text
    .replace(/[\\\n\r\t]/g, (one) => QUOTED[one])
    .replaceAll(quote, `\\${quote}`)
    .replace(/(?! )[\p{C}\p{Z}]/gu, hexOf);
  return quote + inside + quote;
};

/** Python's `repr()`. */
const printed = (value) => {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map(printed).join(', ')}]`;
  if (value instanceof Map)
    return `{${[...value].map(([name, one]) => `${printed(name)}: ${printed(one)}`).join(', ')}}`;
  return strOf(value);
};

/** Python's `str()`. */
export const strOf = (value) => {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return float(value);
  if (typeof value === 'string') return value;
  return typeof value === 'bigint' ? String(value) : printed(value);
};

/** Python's `repr()` of bytes, such as `b'{"a": 1}'`. */
export const bytesLiteral = (bytes) => {
  const text = bytes.toString('latin1');
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const inside = text
    .replace(/[\\\n\r\t]/g, (one) => QUOTED[one])
    .replaceAll(quote, `\\${quote}`)
    .replace(/[^ -~]/g, hexOf);
  return `b${quote}${inside}${quote}`;
};

const BLANK = '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';

/** Python's `str.strip()`. */
export const strip = (text) => text.replace(new RegExp(`^${BLANK}+|${BLANK}+$`, 'g'), '');

/** The zeros of the digits that the requests use: ASCII, Arabic, fullwidth. */
const ZEROS = [0x30, 0x660, 0xff10];
const asciiDigit = (digit) =>
  String(ZEROS.map((zero) => digit.codePointAt(0) - zero).find((number) => number >= 0 && number < 10));

/** Python's `int()` of text; undefined if it is none. */
export const intOf = (text) => {
  const [, sign, digits] = /^([-+]?)(\p{Nd}+(?:_\p{Nd}+)*)$/u.exec(strip(text)) ?? [];
  if (digits === undefined) return undefined;
  const plain = digits.replaceAll('_', '').replace(/\p{Nd}/gu, asciiDigit);
  if (plain.length > MOST_DIGITS) return undefined;
  return sign === '-' ? -BigInt(plain) : BigInt(plain);
};
