import { PROCESS_IDS } from './ids.js';
import { LOCALES, type Shape } from './shapes.js';
import { listChoices } from '../util/words.js';

const MAX_HOSTS = 8_000_000;

/**
 * @throws RangeError if the seed or a count is not an integer, a count is negative or too high, or rows would have
 *   nothing to belong to
 */
export const checkShape = (seed: number, shape: Shape): void => {
  const { locale, ...counts } = shape;
  if (!Number.isSafeInteger(seed)) throw new RangeError(`seed must be an integer, not ${seed}`);
  if (!LOCALES.includes(locale)) throw new RangeError(`locale must be ${listChoices(LOCALES)}, not ${locale}`);
  const most: Partial<Record<string, number>> = { processesPerInstance: PROCESS_IDS, hosts: MAX_HOSTS };
  for (const [name, count] of Object.entries(counts)) {
    const limit = most[name] ?? Number.MAX_SAFE_INTEGER / PROCESS_IDS / 2;
    if (!Number.isSafeInteger(count) || count < 0 || count > limit) {
      throw new RangeError(`${name} must be an integer from 0 to ${Math.floor(limit)}, not ${count}`);
    }
  }
  const needs = (child: keyof typeof counts, parent: keyof typeof counts) => {
    if (counts[child] > 0 && counts[parent] === 0) throw new RangeError(`${child} need ${parent} to be 1 or more`);
  };
  needs('setTemplates', 'businesses');
  needs('modules', 'businesses');
  needs('serviceInstances', 'modules');
  needs('serviceInstances', 'hosts');
};
