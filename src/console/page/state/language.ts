import { effect, signal } from '@preact/signals';
import type { Language, Text } from '../../../model/language.ts';

const KEY = 'bk-esb-emulator.language';

const initial = (): Language => {
  const kept = localStorage.getItem(KEY) ?? navigator.languages.find((one) => /^(zh|en)\b/i.test(one)) ?? 'en';
  return /^zh/i.test(kept) ? 'zh' : 'en';
};

/** The language of the page: the one chosen here before, or else the browser's. */
export const language = signal<Language>(initial());

effect(() => {
  document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en';
});

export const chooseLanguage = (chosen: Language): void => {
  localStorage.setItem(KEY, chosen);
  language.value = chosen;
};

/** The one of the language of the page, of what control says in both. */
export const either = <T>(en: T, zh: T): T => (language.value === 'zh' ? zh : en);

/** A message of the control API in the language of the page. */
export const messageOf = ({ message, message_zh }: Readonly<Record<'message' | 'message_zh', string>>): string =>
  either(message, message_zh);

/**
 * Puts a text into the language of the page.
 *
 * @param values what stands for `{name}` in it
 */
export const say = (text: Text, values: Readonly<Record<string, string | number>> = {}): string =>
  text[language.value].replace(/\{(\w+)\}/g, (whole, key: string) => String(values[key] ?? whole));
