import type { Text } from '../model/language.js';
import { BackendError } from '../calls/backend-error.js';

/** The error that a stub gives. */
export class GivenError extends BackendError {
  readonly code: number;
  override readonly permission: string;
  override readonly detail: Text | undefined;

  /**
   * @param permission JSON text
   * @param detail says that the stub gives the error
   */
  constructor(code: number, message: string, permission: string, detail?: Text) {
    super(message);
    this.code = code;
    this.permission = permission;
    this.detail = detail;
  }

  override text(): string {
    return this.message;
  }
}
