/** Small results in the format that a run writes. */

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
  about: 'About this part.',
  date: '2026-11-25',
  quick: false,
  command: 'npm run bench',
  rounds: 3,
  seconds: 2,
  sizes: { small: 1000, large: 1_000_000 },
  machine: { cores: 2, cpu: 'A CPU', memoryMiB: 4096, system: 'Linux 6' },
  versions: { 'Node.js': 'v20' },
  notes: ['Something is left out.'],
  figures,
});

/** The three figures of a load; p99 is three times p50. */
export const load = (id: string, label: string, rates: number[], p50s: number[]): Record<string, Figure> => ({
  [id]: { label, unit: 'requests/s', values: rates },
  [`${id}/p50`]: { label: `${label}: p50`, unit: 'µs', values: p50s },
  [`${id}/p99`]: { label: `${label}: p99`, unit: 'µs', values: p50s.map((value) => value * 3) },
});

export const RESULTS: Record<string, Part> = {
  contenders: part({
    ...load('lpi/1/emulator', 'LPI, 2 processes, 1 client: bk-esb-emulator', [4000], [123]),
    ...load('lpi/1/fastify-sqlite', 'LPI, 2 processes, 1 client: Fastify + better-sqlite3', [5000], [234]),
    ...load('lpi/20/emulator', 'LPI, 2 processes, 20 clients: bk-esb-emulator', [9000, 9400, 9100], [300, 301, 302]),
    ...load(
      'lpi/20/fastify-sqlite',
      'LPI, 2 processes, 20 clients: Fastify + better-sqlite3',
      [10_000, 10_100, 9900],
      [90, 91, 92],
    ),
    ...load('lpi/20/prism', 'LPI, 2 processes, 20 clients: Prism', [1300, 1310, 1320], [900, 910, 920]),
  }),
  scale: part({
    ...load('lpi/1/small', 'LPI, 1 k service instances, 1 client', [5000], [123]),
    ...load('lpi/1/large', 'LPI, 1 M service instances, 1 client', [5000], [345]),
  }),
  sandboxes: part({ reset: { label: 'reset of a sandbox', unit: 'ms', values: [1.5, 2.5, 2.75] } }),
};
