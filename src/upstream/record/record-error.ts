import { CodedError } from '../../messages/coded-error.js';

/** A folder that cannot be recorded into. */
export class RecordError extends CodedError {
  override readonly name = 'RecordError';
}
