/** A small results object, as a run writes it. */

export interface Figure {
  label: string;
  unit: string;
  values: number[];
}

export interface Part {
  about: string;
  date: string;
  quick: boolean;
  command: string;
  rounds: number;
  seconds: number;
  sizes: Record<string, number>;
  machine: { cores: number; cpu: string; memoryMiB: number; system: string };
  versions: Record<string, string>;
  notes: string[];
  figures: Record<string, Figure>;
}

export const part = (figures: Record<string, Figure>): Part => ({
  about: 'What is measured.',
  date: '2026-11-25',
  quick: false,
  command: 'npm run bench',
  rounds: 3,
  seconds: 2,
  sizes: { small: 1000, middle: 100_000, large: 1_000_000 },
  machine: { cores: 2, cpu: 'A CPU', memoryMiB: 4096, system: 'Linux 6' },
  versions: { 'Node.js': 'v20' },
  notes: ['Something is left out.'],
  figures,
});

/** As wrk measures it. */
export const load = (id: string, label: string, rates: number[], p50s: number[]): Record<string, Figure> => ({
  [id]: { label, unit: 'requests/s', values: rates },
  [`${id}/p50`]: { label: `${label}: p50`, unit: 'µs', values: p50s },
  [`${id}/p99`]: { label: `${label}: p99`, unit: 'µs', values: p50s.map((value) => value * 3) },
});

export const RESULTS: Record<string, Part> = {
  contenders: part({
    ...load('lpi/emulator', 'LPI, 2 processes: bk-esb-emulator', [9000, 9400, 9100], [100, 101, 102]),
    ...load('lpi/bare-fastify', 'LPI, 2 processes: bare Fastify', [10_000, 10_100, 9900], [90, 91, 92]),
    ...load('lpi/prism', 'LPI, 2 processes: Prism', [1300, 1310, 1320], [900, 910, 920]),
  }),
  scale: part({
    ...load('lpi/1/small', 'LPI, 1 k service instances, 1 client', [5000], [123]),
    ...load('lpi/1/middle', 'LPI, 100 k service instances, 1 client', [5000], [234]),
    ...load('lpi/1/large', 'LPI, 1 M service instances, 1 client', [5000], [345]),
    ...load('limit/1/10', 'LSI, limit 10', [5000], [456]),
    ...load('limit/1/500', 'LSI, limit 500', [5000], [567]),
  }),
  pages: part({
    ...load('page/1/first', 'LSI, start 0', [5000], [111]),
    ...load('page/1/500000', 'LSI, start 500,000', [5000], [222]),
    ...load('page/1/deepest', 'LSI, start 990,000', [5000], [333]),
  }),
  reset: part({ reset: { label: 'reset of a sandbox', unit: 'ms', values: [1.5, 2.5, 2.75] } }),
};
