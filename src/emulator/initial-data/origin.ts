import type { DataOrigin } from '../../store/datasets/summary.js';
import type { Size } from '../../demo/shapes.js';
import type { Fixture } from '../../fixtures/read/input.js';

/** What decides about the data that an emulator starts with. */
export interface DataSettings {
  fixtures: readonly (string | Fixture)[];
  seed: number;
  size: Size;
}

/** Where the data to start with comes from. */
export const originOf = ({ fixtures, seed, size }: DataSettings): DataOrigin =>
  fixtures.length > 0
    ? { origin: fixtures.map((one) => (typeof one === 'string' ? one : 'an object')).join(', '), seed: null }
    : { origin: `the documented examples and ${size} demo data of seed ${seed}`, seed };
