import { readFileSync } from 'node:fs';
import { SIZES } from '../../demo/shapes.js';
import type { DataSettings } from './origin.js';

/** The demo data in the package. A start need not generate it. */
export const PACKAGED_DEMO = { seed: 1, size: SIZES[0] } as const;

/** The database that the build writes. The path is the same from `src` and from `dist`. */
export const PACKAGED_DATABASE = new URL('../../../dist/default.db', import.meta.url);

/** True if the settings ask for the packaged data. */
export const isPackaged = ({ fixtures, seed, size }: DataSettings): boolean =>
  fixtures.length === 0 && seed === PACKAGED_DEMO.seed && size === PACKAGED_DEMO.size;

/**
 * The default data as the bytes of a database, because filling a database takes longer than the rest of a start.
 *
 * @returns undefined if the settings ask for other data
 */
export const packagedDatabase = (settings: DataSettings): Buffer | undefined =>
  isPackaged(settings) ? readFileSync(PACKAGED_DATABASE) : undefined;
