import type { Language } from '../model/language.js';
import { CATALOGUE } from './catalogue.js';
import type { Entry, Severity } from './entry.js';

/** The stable name of a message. */
export type Code = keyof typeof CATALOGUE;

type ValuesOf<Of> = Of extends Entry<infer Values> ? Values : never;

/** A message, before it is put into words: its code, and the values of its text. */
export type Message = { [Name in Code]: { code: Name } & ValuesOf<(typeof CATALOGUE)[Name]> }[Code];

/** The text of a message. */
export const textOf = (message: Message, language: Language): string => {
  const wording = CATALOGUE[message.code][language] as string | ((values: Message) => string);
  return typeof wording === 'string' ? wording : wording(message);
};

export const severityOf = ({ code }: Message): Severity => CATALOGUE[code].severity ?? 'error';
