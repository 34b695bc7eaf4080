import { parse } from 'lossless-json';
import type { Problem } from '../util/problem.js';
import { readJson, readText, type FixtureFile } from '../fixtures/read/source.js';
import { Captured } from './captured.js';

/** The live ESB itself reads no JSON that is deeper. */
const MOST_LEVELS = 900;

const TOO_DEEP = new SyntaxError(`it is nested more than ${MOST_LEVELS} levels deep`);

const isWithin = (levels: number, value: unknown): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (levels > 0 && Object.values(value).every((child) => isWithin(levels - 1, child)));

const parseLatest = (text: string): unknown => {
  try {
    return parse(text, null, { parseNumber: Number, onDuplicateKey: ({ newValue }) => newValue });
  } catch (error) {
    // The parser's stack ends some thousand levels down.
    throw error instanceof RangeError ? TOO_DEEP : error;
  }
};

/**
 * Parses JSON as clients of the ESB do: where keys repeat, as in the documentation's own example, the last one counts.
 *
 * @throws SyntaxError where it is no JSON, or is nested too deeply
 */
export const parseJson = (text: string): unknown => {
  const value = parseLatest(text);
  if (!isWithin(MOST_LEVELS, value)) throw TOO_DEEP;
  return value;
};

/** Whether a text is several objects, one a line, as a shell collects them. */
const isLines = (text: string): boolean => {
  const first = text.trimStart().split('\n', 1)[0] as string;
  return first.startsWith('{') && readJson('', first, [], parseJson) !== undefined;
};

const readLines = (file: string, text: string, problems: Problem[]): Captured[] =>
  text.split('\n').flatMap((line, before) => {
    if (line.trim() === '') return [];
    const wrong: Problem[] = [];
    const source = readJson(file, line, wrong, parseJson);
    problems.push(...wrong.map((problem) => ({ ...problem, line: problem.line + before })));
    if (source === undefined) return [];
    const locate: typeof source.locate = (path) => {
      const position = source.locate(path);
      return { ...position, line: position.line + before };
    };
    return [new Captured(source.value, { file, locate })];
  });

/**
 * Reads a captured file: JSON, or JSON Lines, whatever its name.
 *
 * @param problems where it is entered why it cannot be read
 * @returns what it holds; several where there is one a line
 */
export const readCaptured = (from: FixtureFile, problems: Problem[]): Captured[] => {
  const text = readText(from, problems);
  if (text === undefined) return [];
  const wrong: Problem[] = [];
  const source = readJson(from.file, text, wrong, parseJson);
  if (source !== undefined) return [new Captured(source.value, source)];
  if (isLines(text)) return readLines(from.file, text, problems);
  problems.push(...wrong);
  return [];
};
