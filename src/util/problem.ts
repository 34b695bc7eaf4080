import { CodedError, withCode } from '../messages/coded-error.js';
import type { Severity } from '../messages/entry.js';
import { severityOf, textOf, type Code, type Message } from '../messages/message.js';
import type { Language } from '../model/language.js';
import { hideSecrets, shownText } from './secrets/hide-secrets.js';

/** A place in a fixture's data: keys and indexes from the top. */
export type Path = readonly (string | number)[];

/** The place of a problem. */
interface Place {
  file: string;
  /** From 1; 0 if the problem is the file itself. */
  line: number;
  /** From 1; 0 if the problem is the file itself. */
  column: number;
  /** The place in the data, such as `modules[0].service_instances[2].id`; empty for the file itself. */
  path: string;
}

/** A problem of a fixture, before it is put into words. It is plain JSON, because it crosses threads. */
export interface Problem extends Place {
  message: Message;
}

/** A problem in the words of one language, without secrets. */
export interface WordedProblem extends Place {
  /** The stable name of the problem. `docs/errors.md` lists them. */
  code: Code;
  /** An error stops what was asked for, a warning does not. */
  severity: Severity;
  message: string;
}

/** A problem in words, without secrets. */
export interface ShownProblem extends WordedProblem {
  /** The message in Chinese. */
  message_zh: string;
}

export const pathText = (path: Path): string =>
  path
    .map((key, index) =>
      typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${shownText(key, Infinity)}`,
    )
    .join('');

export const isError = ({ message }: Problem): boolean => severityOf(message) === 'error';

/** Puts a problem into the words of a language. */
export const wordProblem = ({ file, line, column, path, message }: Problem, language: Language): WordedProblem => ({
  code: message.code,
  severity: severityOf(message),
  file: hideSecrets(file),
  line,
  column,
  path: hideSecrets(path),
  message: hideSecrets(textOf(message, language)),
});

/** Puts a problem into words. */
export const showProblem = (problem: Problem): ShownProblem => ({
  ...wordProblem(problem, 'en'),
  message_zh: hideSecrets(textOf(problem.message, 'zh')),
});

const WARNING = { en: 'warning: ', zh: '警告：' };

const lineIn = (language: Language, { code, severity, file, line, column, path, message }: WordedProblem): string => {
  const weight = severity === 'warning' ? WARNING[language] : '';
  const place = [line === 0 ? file : `${file}:${line}:${column}`, path].filter((part) => part !== '');
  return withCode(hideSecrets([...place, `${weight}${message}`].join(': ')), code);
};

/**
 * A problem as one line, in the form that editors and terminals turn into a link.
 *
 * @param language the one in which it is put into words. Default: English
 */
export const problemText = (problem: WordedProblem, language: Language = 'en'): string => lineIn(language, problem);

/** Most problems in one message. */
export const MOST_SHOWN = 100;
/** Most problems of one code in a message. One mistake may be repeated in every row. */
const MOST_ALIKE = 20;

const MORE = { en: (count: number) => `and ${count} more`, zh: (count: number) => `以及另外 ${count} 处` };
const ALIKE = {
  en: (count: number) => `and ${count} more alike`,
  zh: (count: number) => `以及另外 ${count} 处同类问题`,
};

/** A summary, and below it the first problems, a line each. Those that are left out are counted. */
export const problemsText = (
  message: Message,
  problems: readonly Problem[],
  language: Language,
  most = MOST_SHOWN,
): string => {
  const counts = new Map<Code, number>();
  const shown: Problem[] = [];
  for (const problem of problems) {
    const { code } = problem.message;
    const count = (counts.get(code) ?? 0) + 1;
    counts.set(code, count);
    if (count <= MOST_ALIKE && shown.length < most) shown.push(problem);
  }
  const lines = shown.map((problem) => lineIn(language, wordProblem(problem, language)));
  const alike = [...counts].filter(([, count]) => count > MOST_ALIKE);
  const rest = problems.length - shown.length - alike.reduce((sum, [, count]) => sum + count - MOST_ALIKE, 0);
  lines.push(...alike.map(([code, count]) => withCode(ALIKE[language](count - MOST_ALIKE), code)));
  if (rest > 0) lines.push(MORE[language](rest));
  return [textOf(message, language), ...lines].join('\n  ');
};

/** The messages above a list of problems: the thing that was checked. */
type InvalidCode = 'FIXTURE_INVALID' | 'FAULT_INVALID' | 'CAPTURE_INVALID' | 'REQUEST_INVALID';

export const invalidMessage = (code: InvalidCode, problems: readonly Problem[]): Message => {
  const errors = problems.filter(isError).length;
  return { code, errors, warnings: problems.length - errors };
};

/** Problems of fixtures as a text: how many, and below that the first hundred. */
export const fixtureProblemsText = (problems: readonly Problem[], language: Language = 'en'): string =>
  problemsText(invalidMessage('FIXTURE_INVALID', problems), problems, language);

/** Fixtures, faults or captures that cannot be loaded, with all their problems. */
export class FixtureError extends CodedError {
  override readonly name: string = 'FixtureError';
  readonly problems: readonly ShownProblem[];
  readonly #found: readonly Problem[];

  /** @param code the checked thing. Default: the fixtures */
  constructor(problems: readonly Problem[], code: InvalidCode = 'FIXTURE_INVALID') {
    const message = invalidMessage(code, problems);
    super(message, problemsText(message, problems, 'en'));
    this.problems = problems.map((problem) => showProblem(problem));
    this.#found = problems;
  }

  /** @param most problems that are listed. Default: the first hundred */
  override textIn(language: Language, most = MOST_SHOWN): string {
    return problemsText(this.said, this.#found, language, most);
  }
}
