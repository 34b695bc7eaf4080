import type { Message } from '../../messages/message.js';
import { FixtureError, pathText, type Path, type Problem } from '../../util/problem.js';
import { NOWHERE } from '../../fixtures/read/position.js';

/** A problem of a fault that was sent. */
export interface SpecProblem {
  path: Path;
  /** The wrong part: the value at the path, or its key. */
  of: 'value' | 'key';
  message: Message;
}

const problemIn = (file: string, { path, message }: SpecProblem): Problem => ({
  file,
  ...NOWHERE,
  path: pathText(path),
  message,
});

/** A fault that is not valid, with all its problems. */
export class FaultSpecError extends FixtureError {
  override readonly name = 'FaultSpecError';

  /** @param file stands for the fault in its problems */
  constructor(problems: readonly SpecProblem[], file: string) {
    super(
      problems.map((problem) => problemIn(file, problem)),
      'FAULT_INVALID',
    );
  }
}
