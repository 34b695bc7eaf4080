import type { Text } from '../model/language.js';

/** How much a problem weighs: an error stops what was asked for, a warning does not. */
export type Severity = 'error' | 'warning';

/** The words of a message in one language. Texts with values are functions of them. */
type Wording<Values> = string | ((values: Values) => string);

/** A message of the catalogue. `Values` are plain JSON, because they cross threads. */
export interface Entry<Values> {
  en: Wording<Values>;
  zh: Wording<Values>;
  /** The way out, in one or two sentences. */
  cure: Text;
  /** Values for the page of errors, which shows the first, and for the tests, which try all. */
  examples: readonly Values[];
  /** Default: `error` */
  severity?: Severity;
}

/** Checks the texts and the examples of a message against its values. */
export const entry = <Values = object>(of: Entry<Values>): Entry<Values> => of;

/** A message without values. */
export const plain = (en: string, zh: string, cure: Text): Entry<object> => ({ en, zh, cure, examples: [{}] });
