import { stringify } from 'lossless-json';
import { InexactNumber } from '../../captures/read/parse-json.js';
import type { Path } from '../../util/problem.js';
import { hideByName } from '../../util/secrets/hide-by-name.js';
import { HIDDEN, shownText } from '../../util/secrets/hide-secrets.js';
import { isSecretValue } from '../../util/secrets/is-secret-value.js';
import type { FoundDifference } from './compare-json.js';
import { hasSecretPair } from '../../util/secrets/secret-pairs.js';

/** Takes secrets out of a text. */
export type Hide = (text: string) => string;

/** Most characters of a value that are shown. */
const MOST_SHOWN = 100;
/** Characters before the first difference that are shown. */
const BEFORE = 30;

/** A part of a text from a place on. */
const cut = (text: string, from: number): string => {
  const part = text.slice(from, from + MOST_SHOWN);
  return `${from > 0 ? '…' : ''}${part}${from + MOST_SHOWN < text.length ? '…' : ''}`;
};

/** The place of the first character in which two texts differ. */
export const firstDifference = (one: string, other: string): number => {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
};

/** Two texts that differ, cut so that their first difference is seen. */
export const cutTexts = (one: string, other: string): [one: string, other: string] => {
  const isShort = Math.max(one.length, other.length) <= MOST_SHOWN;
  const from = isShort ? 0 : Math.max(0, firstDifference(one, other) - BEFORE);
  return [cut(one, from), cut(other, from)];
};

const withoutSecrets = (value: unknown, hide: Hide): string => {
  if (typeof value === 'string' && isSecretValue(value)) return JSON.stringify(HIDDEN);
  const written = stringify(hideByName(value), null, undefined, [
    { test: (one) => one instanceof InexactNumber, stringify: (one) => (one as InexactNumber).text },
  ]);
  return hide(written as string);
};

/** Two values of JSON as texts without secrets. One that is not there stays undefined. */
export const showValues = (
  { recorded, now, isSecret }: FoundDifference,
  hide: Hide,
): [string | undefined, string | undefined] => {
  const [one, other] = [recorded, now].map((value) => {
    if (value === undefined) return undefined;
    return isSecret || hasSecretPair(value) ? HIDDEN : withoutSecrets(value, hide);
  });
  const [first, second] = cutTexts(one ?? '', other ?? '');
  return [one === undefined ? undefined : first, other === undefined ? undefined : second];
};

/** A key that is no plain word stands in quotes. */
const keyText = (key: string, isFirst: boolean): string =>
  /^[\p{L}\p{N}_$-]+$/u.test(key) ? `${isFirst ? '' : '.'}${key}` : `[${JSON.stringify(shownText(key))}]`;

/** The place of a value: `data.info[0].name`; empty for the whole body. */
export const placeText = (path: Path, hide: Hide): string =>
  hide(path.map((key, index) => (typeof key === 'number' ? `[${key}]` : keyText(key, index === 0))).join(''));
