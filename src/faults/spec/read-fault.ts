import { checkCombinations } from './check-combinations.js';
import { checkShape } from './check-shape.js';
import { copyFault } from './copy-fault.js';
import type { FaultSpec } from './fault-spec.js';
import { FaultSpecError, type SpecProblem } from './fault-spec-error.js';

/**
 * Checks a fault: first its shape, by its schema, and then, if the shape is right, the combination of its keys.
 *
 * @returns the fault, or all its problems
 */
export const checkFault = (value: unknown): { fault: FaultSpec } | { problems: readonly SpecProblem[] } => {
  const problems: SpecProblem[] = [];
  const copy = copyFault(value, problems);
  problems.push(...checkShape(copy));
  const fault = copy as FaultSpec;
  if (problems.length === 0) problems.push(...checkCombinations(fault));
  return problems.length === 0 ? { fault } : { problems };
};

/**
 * Reads a fault that was sent (contract section 7). Numbers may have the forms that lossless-json produces.
 *
 * @param file stands for the fault in its problems. Default: the fault
 * @returns a copy that cannot be changed
 * @throws FaultSpecError with all problems: the place, the problem, and the way out
 */
export const readFault = (value: unknown, file = 'the fault'): FaultSpec => {
  const result = checkFault(value);
  if ('problems' in result) throw new FaultSpecError(result.problems, file);
  return result.fault;
};
