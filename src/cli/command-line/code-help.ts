import { CATALOGUE } from '../../messages/catalogue.js';
import { textOf, type Code, type Message } from '../../messages/message.js';
import type { Language } from '../../model/language.js';
import { wrapText } from '../output/wrap-text.js';

const COLUMNS = 80;

/** An error or a problem: its code, the text with the values of an example, and the cure. */
export const codeHelp = (code: Code, lang: Language): string => {
  const { examples, cure } = CATALOGUE[code];
  const text = textOf({ code, ...examples[0] } as Message, lang);
  const lines = [text, '', cure[lang]].map((line) => wrapText(line, { columns: COLUMNS, indent: 2 }));
  return `${code}\n${lines.join('\n')}\n`;
};
