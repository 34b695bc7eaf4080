import { FACE_NAMES } from '../../calls/face-name.js';
import { NOWHERE } from '../../fixtures/read/position.js';
import { WRONG_VALUES, wrongRequests } from '../../messages/serving/wrong-values.js';
import type { Message } from '../../messages/message.js';
import { COMPONENT_NAMES, isComponentName, recordedName } from '../../model/component-names.js';
import type { Text } from '../../model/language.js';
import { invalidRequest } from '../../util/control-error.js';
import { isMap } from '../../util/json/is-map.js';
import { pathText, type Path, type Problem } from '../../util/problem.js';
import { shownText } from '../../util/secrets/hide-secrets.js';
import { nearest } from '../../util/suggest.js';
import type { ExpectedRequest, ExpectedRequests, RequestConditions } from './expected-requests.js';

/** An expected request that is complete. */
export interface Expectation {
  conditions: RequestConditions;
  /** Its place, such as `requests[1]`; empty for one alone. */
  path: string;
  least: number;
  most: number;
}

/** Expected requests that are checked and complete. */
export interface Expectations {
  requests: Expectation[];
  inOrder: boolean;
  /** Stands for the expected requests in problems. */
  file: string;
}

/** Most expected requests of one verification. Each is compared with every entry of the journal. */
const MOST_EXPECTED = 100;

/** The message about a value; undefined if the value is right. */
type Check = (value: unknown) => Message | undefined;

const mustBe =
  (isRight: (value: unknown) => boolean, said: Text): Check =>
  (value) =>
    isRight(value) ? undefined : { code: 'REQUEST_WRONG_VALUE', said };

const oneOf =
  (choices: readonly string[]): Check =>
  (value) =>
    choices.includes(value as string) ? undefined : { code: 'REQUEST_NOT_A_CHOICE', choices: [...choices] };

const isComponent: Check = (value) =>
  typeof value === 'string' && isComponentName(value)
    ? undefined
    : { code: 'REQUEST_NOT_A_CHOICE', choices: [...COMPONENT_NAMES, 'SYSTEM.NAME'] };
const isText = mustBe((value) => typeof value === 'string', WRONG_VALUES.string);
const isInteger = mustBe(Number.isSafeInteger, WRONG_VALUES.integer);
const isCount = mustBe((value) => Number.isSafeInteger(value) && (value as number) >= 0, WRONG_VALUES.count);

const CONDITIONS: Readonly<Record<keyof RequestConditions, Check>> = {
  component: isComponent,
  path: mustBe((value) => typeof value === 'string' && value.startsWith('/'), WRONG_VALUES.path),
  method: isText,
  face: oneOf(FACE_NAMES),
  app: isText,
  user: isText,
  parameters: mustBe(isMap, WRONG_VALUES.parameters),
  status: isInteger,
  code: isInteger,
};

const COUNTS = { times: isCount, at_least: isCount, at_most: isCount };
const OF_ONE: Readonly<Record<string, Check>> = { ...CONDITIONS, ...COUNTS };

const OF_ALL: Readonly<Record<string, Check>> = {
  requests: mustBe(
    (value) => Array.isArray(value) && value.length > 0 && value.length <= MOST_EXPECTED,
    wrongRequests(MOST_EXPECTED),
  ),
  in_order: mustBe((value) => typeof value === 'boolean', WRONG_VALUES.boolean),
};

/** Reports a problem at a path. */
type Report = (path: Path, message: Message) => unknown;

/** Checks the values of a map, without those that are undefined. A misspelled key would match every request. */
const checkMap = (value: unknown, path: Path, checks: Readonly<Record<string, Check>>, report: Report): void => {
  if (!isMap(value)) {
    report(path, { code: 'REQUEST_WRONG_VALUE', said: WRONG_VALUES.request });
    return;
  }
  const known = Object.keys(checks);
  const given = Object.entries(value).filter(([, member]) => member !== undefined);
  if (given.length === 0) report(path, { code: 'REQUEST_EMPTY', known });
  for (const [name, member] of given) {
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
    const message: Message | undefined =
      check === undefined
        ? {
            code: 'REQUEST_UNKNOWN_PARAMETER',
            name: shownText(name),
            meant: nearest(name, known),
            known,
            isQuery: false,
          }
        : check(member);
    if (message !== undefined) report([...path, name], message);
  }
};

const checkCounts = (expected: ExpectedRequest, path: Path, report: Report): void => {
  const { times, at_least: least, at_most: most } = expected;
  if (times !== undefined && (least ?? most) !== undefined) {
    report([...path, 'times'], { code: 'REQUEST_WRONG_VALUE', said: WRONG_VALUES.timesAlone });
  }
  if (least !== undefined && most !== undefined && least > most) {
    report([...path, 'at_most'], { code: 'REQUEST_WRONG_VALUE', said: WRONG_VALUES.lessThanLeast });
  }
};

const expectationOf = (expected: ExpectedRequest, path: Path): Expectation => {
  const { times, at_least, at_most, ...given } = expected;
  const { component } = given;
  return {
    conditions: component === undefined ? given : { ...given, component: recordedName(component) },
    path: pathText(path),
    least: times ?? at_least ?? (at_most === undefined ? 1 : 0),
    most: times ?? at_most ?? Infinity,
  };
};

/** The expected requests with their places: several in `requests`, or one alone. */
const listOf = (value: unknown, report: Report): [expected: unknown, path: Path][] => {
  if (!isMap(value) || !Object.keys(OF_ALL).some((name) => Object.hasOwn(value, name))) return [[value, []]];
  const given = { ...value, requests: value['requests'] ?? null };
  checkMap(given, [], OF_ALL, report);
  const { requests } = given;
  return Array.isArray(requests) ? requests.map((expected: unknown, index) => [expected, ['requests', index]]) : [];
};

/**
 * Reads expected requests.
 *
 * @param value several in `requests`, or one alone
 * @param file stands for them in problems
 * @throws ControlError 422 with all problems
 */
export const readExpected = (value: unknown, file: string): Expectations => {
  const problems: Problem[] = [];
  const report: Report = (path, message) => problems.push({ file, ...NOWHERE, path: pathText(path), message });
  const list = listOf(value, report).slice(0, MOST_EXPECTED);
  for (const [expected, path] of list) {
    const before = problems.length;
    checkMap(expected, path, OF_ONE, report);
    if (problems.length === before) checkCounts(expected as ExpectedRequest, path, report);
  }
  if (problems.length > 0) throw invalidRequest(422, problems);
  return {
    requests: list.map(([expected, path]) => expectationOf(expected as ExpectedRequest, path)),
    inOrder: (value as Partial<ExpectedRequests>).in_order === true,
    file,
  };
};
