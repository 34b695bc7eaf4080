import { isUtf8 } from 'node:buffer';
import type { Problem } from '../../../util/problem.js';
import { readJson } from '../../../fixtures/read/json/read-json.js';
import { positionsIn } from '../../../fixtures/read/position.js';
import { readText } from '../../../fixtures/read/read-text.js';
import type { FixtureFile, Source } from '../../../fixtures/read/source.js';
import { Captured } from '../captured.js';
import { parseJson } from '../parse-json.js';
import { isCurlLog, readCurlLog } from './read-curl-log.js';
import { splitValues, type Part } from './split-values.js';
import { textsOf } from '../bodies/texts-of.js';

/** Decodes a file: UTF-8, or UTF-16 as the shell of Windows writes it, or compressed as it came. */
const textOf = (from: FixtureFile, problems: Problem[]): string | undefined => {
  const [text] = isUtf8(from.bytes) ? [] : textsOf(from.bytes);
  return text ?? readText(from, problems);
};

/** Reads a part of a text. Its positions are those in the whole text. */
const readPart = (file: string, whole: string, part: Part, problems: Problem[]): Captured[] => {
  const start = positionsIn(whole)(part.offset);
  const move = <T extends { line: number; column: number }>(at: T): T => ({
    ...at,
    line: at.line + start.line - 1,
    column: at.line === 1 ? at.column + start.column - 1 : at.column,
  });
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
const readValues = (file: string, text: string, problems: Problem[]): Captured[] | undefined => {
  const wrong: Problem[] = [];
  const values = splitValues(text).flatMap((part) => readPart(file, text, part, wrong));
  if (wrong.length === 0) return values;
  // In JSON Lines each line has its problem.
  return isLines(text) ? linesOf(text).flatMap((part) => readPart(file, text, part, problems)) : undefined;
};

const readLog = (file: string, text: string): Captured[] =>
  readCurlLog(text).map(({ path, body, ...response }) => {
    const value = {
      ...(path === undefined ? {} : { request: { path } }),
      response: { ...response, body: body.text.trimEnd() },
    };
    return new Captured(value, { file, locate: () => positionsIn(text)(body.offset) });
  });

/**
 * Reads a captured file, whatever its name: JSON, JSON Lines, JSON values that follow one another, or a log of curl.
 *
 * @param problems gets the reasons why the file cannot be read
 * @returns one value for JSON, else one for each line, value or reply
 */
export const readCaptured = (from: FixtureFile, problems: Problem[]): Captured[] => {
  const text = textOf(from, problems);
  if (text === undefined) return [];
  const wrong: Problem[] = [];
  const source = readJson(from.file, text, wrong, parseJson);
  if (source !== undefined) return [new Captured(source.value, source)];
  const values = readValues(from.file, text, problems);
  if (values !== undefined) return values;
  if (isCurlLog(text)) return readLog(from.file, text);
  problems.push(...wrong);
  return [];
};
