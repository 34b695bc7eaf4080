import { isUtf8 } from 'node:buffer';
import type { Message } from '../../../messages/message.js';
import type { Problem } from '../../../util/problem.js';
import type { Notes } from '../../notes.js';
import { readJson } from '../../../fixtures/read/json/read-json.js';
import { fileProblem } from '../../../fixtures/read/file-problem.js';
import { positionsIn } from '../../../fixtures/read/position.js';
import { readText } from '../../../fixtures/read/read-text.js';
import type { FixtureFile, Source } from '../../../fixtures/read/source.js';
import { Captured } from '../captured.js';
import { parseJson } from '../parse-json.js';
import { brokenRecording } from '../recording.js';
import { readLog } from './read-log.js';
import { splitValues, type Part } from './split-values.js';
import { textsOf } from '../bodies/texts-of.js';

const UNKNOWN_FORM: Message = { code: 'CAPTURE_UNKNOWN_FORM' };

/** Decodes a file that is not UTF-8: UTF-16 as the shell of Windows writes it, or compressed as it came. */
const decode = (bytes: Buffer): string | undefined => {
  const [text] = textsOf(bytes);
  return text;
};

/** The position in a text that no file holds. */
const NOWHERE: Source['locate'] = () => ({ line: 0, column: 0 });

type PositionOf = ReturnType<typeof positionsIn>;

/** Reads a part of a text. Its positions are those in the whole text. */
const readPart = (file: string, positionOf: PositionOf, part: Part, problems: Problem[]): Captured[] => {
  const move = <T extends { line: number; column: number }>(at: T): T => {
    const start = positionOf(part.offset);
    return {
      ...at,
      line: at.line + start.line - 1,
      column: at.line === 1 ? at.column + start.column - 1 : at.column,
    };
  };
  const wrong: Problem[] = [];
  const source = readJson(file, part.text, wrong, parseJson);
  problems.push(...wrong.map(move));
  if (source === undefined) return [];
  const locate: Source['locate'] = (path) => move(source.locate(path));
  return [new Captured(source.value, { file, locate })];
};

/** The lines of a text that are not blank. */
const linesOf = (text: string): Part[] => {
  let offset = 0;
  return text.split('\n').flatMap((line) => {
    const part = { text: line, offset };
    offset += line.length + 1;
    return line.trim() === '' ? [] : part;
  });
};

/** True if a text is JSON Lines: several objects, one a line, as a shell collects them. */
const isLines = (text: string): boolean => {
  const first = text.trimStart().split('\n', 1)[0] as string;
  return first.startsWith('{') && readJson('', first, [], parseJson) !== undefined;
};

/** Reads values that follow one another, on lines or not; undefined if the text is something else. */
const readValues = (file: string, text: string): Captured[] | undefined => {
  const positionOf = positionsIn(text);
  const values: Captured[] = [];
  for (const part of splitValues(text)) {
    const wrong: Problem[] = [];
    values.push(...readPart(file, positionOf, part, wrong));
    if (wrong.length > 0) return undefined;
  }
  return values.every(({ value }) => typeof value === 'object') ? values : undefined;
};

/**
 * Reads a captured file, whatever its name: JSON, JSON Lines, JSON values that follow one another, or a log of curl.
 *
 * @param notes gets what was passed over in a log
 * @param problems gets the reasons why the file cannot be read
 * @returns one value for JSON and for a log, else one for each line or value
 */
export const readCaptured = (from: FixtureFile, notes: Notes, problems: Problem[]): Captured[] => {
  const { file, bytes } = from;
  const broken = brokenRecording(bytes);
  if (broken !== undefined) {
    problems.push(fileProblem(file, broken));
    return [];
  }
  const unread: Problem[] = [];
  const text = (isUtf8(bytes) ? undefined : decode(bytes)) ?? readText(from, unread);
  if (unread.some(({ message }) => message.code !== 'FIXTURE_NOT_UTF8')) {
    problems.push(...unread);
    return [];
  }
  const wrong: Problem[] = [];
  const source = text === undefined ? undefined : readJson(file, text, wrong, parseJson);
  if (source !== undefined)
    return [new Captured(source.value, from.reading === 'object' ? { file, locate: NOWHERE } : source)];
  const values = text === undefined ? undefined : readValues(file, text);
  if (values !== undefined) return values;
  const log = readLog(file, text === undefined ? bytes : Buffer.from(text), notes);
  if (log !== undefined) return [log];
  // In JSON Lines each line has its problem.
  if (text !== undefined && isLines(text)) {
    const positionOf = positionsIn(text);
    return linesOf(text).flatMap((part) => readPart(file, positionOf, part, problems));
  }
  const looksLikeJson = text !== undefined && /^\s*[{[]/.test(text);
  problems.push(...unread, ...(looksLikeJson ? wrong : wrong.map((at) => ({ ...at, message: UNKNOWN_FORM }))));
  return [];
};
