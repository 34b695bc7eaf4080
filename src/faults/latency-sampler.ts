import { MOST_MS } from './spec/bounds.js';
import type { Latency } from './spec/fault-spec.js';

/** A source of chance: numbers from 0 to below 1, all as likely. */
export type Uniform = () => number;

/** Draws how long a call waits: whole milliseconds. */
export type Sampler = (uniform: Uniform) => number;

/** A number of the normal distribution about 0 with deviation 1 (Box and Muller). */
const normal = (uniform: Uniform): number =>
  // 1 - u is never 0, which has no logarithm.
  Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());

const draw = (latency: Latency, uniform: Uniform): number => {
  if (typeof latency === 'number') return latency;
  if ('fixed' in latency) return latency.fixed;
  if ('uniform' in latency) {
    const { min, max } = latency.uniform;
    return min + uniform() * (max - min);
  }
  const { median, sigma } = latency.log_normal;
  return median * Math.exp(sigma * normal(uniform));
};

/**
 * What draws the waits that a latency stands for. Some of a log-normal one would be beyond all bounds; they are cut.
 *
 * @param latency in milliseconds. Default: none
 */
export const samplerOf =
  (latency: Latency = 0): Sampler =>
  (uniform) =>
    Math.min(Math.round(draw(latency, uniform)), MOST_MS);
