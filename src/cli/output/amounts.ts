import type { Language } from '../../model/language.js';
import { pluralOf } from '../../util/words.js';

/** `1,234,568` */
export const grouped = (count: number): string => Math.round(count).toLocaleString('en');

/** `1 process`, `2,000 processes` */
export const amount = (count: number, singular: string): string =>
  `${grouped(count)} ${count === 1 ? singular : pluralOf(singular)}`;

/** `2.0 s`, `12 s` */
export const seconds = (ms: number): string => `${ms < 10_000 ? (ms / 1000).toFixed(1) : grouped(ms / 1000)} s`;

const RATE: Readonly<Record<Language, (time: string, count: string) => string>> = {
  en: (time, count) => `${time}, ${count} a second`,
  zh: (time, count) => `${time}，每秒 ${count} 个`,
};

/** `2.0 s, 500 a second` */
export const rate = (count: number, ms: number, lang: Language): string =>
  RATE[lang](seconds(ms), grouped((count / ms) * 1000));
