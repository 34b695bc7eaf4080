import { endOfString } from './first-beyond.js';

/** All tokens but strings, which a regular expression cannot read if they are long. */
const TOKEN = /[{}[\],:]|[^\s{}[\],:"]+|\s+/gy;

/** Splits a text that is JSON into its tokens. White space is a token, too. */
export const jsonTokens = (text: string): string[] => {
  const tokens: string[] = [];
  let at = 0;
  while (at < text.length) {
    let end = endOfString(text, at) + 1;
    if (text[at] !== '"') {
      TOKEN.lastIndex = at;
      TOKEN.test(text);
      end = TOKEN.lastIndex;
    }
    tokens.push(text.slice(at, end));
    at = end;
  }
  return tokens;
};

/** The tokens that say something. */
export const meaningfulTokens = (text: string): string[] => jsonTokens(text).filter((token) => token.trim() !== '');

/**
 * The text of JSON on one line.
 *
 * @param text JSON
 * @param isSpaced whether a blank follows each comma and colon, as Python writes it
 */
export const compactJson = (text: string, isSpaced: boolean): string => {
  const tokens = meaningfulTokens(text);
  return (isSpaced ? tokens.map((token) => (token === ',' || token === ':' ? `${token} ` : token)) : tokens).join('');
};

/**
 * The text of JSON on many lines, for people. Texts and numbers stay as they are written.
 *
 * @param text JSON
 */
export const prettyJson = (text: string): string => {
  const tokens = meaningfulTokens(text);
  let depth = 0;
  const line = (): string => `\n${'  '.repeat(depth)}`;
  return tokens
    .map((token, index) => {
      if (token === ':') return ': ';
      if (token === ',') return `,${line()}`;
      if (token === '{' || token === '[') {
        depth += 1;
        return /^[}\]]/.test(tokens[index + 1] as string) ? token : `${token}${line()}`;
      }
      if (token !== '}' && token !== ']') return token;
      depth -= 1;
      return /^[{[]/.test(tokens[index - 1] as string) ? token : `${line()}${token}`;
    })
    .join('');
};
