import { PROCESS_IDS } from './ids.js';
import { LOCALES, type Shape } from './shapes.js';
import { listChoices } from '../util/words.js';

const MAX_HOSTS = 8_000_000;

/** The counts of a shape. */
type Count = Exclude<keyof Shape, 'locale'>;

/** A count that is too high, or rows that would have nothing to belong to. */
export type ShapeFault = { name: Count; most: number; value: number } | { child: Count; parent: Count };

/** A shape whose counts do not go together. */
export class ShapeError extends RangeError {
  readonly fault: ShapeFault;

  constructor(message: string, fault: ShapeFault) {
    super(message);
    this.fault = fault;
  }
}

/**
 * @throws RangeError if the seed or a count is not an integer, a count is negative or too high, or rows would have
 *   nothing to belong to
 */
export const checkShape = (seed: number, shape: Shape): void => {
  const { locale, ...counts } = shape;
  if (!Number.isSafeInteger(seed)) throw new RangeError(`seed must be an integer, not ${seed}`);
  if (!LOCALES.includes(locale)) throw new RangeError(`locale must be ${listChoices(LOCALES)}, not ${locale}`);
  const limits: Partial<Record<Count, number>> = { processesPerInstance: PROCESS_IDS, hosts: MAX_HOSTS };
  for (const [name, value] of Object.entries(counts) as [Count, number][]) {
    const most = Math.floor(limits[name] ?? Number.MAX_SAFE_INTEGER / PROCESS_IDS / 2);
    if (!Number.isSafeInteger(value) || value < 0 || value > most) {
      throw new ShapeError(`${name} must be an integer from 0 to ${most}, not ${value}`, { name, most, value });
    }
  }
  const needs = (child: Count, parent: Count) => {
    if (counts[child] > 0 && counts[parent] === 0)
      throw new ShapeError(`${child} need ${parent} to be 1 or more`, { child, parent });
  };
  needs('setTemplates', 'businesses');
  needs('modules', 'businesses');
  needs('serviceInstances', 'modules');
  needs('serviceInstances', 'hosts');
};
