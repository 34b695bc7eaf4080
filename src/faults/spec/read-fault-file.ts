import { problemOf } from '../../fixtures/read/finding.js';
import { FixtureError, type Path, type Problem } from '../../util/problem.js';
import type { Source } from '../../fixtures/read/source.js';
import type { FaultSpec } from './fault-spec.js';
import { faultAt } from './read-fault.js';
import type { SpecProblem } from './reader.js';

/** The faults of a file: one, or a list of them. An empty file has none. */
const faultsOf = (source: Source, problems: Problem[]): FaultSpec[] => {
  const { value } = source;
  const found: SpecProblem[] = [];
  const read = (entry: unknown, path: Path): FaultSpec => faultAt({ value: entry, path, problems: found });
  const entries: unknown[] | undefined = Array.isArray(value) ? value : undefined;
  const isEmpty = value === null || value === undefined;
  const faults = entries?.map((entry, index) => read(entry, [index])) ?? (isEmpty ? [] : [read(value, [])]);
  problems.push(...found.map((problem) => problemOf({ source, ...problem })));
  return faults;
};

/**
 * Reads the faults that the emulator is to start with.
 *
 * @param path a JSON or YAML file with a fault or a list of faults, or a folder of such files
 * @throws FixtureError with everything that is wrong: file, line, place (`[1].probability`), and the way out
 */
export const readFaultFile = async (path: string): Promise<FaultSpec[]> => {
  // Nothing that serves needs the parser of YAML.
  const [{ parseFile }, { readFiles }] = await Promise.all([
    import('../../fixtures/read/parse.js'),
    import('../../fixtures/read/source.js'),
  ]);
  const problems: Problem[] = [];
  const files = await readFiles([path], problems);
  const sources = files.map((file) => parseFile(file, problems)).filter((source) => source !== undefined);
  const faults = sources.flatMap((source) => faultsOf(source, problems));
  if (problems.length > 0) throw new FixtureError(problems, 'the faults');
  return faults;
};
