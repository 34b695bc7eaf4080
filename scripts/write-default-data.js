/** Writes the data of an emulator that is told nothing into `dist/`, as a database: the last step of the build. */
import { writeFileSync } from 'node:fs';
import { PACKAGED_DATABASE, PACKAGED_DEMO } from '../dist/emulator/initial-data/packaged.js';
import { originOf } from '../dist/emulator/initial-data/origin.js';
import { resolveData } from '../dist/emulator/initial-data/resolve.js';
import { Store } from '../dist/store/store.js';

const settings = { fixtures: [], ...PACKAGED_DEMO };
const store = Store.open();
await store.replace(await resolveData(settings), originOf(settings));
writeFileSync(PACKAGED_DATABASE, store.serialize());
