import fc from 'fast-check';

/** Pieces of fixtures and requests. Text is JSON as it is written, so that `1.0` and `1e0` stay apart. */

export const json = (value) => JSON.stringify(value);
export const member = (name, text) => `${json(name)}:${text}`;
export const object = (members) => `{${members.map(([name, text]) => member(name, text)).join(',')}}`;
export const list = (items) => `[${items.join(',')}]`;

/** fast-check prefers the first and the last values; here all are as likely as each other. */
const evenNumber = (most) => fc.noBias(fc.nat(most));
const evenChoice = (...values) => fc.noBias(fc.constantFrom(...values));

/** True once in `times`. */
export const once = (g, times) => g(evenNumber, times - 1) === times - 1;
export const pick = (g, values) => g(evenChoice, ...values);

const ODD_TEXTS = [
  ...['', ' ', '蓝鲸', 'é', '😀', 'a"b', "it's", '\\', 'a\u0000b', 'x\ty', 'line\nend', '\u007f', '\u2028', '\ufeff'],
  ...['e\u0301', '\u202eright', '0', 'null', '<b>&amp;</b>', '%s %d {0}', '__proto__', 'constructor', 'ſ', 'İ', 'ß'],
];

/** Text for people: names, commands, labels. */
export const text = (g) => (once(g, 3) ? pick(g, ODD_TEXTS) : g(fc.string, { maxLength: 12, unit: 'grapheme' }));

const NUMBERS = [
  ...['0', '1', '2', '-1', '10', '0.5', '-2.50', '1.0', '1e2', '1E+2', '-0', '-0.0', '1e-7', '3.14159265358979323846'],
  ...['9007199254740993', '9223372036854775807', '9223372036854775808', '-9223372036854775809', '1e16', '1e22'],
  '123456789012345678901234567890',
];

export const number = (g) => pick(g, NUMBERS);

/** A fixture has no integers beyond 2^53. */
export const exactNumber = (g) =>
  pick(
    g,
    NUMBERS.filter((text) => Number.isSafeInteger(Number(text)) || !Number.isInteger(Number(text))),
  );

/** Any JSON value, not deep; `numberOf` makes its numbers. */
export const anything = (g, numberOf = number, depth = 2) => {
  const kinds = ['null', 'true', 'false', 'number', 'text', ...(depth > 0 ? ['list', 'object'] : [])];
  const some = (make) => Array.from({ length: g(fc.nat, 3) }, make);
  switch (pick(g, kinds)) {
    case 'number':
      return numberOf(g);
    case 'text':
      return json(text(g));
    case 'list':
      return list(some(() => anything(g, numberOf, depth - 1)));
    case 'object':
      return object([...new Map(some(() => [text(g), anything(g, numberOf, depth - 1)]))]);
    case 'true':
      return 'true';
    case 'false':
      return 'false';
    default:
      return 'null';
  }
};

/** What an integer is not, and integers at the edges. */
export const ODD_INTEGERS = [
  ...[
    'null',
    'true',
    'false',
    '""',
    '"2"',
    '"x"',
    '[]',
    '[2]',
    '{}',
    '{"a":1}',
    '1.0',
    '1e2',
    '2e0',
    '0.5',
    '-0',
    '-0.0',
  ],
  ...[
    '0',
    '-1',
    '1',
    '2',
    '9223372036854775807',
    '9223372036854775808',
    '-9223372036854775808',
    '-9223372036854775809',
  ],
  ...['NaN', 'Infinity', '-Infinity', '1e400', '9007199254740993', '99999999999999999999999', '"蓝"', '[null]'],
];
