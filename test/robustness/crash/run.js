/** Kills the emulator while it writes: `npm run crash -- --help`. */
import process from 'node:process';
import { readFlags } from '../lib/flags.js';
import { writeResult } from '../lib/results.js';
import { crash } from './crash.js';

const flags = readFlags({
  about: 'Kills commands and servers at random moments, and looks for the whole old or the whole new data.',
  usage: 'npm run crash',
  flags: { count: 'N: kills [200]' },
  defaults: { count: 200 },
});

const { seed, count, out } = flags;
process.stderr.write(`seed ${seed}\n`);
const started = performance.now();
const { failure, figures } = await crash(flags, (text) => process.stderr.write(`${text}\n`));
if (failure !== undefined) {
  process.stderr.write(`${failure}\nagain: npm run crash -- --seed ${seed} --count ${count}\n`);
  process.exit(1);
}
const rows = Object.entries(figures);
writeResult('crash', out, {
  seed,
  kills: rows.reduce((sum, [, { kills }]) => sum + kills, 0),
  ...Object.fromEntries(rows.map(([name, { kills, old }]) => [name, `${old} old, ${kills - old} new`])),
  'broken files, unfinished files after the next run': 0,
  seconds: Math.round((performance.now() - started) / 1000),
});
