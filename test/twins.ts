import type { Test } from 'tap';
import type { SandboxHandle } from '../src/index.js';
import type { Text } from '../src/model/language.js';

export const CHINESE = /\p{Script=Han}/u;

/** What stands in a text in any language: numbers, and names such as `page.limit`, `--auth`, `X-Bkcmdb-User` and `/api/x`. */
const NUMBER = /\d+(?:\.\d+)?/g;
const NAME = /--[a-z-]+|\bX-[\w-]+|\b[A-Za-z]\w*(?:\[\d+\])?(?:[._]\w+)+|\/[\w{}/]+/g;

const setOf = (text: string, pattern: RegExp): string[] => [...new Set(text.match(pattern))].sort();

/** Says that a Chinese text is none, or names other numbers or parameters than the English one; undefined if it is right. */
export const wrongTwin = ({ en, zh }: Text): string | undefined => {
  if (!CHINESE.test(zh)) return `no Chinese: ${zh}; in English: ${en}`;
  // The end of a long text is cut, in each language elsewhere.
  if (en.endsWith('(cut)') || zh.endsWith('(cut)')) return undefined;
  const isSame = [NUMBER, NAME].every((pattern) => setOf(en, pattern).join() === setOf(zh, pattern).join());
  return isSame ? undefined : `${en} | ${zh}`;
};

/**
 * Checks that each reason in the journal of a sandbox, and among its warnings, stands in Chinese beside it.
 *
 * @param least how many different reasons there are at least
 */
export const checkTwins = (t: Test, sandbox: SandboxHandle, least = 1): void => {
  const texts: Text[] = [];
  for (const { why, why_zh, warnings, warnings_zh, unused_parameters } of sandbox.requests.find()) {
    if (why !== null || why_zh !== null) texts.push({ en: why ?? '', zh: why_zh ?? '' });
    texts.push(...warnings.map((en, index) => ({ en, zh: warnings_zh[index] ?? '' })));
    texts.push(...unused_parameters.map(({ reason, reason_zh }) => ({ en: reason, zh: reason_zh })));
  }
  texts.push(...sandbox.warnings().map(({ reason, reason_zh }) => ({ en: reason, zh: reason_zh })));
  t.strictSame([...new Set(texts.map(wrongTwin))].join('\n'), '', 'the same in Chinese');
  const count = new Set(texts.map(({ en }) => en)).size;
  t.ok(count >= least, `${count} different reasons`);
};
