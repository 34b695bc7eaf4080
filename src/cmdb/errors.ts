import { BackendError } from '../calls/backend-error.js';
import type { Language } from '../calls/component.js';
import { messageOf, type CmdbCode, type MessageArguments } from './messages.js';

/** CMDB refuses a request. */
export class CmdbError extends BackendError {
  readonly code: CmdbCode;
  readonly #args: MessageArguments;
  override readonly detail: string | undefined;

  /**
   * @param args the arguments of the code's message, if it has any
   * @param detail which part of the request is wrong, for *why*; the reply does not show it
   */
  constructor(code: CmdbCode, args: MessageArguments = '', detail?: string) {
    super(messageOf(code, 'en', args));
    this.code = code;
    this.#args = args;
    this.detail = detail;
  }

  override text(language: Language): string {
    return messageOf(this.code, language, this.#args);
  }
}

/** CMDB's query fails, such as when MongoDB refuses a pattern. */
export const queryFailed = (detail: string): CmdbError => new CmdbError(1199017, '', detail);

/** CMDB cannot decode a parameter, because its JSON type is not the declared one. */
export const deserializingFailed = (detail: string): CmdbError => new CmdbError(1199000, '', detail);
