import { CodedError } from '../messages/coded-error.js';

/** A command that fails for a reason that the user can mend. The message names the thing, the reason and the way out. */
export class Failure extends CodedError {}
