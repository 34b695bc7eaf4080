import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { NODE } from '../cli/helper.js';

/** The journal takes little memory, whatever comes and whoever reads it. */

const SCRIPT = fileURLToPath(new URL('memory/measure.js', import.meta.url));

interface Times {
  count: number;
  median: number;
  p99: number;
}

interface Figures {
  /** Bytes after a thousand requests with a megabyte each, and after the journal was cleared. */
  strings: { count: number; full: number; cleared: number };
  /** Bytes for a hundred readers that read nothing. */
  readers: { held: number };
  /** Milliseconds of a request beside lists of 10,000 large entries, and without them. */
  list: { beside: Times; alone: Times };
}

t.setTimeout(600_000);

t.test('long requests, readers that do not read, long lists', async (t) => {
  const [env, ...args] = NODE as [string, ...string[]];
  const child = spawn(env, [...args, '--expose-gc', SCRIPT], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [out, exit] = await Promise.all([text(child.stdout), once(child, 'close')]);
  t.strictSame(exit, [0, null]);
  t.comment(out);
  const { strings, readers, list } = JSON.parse(out) as Figures;
  t.equal(strings.count, 1000);
  t.ok(strings.full < 20e6, 'a thousand requests of a megabyte');
  t.ok(strings.cleared < 10e6, 'and a journal that was cleared');
  t.ok(readers.held < 50e6, 'a hundred readers that read nothing');
  t.ok(list.beside.count > 10, 'other requests are answered beside a long list');
});
