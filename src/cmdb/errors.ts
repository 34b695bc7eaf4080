import { BackendError } from '../calls/backend-error.js';
import type { Language } from '../calls/component.js';
import type { Int64 } from '../model/ids.js';
import type { Text } from '../model/language.js';
import { messageOf, type CmdbCode, type MessageArguments } from './messages.js';

/** CMDB refuses a request. */
export class CmdbError extends BackendError {
  readonly code: CmdbCode;
  readonly #args: MessageArguments;
  override readonly detail: Text | undefined;

  /**
   * @param args the arguments of the code's message, if it has any
   * @param detail which part of the request is wrong, for *why*; the reply does not show it
   */
  constructor(code: CmdbCode, args: MessageArguments = '', detail?: Text) {
    super(messageOf(code, 'en', args));
    this.code = code;
    this.#args = args;
    this.detail = detail;
  }

  override text(language: Language): string {
    return messageOf(this.code, language, this.#args);
  }
}

/**
 * CMDB's list_process_instance cannot read the relations of a service instance: 1108024. Its message has no place for the
 * arguments, so that Go's formatting appends them.
 */
export class ProcessesNotRead extends CmdbError {
  readonly #bizId: Int64;
  readonly #serviceInstanceId: Int64;
  readonly #cause: CmdbError;

  /** @param cause the error of the service behind, whose text is part of the message */
  constructor(bizId: Int64, serviceInstanceId: Int64, cause: CmdbError, detail?: Text) {
    super(1108024, '', detail);
    this.#bizId = bizId;
    this.#serviceInstanceId = serviceInstanceId;
    this.#cause = cause;
    this.message = this.text('en');
  }

  override text(language: Language): string {
    const format = 'list process instance relation failed, bizID: %d, serviceInstanceID: %d, err: %+v';
    const args = `int64=${this.#bizId}, int64=${this.#serviceInstanceId}, *errors.ccError=${this.#cause.text(language)}`;
    return `${super.text(language)}%!(EXTRA string=${format}, ${args})`;
  }
}

/** CMDB's query fails, such as when MongoDB refuses a pattern. */
export const queryFailed = (detail: Text): CmdbError => new CmdbError(1199017, '', detail);

/** CMDB cannot decode a parameter, because its JSON type is not the declared one. */
export const deserializingFailed = (detail: Text): CmdbError => new CmdbError(1199000, '', detail);
