import { MOST_MS } from './spec/bounds.js';
import type { Latency } from './spec/fault-spec.js';

/** A random source: uniform numbers from 0 to below 1. */
export type Uniform = () => number;

/** Draws the delay of a call, in whole milliseconds. */
export type Sampler = (uniform: Uniform) => number;

/** Draws from the standard normal distribution (Box and Muller). */
const normal = (uniform: Uniform): number =>
  // 1 - u is never 0, so its logarithm exists.
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
 * Makes the sampler of a latency. Delays are cut at the largest allowed one, because log-normal ones have no bound.
 *
 * @param latency in milliseconds. Default: none
 */
export const samplerOf =
  (latency: Latency = 0): Sampler =>
  (uniform) =>
    Math.min(Math.round(draw(latency, uniform)), MOST_MS);
