import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import type { Measurement } from './memory/measure.js';

/** Sandboxes that are gone leave nothing behind. */

const SCRIPT = fileURLToPath(new URL('memory/measure.ts', import.meta.url));
/** 10,000 take minutes: for them, set `MEMORY_SANDBOXES`. */
const SANDBOXES = Number(process.env['MEMORY_SANDBOXES'] ?? 3000);
const WARM_UP = 500;

const megabytes = (bytes: number): number => Math.round(bytes / 1e6);

for (const mode of ['one-by-one', 'waves']) {
  t.test(`${SANDBOXES} sandboxes, ${mode}, leave no memory behind`, async (t) => {
    const args = ['--expose-gc', ...process.execArgv, SCRIPT, mode, String(SANDBOXES), String(WARM_UP)];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const [out, exit] = await Promise.all([text(child.stdout), once(child, 'close')]);
    t.strictSame(exit, [0, null]);
    const { cold, warm, most, end, ms } = JSON.parse(out) as Measurement;
    t.comment(
      `MB resident: ${megabytes(cold)} cold, ${megabytes(warm)} warm, ${megabytes(most)} at most, ` +
        `${megabytes(end)} at the end; ${Math.round(ms)} ms`,
    );
    t.ok(end <= warm * 1.1, `${megabytes(end)} MB are no more than a tenth above ${megabytes(warm)} MB`);
  });
}
