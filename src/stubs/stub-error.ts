import { BackendError } from '../calls/backend-error.js';

/** The error that a stub gives. */
export class GivenError extends BackendError {
  readonly code: number;
  override readonly permission: string;
  override readonly detail: string;

  /**
   * @param permission JSON text
   * @param detail names the stub
   */
  constructor(code: number, message: string, permission: string, detail: string) {
    super(message);
    this.code = code;
    this.permission = permission;
    this.detail = detail;
  }

  override text(): string {
    return this.message;
  }
}
