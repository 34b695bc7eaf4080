import { BackendError } from '../esb/backend-error.js';
import type { Language } from '../esb/component.js';
import { messageOf, type CmdbCode } from './messages.js';

/** CMDB refuses a request. */
export class CmdbError extends BackendError {
  readonly code: CmdbCode;
  readonly parameter: string;
  override readonly detail: string | undefined;

  /**
   * @param parameter the name that the message quotes, if the code's message quotes one
   * @param detail which part of the request is wrong, for *why*; the reply does not show it
   */
  constructor(code: CmdbCode, parameter = '', detail?: string) {
    super(messageOf(code, 'en', parameter));
    this.code = code;
    this.parameter = parameter;
    this.detail = detail;
  }

  override text(language: Language): string {
    return messageOf(this.code, language, this.parameter);
  }
}

/** CMDB cannot decode a parameter, because its JSON type is not the declared one. */
export const deserializingFailed = (detail: string): CmdbError => new CmdbError(1199000, '', detail);
