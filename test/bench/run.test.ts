import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { readResults } from './figures/results-file.js';
import { whyNoWrk } from './load/wrk.js';
import type { Part } from './report/sample-results.js';

/** The program itself, for as short a time as results need. */

const program = fileURLToPath(new URL('run.js', import.meta.url));

const run = async (...args: string[]) => {
  // The lines that the measured processes run do not count as covered.
  const env = { ...process.env, _TAPJS_PROCESSINFO_COVERAGE_: '0' };
  const child = spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [output, errors, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { output, errors, status };
};

t.test('--help names the parts; a wrong flag ends with status 2', async (t) => {
  const [help, wrong] = await Promise.all([run('--help'), run('--only', 'speed')]);
  t.match(help, { status: 0, output: /--only PART.*contenders, sandboxes, memory, generate, scale, start/ });
  t.match(wrong, { status: 2, errors: /"speed" is none of contenders/ });
});

// CI installs wrk. On another machine without it, all other tests can run.
const missing = process.env['CI'] === undefined && (whyNoWrk() ?? false);

t.test('a smoke run writes results, a report and charts', { skip: missing }, async (t) => {
  const folder = t.testdir();
  const bounds = ['--only', 'contenders,sandboxes', '--routes', 'lpi', '--rounds', '1'];
  const { errors, status } = await run('--quick', '--no-peers', ...bounds, '--out', folder);
  t.equal(status, 0, errors);
  const results = readResults(folder) as Record<string, Part>;
  t.strictSame(Object.keys(results), ['contenders', 'sandboxes']);
  for (const load of ['lpi/1', 'lpi/20']) {
    for (const contender of ['emulator', 'fastify-sqlite']) {
      for (const figure of ['', '/p50', '/p99']) {
        const id = `${load}/${contender}${figure}`;
        const [value] = results['contenders']?.figures[id]?.values ?? [];
        t.ok(Number(value) > 0, `${id} is ${String(value)}`);
      }
    }
  }
  t.match(
    readFileSync(`${folder}/results.md`, 'utf8'),
    /\| LPI, 2 processes \| Fastify \+ better-sqlite3 \| ≥ 0.80 \| \d/,
  );
  t.match(readFileSync(`${folder}/charts/requests.svg`, 'utf8'), 'Fastify + better-sqlite3');
  t.match(readFileSync(`${folder}/charts/p99.svg`, 'utf8'), 'LPI, 2 processes, 20 clients');
});
