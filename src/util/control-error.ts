import { CodedError } from '../messages/coded-error.js';
import type { Message } from '../messages/message.js';
import { invalidMessage, problemsText, showProblem, type Problem, type ShownProblem } from './problem.js';

/** A request to the emulator itself that fails. The message names the cause and the way out. */
export class ControlError extends CodedError {
  override readonly name: string = 'ControlError';
  /** HTTP status of the reply. */
  readonly status: number;
  /** The problems of what was sent; empty if the error has another cause. */
  readonly problems: readonly ShownProblem[];

  constructor(status: number, message: Message, problems: readonly Problem[] = []) {
    super(message, problemsText(message, problems, 'en'));
    this.status = status;
    this.problems = problems.map((problem) => showProblem(problem));
  }
}

/** The request itself is wrong. */
export const badRequest = (message: Message): ControlError => new ControlError(400, message);
export const notFound = (message: Message): ControlError => new ControlError(404, message);
export const conflict = (message: Message): ControlError => new ControlError(409, message);

/** A request that can be read, but whose query or body does not fit the operation. */
export const invalidRequest = (status: number, problems: readonly Problem[]): ControlError =>
  new ControlError(status, invalidMessage('REQUEST_INVALID', problems), problems);

export const emulatorIsClosed = (): ControlError => conflict({ code: 'EMULATOR_CLOSED' });
