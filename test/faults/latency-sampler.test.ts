import t from 'tap';
import type { Latency } from '../../src/faults/spec/fault-spec.js';
import { samplerOf } from '../../src/faults/latency-sampler.js';
import { createRandom } from '../../src/util/random.js';

/** Gives these numbers, one after another. */
const chance = (...numbers: number[]) => {
  const left = [...numbers];
  return () => left.shift() ?? NaN;
};

const LOG_NORMAL = { log_normal: { median: 200, sigma: 0.5 } };

const exact: [latency: Latency | undefined, numbers: number[], ms: number][] = [
  [undefined, [], 0],
  [250, [], 250],
  [0, [], 0],
  [0.6, [], 1],
  [{ fixed: 300 }, [], 300],
  [{ uniform: { min: 100, max: 300 } }, [0], 100],
  [{ uniform: { min: 100, max: 300 } }, [0.5], 200],
  [{ uniform: { min: 100, max: 300 } }, [0.9999], 300],
  [{ uniform: { min: 100, max: 100 } }, [0.7], 100],
  [LOG_NORMAL, [0, 0], 200],
  // u = 1 - e^-0.5, v = 0: one deviation above the median. v = 0.5: one below.
  [LOG_NORMAL, [1 - Math.exp(-0.5), 0], Math.round(200 * Math.exp(0.5))],
  [LOG_NORMAL, [1 - Math.exp(-0.5), 0.5], Math.round(200 * Math.exp(-0.5))],
  [{ log_normal: { median: 200, sigma: 0 } }, [0.9, 0.3], 200],
  [{ log_normal: { median: 600_000, sigma: 5 } }, [0.9, 0], 600_000],
];
for (const [latency, numbers, ms] of exact) {
  t.equal(samplerOf(latency)(chance(...numbers)), ms, `${JSON.stringify(latency)} by ${numbers.join(', ')}`);
}

const COUNT = 20_000;

/** Samples as a fault draws them: each call has numbers of its own. */
const samples = (latency: Latency): number[] => {
  const random = createRandom(7);
  const sample = samplerOf(latency);
  return Array.from({ length: COUNT }, (_, call) => {
    random.at('strike', call);
    random.next();
    return sample(() => random.next());
  }).sort((a, b) => a - b);
};
const quantile = (sorted: number[], share: number): number => sorted[Math.floor(share * COUNT)] as number;

t.test('uniform: all as likely', (t) => {
  const sorted = samples({ uniform: { min: 1000, max: 3000 } });
  for (const share of [0.1, 0.25, 0.5, 0.75, 0.9]) {
    const expected = 1000 + share * 2000;
    t.ok(Math.abs(quantile(sorted, share) - expected) < 40, `${share}: about ${expected}`);
  }
  t.ok((sorted[0] as number) >= 1000);
  t.ok((sorted.at(-1) as number) <= 3000);
  t.end();
});

t.test('log-normal: median and deviation of the logarithm', (t) => {
  const sorted = samples({ log_normal: { median: 2000, sigma: 0.5 } });
  // Quantiles of the normal distribution.
  const deviations: [share: number, deviations: number][] = [
    [0.0228, -2],
    [0.1587, -1],
    [0.5, 0],
    [0.8413, 1],
    [0.9772, 2],
  ];
  for (const [share, deviation] of deviations) {
    const expected = 2000 * Math.exp(0.5 * deviation);
    t.ok(Math.abs(quantile(sorted, share) / expected - 1) < 0.05, `${share}: about ${expected}`);
  }
  t.end();
});
