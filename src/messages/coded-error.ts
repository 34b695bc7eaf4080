import type { Language } from '../model/language.js';
import { textOf, type Code, type Message } from './message.js';

/** The form of a message at a terminal: the text, and its code for those who look it up. */
export const withCode = (text: string, code: Code): string => `${text}  [${code}]`;

/** An error that the user can mend. `docs/errors.md` lists the codes with their cures. */
export abstract class CodedError extends Error {
  /** The stable name of the error. */
  readonly code: Code;
  readonly #said: Message;

  constructor(message: Message, text = textOf(message, 'en')) {
    super(text);
    this.code = message.code;
    this.#said = message;
  }

  /** The message with its values, so that it can be put into another language. */
  protected get said(): Message {
    return this.#said;
  }

  /** Its sentence. Problems are listed below it. */
  summary(language: Language): string {
    return textOf(this.said, language);
  }

  /** The whole text for a terminal. */
  textIn(language: Language): string {
    return withCode(this.summary(language), this.code);
  }
}
