import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { NODE } from '../cli/helper.js';
import { whyNoLoad } from './lib/load.js';
import { readResults } from './lib/results.js';
import type { Part } from './results.js';

/** The harness itself, for as long as it takes to see that results come out. */

const program = fileURLToPath(new URL('run.js', import.meta.url));

const run = async (...args: string[]) => {
  const [command, ...before] = NODE as [string, ...string[]];
  const child = spawn(command, [...before, program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, told, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { out, told, status };
};

t.test('--help tells of the parts; a wrong flag ends with 2', async (t) => {
  const { out, status } = await run('--help');
  t.equal(status, 0);
  t.match(out, /--only NAME.*contenders, sandboxes, reset, memory, generate, scale, pages, start, load/);
  t.match(await run('--only', 'speed'), { status: 2, told: /there is no part "speed"/ });
});

// CI installs it; elsewhere a machine without it can run all other tests.
const missing = process.env['CI'] === undefined && (whyNoLoad() ?? false);

t.test('a smoke run writes results, a report and a chart', { skip: missing }, async (t) => {
  const folder = t.testdir();
  const only = ['--only', 'contenders,reset', '--rounds', '1', '--seconds', '1'];
  const { told, status } = await run('--quick', '--no-peers', ...only, '--out', folder);
  t.equal(status, 0, told);
  const results = readResults(folder) as Record<string, Part>;
  t.strictSame(Object.keys(results), ['contenders', 'reset']);
  for (const route of ['lpi', 'lsi10', 'lsi500']) {
    for (const contender of ['emulator', 'bare-fastify', 'bare-http']) {
      const [rate] = results['contenders']?.figures[`${route}/${contender}`]?.values ?? [];
      t.ok(Number(rate) > 0, `${route}/${contender}`);
    }
  }
  t.match(readFileSync(`${folder}/results.md`, 'utf8'), /\| LPI, 2 processes \| bare Fastify \| ≥ 0.90 \| \d/);
  t.match(readFileSync(`${folder}/charts/requests.svg`, 'utf8'), 'bare Fastify');
});
