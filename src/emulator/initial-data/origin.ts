import type { DataOrigin } from '../../store/datasets/summary.js';
import { demoOrigin } from '../../demo/demo-origin.js';
import type { Size } from '../../demo/shapes.js';
import { hideSecrets } from '../../util/secrets/hide-secrets.js';
import type { Fixture } from '../../fixtures/read/read-input.js';

/** The settings that decide the initial data. */
export interface DataSettings {
  fixtures: readonly (string | Fixture)[];
  seed: number;
  size: Size;
}

/** The origin of the initial data. */
export const originOf = ({ fixtures, seed, size }: DataSettings): DataOrigin =>
  fixtures.length > 0
    ? {
        origin: fixtures.map((one) => (typeof one === 'string' ? hideSecrets(one) : 'an object')).join(', '),
        seed: null,
      }
    : { origin: demoOrigin(size, seed), seed };
