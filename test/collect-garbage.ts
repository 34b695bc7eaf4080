import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');

/** Collects all garbage at once. Values that a `WeakRef` gave in the same turn are kept. */
export const collectGarbage = runInNewContext('gc') as () => void;
