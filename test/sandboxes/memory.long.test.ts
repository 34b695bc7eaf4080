import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { NODE } from '../cli/helper.js';

/** Sandboxes that are gone leave nothing behind. */

const SCRIPT = fileURLToPath(new URL('memory/measure.js', import.meta.url));
const SANDBOXES = 10_000;
const WARM_UP = 500;
/** Garbage that waits to be collected makes the allocator's pieces lie apart. Here, little waits. */
const FLAGS = ['--expose-gc', '--max-semi-space-size=1'];

/** V8 goes on compiling, so some memory stays: less than 150 bytes for each of ten thousand sandboxes. */
const COMPILED = 1.5e6;

/** Resident bytes. */
interface Measurement {
  /** Before the first sandbox, */
  cold: number;
  /** after the warm-up, */
  warm: number;
  /** with all of the last wave there, */
  most: number;
  /** and when all are gone. */
  end: number;
  /** That the sandboxes took. */
  ms: number;
  /** Bytes that JavaScript holds after the warm-up, and at the end. */
  before: number;
  after: number;
}

t.setTimeout(600_000);

const megabytes = (bytes: number): number => Math.round(bytes / 1e6);

for (const mode of ['one-by-one', 'waves']) {
  t.test(`${SANDBOXES} sandboxes, ${mode}, leave no memory behind`, async (t) => {
    const [env, ...args] = NODE as [string, ...string[]];
    const asked = [mode, String(SANDBOXES), String(WARM_UP)];
    const child = spawn(env, [...args, ...FLAGS, SCRIPT, ...asked], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [out, exit] = await Promise.all([text(child.stdout), once(child, 'close')]);
    t.strictSame(exit, [0, null]);
    const { cold, warm, most, end, ms, before, after } = JSON.parse(out) as Measurement;
    t.comment(
      `MB resident: ${megabytes(cold)} cold, ${megabytes(warm)} warm, ${megabytes(most)} at most, ` +
        `${megabytes(end)} at the end; ${Math.round(ms)} ms`,
    );
    t.ok(after <= before + COMPILED, `${after} bytes in use are hardly more than ${before}`);
    t.ok(end <= warm * 1.1, `${megabytes(end)} MB are no more than a tenth above ${megabytes(warm)} MB`);
  });
}
