import { language } from '../state/language.ts';

/** A number with its thousands apart. */
export const numberText = (value: number): string => value.toLocaleString(language.value === 'zh' ? 'zh-CN' : 'en-US');
