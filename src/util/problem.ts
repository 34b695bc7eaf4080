import { hideSecrets, shownText } from './secrets/hide-secrets.js';
import { plural } from './words.js';

/** A place in a fixture's data: keys and indexes from the top. */
export type Path = readonly (string | number)[];

/** A problem of a fixture. */
export interface Problem {
  file: string;
  /** From 1; 0 if the problem is the file itself. */
  line: number;
  /** From 1; 0 if the problem is the file itself. */
  column: number;
  /** The place in the data, such as `modules[0].service_instances[2].id`; empty for the file itself. */
  path: string;
  message: string;
}

export const pathText = (path: Path): string =>
  path
    .map((key, index) =>
      typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${shownText(key, Infinity)}`,
    )
    .join('');

/** A problem as one line, in the form that editors and terminals turn into a link. */
export const problemText = ({ file, line, column, path, message }: Problem): string =>
  hideSecrets(
    [line === 0 ? file : `${file}:${line}:${column}`, path, message].filter((part) => part !== '').join(': '),
  );

/** A problem whose texts can be shown and logged. */
export const hideInProblem = ({ file, path, message, ...position }: Problem): Problem => ({
  file: hideSecrets(file),
  ...position,
  path: hideSecrets(path),
  message: hideSecrets(message),
});

/** Most problems in one message. One mistake may be repeated in every row. */
export const MOST_SHOWN = 100;

/** Fixtures that cannot be loaded, with all their problems. */
export class FixtureError extends Error {
  override readonly name = 'FixtureError';
  readonly problems: readonly Problem[];
  /** The first line of the message: the number of problems. */
  readonly summary: string;

  /** @param within the name of the checked thing in the message. Default: the fixtures */
  constructor(problems: readonly Problem[], within = 'the fixtures') {
    const summary = `${plural(problems.length, 'problem')} in ${within}`;
    const shown = problems.slice(0, MOST_SHOWN).map(problemText);
    if (problems.length > MOST_SHOWN) shown.push(`and ${problems.length - MOST_SHOWN} more`);
    super([summary, ...shown].join('\n  '));
    this.problems = problems.map(hideInProblem);
    this.summary = summary;
  }
}
