import type { ShownProblem } from './problem.js';

/** A request to the emulator itself that fails. The message names the cause and the way out. */
export class ControlError extends Error {
  override readonly name = 'ControlError';
  /** HTTP status of the reply. */
  readonly status: number;
  /** The problems of the fixture in the request; empty if the error has another cause. */
  readonly problems: readonly ShownProblem[];

  constructor(status: number, message: string, problems: readonly ShownProblem[] = []) {
    super(message);
    this.status = status;
    this.problems = problems;
  }
}

/** The request itself is wrong. */
export const badRequest = (message: string): ControlError => new ControlError(400, message);
export const notFound = (message: string): ControlError => new ControlError(404, message);
export const conflict = (message: string): ControlError => new ControlError(409, message);

export const emulatorIsClosed = (): ControlError => conflict('the emulator is closed');
