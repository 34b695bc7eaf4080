/** Measures, and writes what came out. `node test/bench/run.js --help` tells of its flags. */
import { mkdirSync, rmSync } from 'node:fs';
import { argv, exit, stderr, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { resolve } from 'node:path';
import { HELP, readFlags } from './lib/flags.js';
import { whyNoLoad } from './lib/load.js';
import { machine, versions } from './lib/machine.js';
import { installPeers } from './lib/peers.js';
import { pinThisProcess, whyNotPinned } from './lib/pinning.js';
import { endAllWithThisProcess } from './lib/processes.js';
import { writePart } from './lib/results.js';
import { contenders } from './parts/contenders.js';
import { generate } from './parts/generate.js';
import { load } from './parts/load.js';
import { memory } from './parts/memory.js';
import { pages } from './parts/pages.js';
import { reset } from './parts/reset.js';
import { sandboxes } from './parts/sandboxes.js';
import { scale } from './parts/scale.js';
import { start } from './parts/start.js';
import { draw } from './report.js';

const PARTS = { contenders, sandboxes, reset, memory, generate, scale, pages, start, load };

const home = fileURLToPath(new URL('.', import.meta.url));
const began = performance.now();
const tell = (text) => stderr.write(`${((performance.now() - began) / 1000).toFixed(0).padStart(5)} s  ${text}\n`);

const giveUp = (message) => {
  stderr.write(`${message}\n`);
  exit(2);
};

const flagsOf = (args) => {
  try {
    return readFlags(args, Object.keys(PARTS), home);
  } catch (error) {
    return giveUp(error.message);
  }
};

const measure = async (name, context, { command, out }) => {
  const { about, run } = PARTS[name];
  const { rounds, seconds, quick, sizes } = context;
  const notes = [...context.notes];
  tell(`=== ${name}`);
  const figures = await run({ ...context, tell, note: (text) => notes.push(text) });
  const date = new Date().toISOString().slice(0, 10);
  const circumstances = { date, quick, command, rounds, seconds, sizes, machine: machine(), versions: versions() };
  writePart(out, name, { about, ...circumstances, notes, figures });
  draw(out);
};

const flags = flagsOf(argv.slice(2));
if (flags.help) {
  stdout.write(HELP.replace('PARTS', Object.keys(PARTS).join(', ')));
  exit(0);
}
const missing = whyNoLoad();
if (missing !== undefined) giveUp(missing);

endAllWithThisProcess();
pinThisProcess();
const folder = resolve(flags.folder);
mkdirSync(folder, { recursive: true });
if (!flags.keep) process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const notes = whyNotPinned === undefined ? [] : [whyNotPinned];
for (const note of notes) tell(note);

/** Why the peers are not measured. */
const whyNoPeers = () => {
  if (!flags.only.includes('contenders')) return undefined;
  return flags.withPeers ? installPeers(tell) : 'Prism, Mockoon and WireMock are left out, with --no-peers.';
};
const noPeers = whyNoPeers();
if (noPeers !== undefined) tell(noPeers);

for (const name of flags.only) {
  const own = name === 'contenders' && noPeers !== undefined ? [noPeers] : [];
  const context = { ...flags, folder, peers: noPeers === undefined, notes: [...notes, ...own] };
  try {
    await measure(name, context, flags);
  } catch (error) {
    // What is measured by then, and by the parts that follow, is of use without it.
    tell(`${name} failed, its results are those from before: ${error.stack}`);
    process.exitCode = 1;
  }
}
tell(`done: ${resolve(flags.out)}/results.md`);
