import { MOST_SHOWN, pathText, type Path } from '../../util/problem.js';
import { plural } from '../../util/words.js';

/** A problem of a fault that was sent. */
export interface SpecProblem {
  path: Path;
  /** The wrong part: the value at the path, or its key. */
  of: 'value' | 'key';
  message: string;
}

const lineOf = ({ path, message }: SpecProblem): string =>
  path.length === 0 ? message : `${pathText(path)}: ${message}`;

/** A fault that is not valid, with all its problems. */
export class FaultSpecError extends Error {
  override readonly name = 'FaultSpecError';
  readonly problems: readonly SpecProblem[];

  constructor(problems: readonly SpecProblem[]) {
    const lines = problems.slice(0, MOST_SHOWN).map(lineOf);
    if (problems.length > MOST_SHOWN) lines.push(`and ${problems.length - MOST_SHOWN} more`);
    super([`${plural(problems.length, 'problem')} in the fault:`, ...lines].join('\n  '));
    this.problems = problems;
  }
}
