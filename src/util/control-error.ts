import type { Problem } from './problem.js';

/** Something asked of the emulator itself that cannot be done. The message says what, and the way out. */
export class ControlError extends Error {
  override readonly name = 'ControlError';
  /** The HTTP status that says so. */
  readonly status: number;
  /** What is wrong with a fixture that was sent. */
  readonly problems: readonly Problem[];

  constructor(status: number, message: string, problems: readonly Problem[] = []) {
    super(message);
    this.status = status;
    this.problems = problems;
  }
}

/** What is wrong with what was sent. */
export const badRequest = (message: string): ControlError => new ControlError(400, message);
export const notFound = (message: string): ControlError => new ControlError(404, message);
export const conflict = (message: string): ControlError => new ControlError(409, message);

export const emulatorIsClosed = (): ControlError => conflict('the emulator is closed');
