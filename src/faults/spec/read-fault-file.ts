import { problemOf } from '../../fixtures/read/finding.js';
import type { Source } from '../../fixtures/read/source.js';
import { FixtureError, type Path, type Problem } from '../../util/problem.js';
import type { FaultSpec } from './fault-spec.js';
import { checkFault } from './read-fault.js';

/** The faults of a file: one, or a list of them. An empty file has none. */
const faultsOf = (source: Source, problems: Problem[]): FaultSpec[] => {
  const { value } = source;
  if (value === null || value === undefined) return [];
  const entries: (readonly [Path, unknown])[] = Array.isArray(value)
    ? value.map((entry: unknown, index) => [[index], entry] as const)
    : [[[], value]];
  return entries.flatMap(([place, entry]) => {
    const result = checkFault(entry);
    if ('fault' in result) return result.fault;
    problems.push(
      ...result.problems.map(({ path, ...rest }) => problemOf({ source, path: [...place, ...path], ...rest })),
    );
    return [];
  });
};

/**
 * Reads the faults that the emulator starts with.
 *
 * @param path a JSON or YAML file with a fault or a list of faults, or a folder of such files
 * @throws FixtureError with all problems: file, line, place (`[1].probability`), and the way out
 */
export const readFaultFile = async (path: string): Promise<FaultSpec[]> => {
  // The parser of YAML is loaded only here, because a start without fault files does not need it.
  const [{ parseFile }, { readFiles }] = await Promise.all([
    import('../../fixtures/read/parse-file.js'),
    import('../../fixtures/read/files/read-files.js'),
  ]);
  const problems: Problem[] = [];
  const files = await readFiles([path], problems);
  const sources = files.map((file) => parseFile(file, problems)).filter((source) => source !== undefined);
  const faults = sources.flatMap((source) => faultsOf(source, problems));
  if (problems.length > 0) throw new FixtureError(problems, 'FAULT_INVALID');
  return faults;
};
