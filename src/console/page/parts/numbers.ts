import type { Language } from '../../../model/language.ts';
import { language, say } from '../state/language.ts';

/** To make a format takes long. A list of hundred rows would be felt. */
const formatsOf = (locale: string) => ({
  count: new Intl.NumberFormat(locale),
  ago: new Intl.RelativeTimeFormat(locale, { style: 'short' }),
  time: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' }),
});

const FORMATS: Readonly<Record<Language, ReturnType<typeof formatsOf>>> = {
  en: formatsOf('en'),
  zh: formatsOf('zh-CN'),
};

const UNITS = ['B', 'KiB', 'MiB', 'GiB'] as const;

/** A number of bytes, as short as it can be read. */
export const bytesText = (bytes: number): string => {
  const step = bytes < 1024 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** step;
  return `${step === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${UNITS[step] as string}`;
};

/** A number with its thousands apart. */
export const numberText = (count: number): string => FORMATS[language.value].count.format(count);

const JUST_NOW = { en: 'just now', zh: '刚刚' };
const STEPS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** How long ago a time was, in words. @param time as ISO 8601 */
export const agoText = (time: string): string => {
  const seconds = (Date.now() - Date.parse(time)) / 1000;
  const [unit, length] = STEPS.find(([, one]) => seconds >= one) ?? ['second', 1];
  return seconds < 5 ? say(JUST_NOW) : FORMATS[language.value].ago.format(-Math.floor(seconds / length), unit);
};

/** A time as a person reads it. @param time as ISO 8601 */
export const timeText = (time: string): string => FORMATS[language.value].time.format(new Date(time));
