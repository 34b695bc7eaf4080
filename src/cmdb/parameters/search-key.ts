import type { RE2JS, RE2JSSyntaxException } from 're2js';
import type { Text } from '../../model/language.js';
import { queryFailed } from '../errors.js';

/**
 * A pattern's length times the product of its repetition counts bounds the size of the compiled pattern. At this size,
 * compiling a pattern and matching a name take some 100 ms each at worst.
 */
const MAX_SIZE = 10_000;

/** Syntax that MongoDB takes and a linear-time engine cannot: look-around, back-references, atomic groups, possessive repetition. */
const NEEDS_BACKTRACKING = /\(\?(?:<?[=!]|>|P[>=])|\\[1-9gk]|[*+?}]\+/;

const sizeOf = (pattern: string): number => {
  const counts = [...pattern.matchAll(/\{(\d+)(?:,(\d*))?\}/g)].map(([, least, most]) => Number(most || least));
  return counts.reduce((size, count) => size * Math.max(1, count), pattern.length);
};

/** Says what MongoDB takes and the emulator refuses, for *why* and the documentation. */
export const NOT_SUPPORTED: Text = {
  en: 'look-around, back-references, atomic groups and possessive repetition',
  zh: '环视、反向引用、原子组和占有量词',
};

/**
 * Compiles a `search_key`: CMDB asks MongoDB for names that match the regular expression `.*search_key.*`. The pattern is
 * matched in time linear in the name, so that no caller can hold the server up.
 *
 * @throws CmdbError 1199017 if the pattern is invalid, too large, or needs backtracking
 */
export const compileSearchKey = async (searchKey: string): Promise<RE2JS> => {
  const pattern = `.*${searchKey}.*`;
  if (pattern.includes('\0')) {
    throw queryFailed({
      en: 'search_key has a null character, which MongoDB refuses',
      zh: 'search_key 中有空字符（NUL），MongoDB 会拒绝',
    });
  }
  if (sizeOf(pattern) > MAX_SIZE) {
    throw queryFailed({
      en: `search_key is too large for this emulator: length times repetition counts may be ${MAX_SIZE} at most; MongoDB may take it`,
      zh: `search_key 对本模拟器过大：长度乘以各重复次数之积最大为 ${MAX_SIZE}；MongoDB 可能接受`,
    });
  }
  const engine = await import('re2js');
  try {
    return engine.RE2JS.compile(pattern);
  } catch (error) {
    if (NEEDS_BACKTRACKING.test(pattern)) {
      throw queryFailed({
        en: `search_key is a regular expression, and this emulator takes no ${NOT_SUPPORTED.en}; MongoDB does`,
        zh: `search_key 是正则表达式，本模拟器不支持${NOT_SUPPORTED.zh}；MongoDB 支持`,
      });
    }
    // A pattern of this size has no other error.
    const description = (error as RE2JSSyntaxException).getDescription();
    throw queryFailed({
      en: `search_key is a regular expression, and is invalid: ${description}`,
      zh: `search_key 是正则表达式，但写得不对：${description}`,
    });
  }
};
