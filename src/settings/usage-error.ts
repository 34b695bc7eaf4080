import { CodedError } from '../messages/coded-error.js';

/** A command line, an environment or an option that cannot be understood. The message names it and the way out. */
export class UsageError extends CodedError {
  override readonly name = 'UsageError';
}
