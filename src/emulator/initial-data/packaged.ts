import { readFileSync } from 'node:fs';
import { SIZES } from '../../demo/shapes.js';
import type { DataSettings } from './origin.js';

/** The generated set that is in the package, so that a start need not make it. */
export const PACKAGED_DEMO = { seed: 1, size: SIZES[0] } as const;

/** Where the build writes it, as seen from the sources and from what is built of them. */
export const PACKAGED_DATABASE = new URL('../../../dist/default.db', import.meta.url);

/** Whether it is the packaged data that is asked for. */
export const isPackaged = ({ fixtures, seed, size }: DataSettings): boolean =>
  fixtures.length === 0 && seed === PACKAGED_DEMO.seed && size === PACKAGED_DEMO.size;

/**
 * The data of an emulator that is told nothing, as a database of the store's: to fill one takes longer than all else that
 * a start has to do.
 *
 * @returns undefined where other data is asked for
 */
export const packagedDatabase = (settings: DataSettings): Buffer | undefined =>
  isPackaged(settings) ? readFileSync(PACKAGED_DATABASE) : undefined;
