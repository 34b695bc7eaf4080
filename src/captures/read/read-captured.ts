import type { Problem } from '../../util/problem.js';
import { readJson } from '../../fixtures/read/json/read-json.js';
import { readText } from '../../fixtures/read/read-text.js';
import type { FixtureFile } from '../../fixtures/read/source.js';
import { Captured } from './captured.js';
import { parseJson } from './parse-json.js';

/** True if a text is JSON Lines: several objects, one a line, as a shell collects them. */
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
 * Reads a captured file as JSON or JSON Lines, whatever its name.
 *
 * @param problems gets the reasons why the file cannot be read
 * @returns one value for JSON, and one a line for JSON Lines
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
