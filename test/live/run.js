/**
 * Replays the recordings against a running system: `node test/live/run.js --url http://127.0.0.1:8000 [--all]`.
 * Prints each difference and the numbers. `--all` also prints differences that do not count.
 */
import { parseArgs } from 'node:util';
import { COUNTED, EXPECTED } from './recordings.js';
import { replay } from './replay/replay.js';

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:8000' },
    all: { type: 'boolean', default: false },
  },
});

const results = await replay(values.url);
const shown = values.all ? results : results.filter(({ kind }) => EXPECTED.includes(kind));

const brief = (value) => JSON.stringify(value).slice(0, 400);
for (const { kind, id, about, expected, got } of shown.filter(({ same }) => !same)) {
  console.log(`${kind} ${id}: ${about}\n    live: ${brief(expected)}\n    here: ${brief(got)}`);
}
for (const kind of new Set(results.map((result) => result.kind))) {
  const own = results.filter((result) => result.kind === kind);
  const note = COUNTED.includes(kind) ? '' : ' (not counted)';
  console.log(`${kind}: ${own.filter(({ same }) => same).length} of ${own.length} the same${note}`);
}
const counted = results.filter(({ kind }) => COUNTED.includes(kind));
const same = counted.filter((result) => result.same).length;
console.log(`${same} of ${counted.length} replies are the same`);
process.exitCode = Number(same < counted.length);
