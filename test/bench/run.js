/** Measures and writes the results: `node test/bench/run.js --help`. */
import { mkdirSync, rmSync } from 'node:fs';
import { argv, exit, stderr, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { resolve } from 'node:path';
import { writePart } from './figures/results-file.js';
import { helpText, readFlags } from './flags.js';
import { WORKLOADS } from './load/workloads.js';
import { whyNoWrk } from './load/wrk.js';
import { machine, versions } from './machine.js';
import { contenders } from './parts/contenders.js';
import { generate } from './parts/generate.js';
import { memory } from './parts/memory.js';
import { sandboxes } from './parts/sandboxes.js';
import { scale } from './parts/scale.js';
import { start } from './parts/start.js';
import { installPeers } from './servers/peers.js';
import { pinThisProcess, whyNotPinned } from './servers/pinning.js';
import { endAllWithThisProcess } from './servers/processes.js';
import { writeReport } from './write-report.js';

const PARTS = { contenders, sandboxes, memory, generate, scale, start };
const DEFAULTS = {
  parts: Object.keys(PARTS),
  routes: Object.keys(WORKLOADS),
  home: fileURLToPath(new URL('.', import.meta.url)),
};

const started = performance.now();
const progress = (text) => {
  const seconds = ((performance.now() - started) / 1000).toFixed(0).padStart(5);
  stderr.write(`${seconds} s  ${text}\n`);
};

const exitWith = (message) => {
  stderr.write(`${message}\n`);
  exit(2);
};

const flagsOf = (args) => {
  try {
    return readFlags(args, DEFAULTS);
  } catch (error) {
    return exitWith(error.message);
  }
};

const flags = flagsOf(argv.slice(2));
if (flags.help) {
  stdout.write(helpText(DEFAULTS.parts, DEFAULTS.routes));
  exit(0);
}
const missing = whyNoWrk();
if (missing !== undefined) exitWith(missing);

endAllWithThisProcess();
pinThisProcess();
const { folder, keepFolder, out, only } = flags;
mkdirSync(folder, { recursive: true });
if (!keepFolder) process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** @returns {string | undefined} the reason why the other mock servers are not measured */
const whyNoPeers = () => {
  if (!only.includes('contenders')) return undefined;
  return flags.withPeers ? installPeers(progress) : 'Prism, Mockoon and WireMock are left out, because of --no-peers.';
};
const noPeers = whyNoPeers();
for (const reason of [whyNotPinned, noPeers]) if (reason !== undefined) progress(reason);

const measure = async (name) => {
  const reasons = [whyNotPinned, name === 'contenders' ? noPeers : undefined];
  const notes = reasons.filter((reason) => reason !== undefined);
  const { about, run } = PARTS[name];
  const { rounds, seconds, quick, sizes, command } = flags;
  progress(`=== ${name}`);
  const note = (text) => notes.push(text);
  const figures = await run({ ...flags, withPeers: noPeers === undefined, progress, note });
  const date = new Date().toISOString().slice(0, 10);
  const circumstances = { date, quick, command, rounds, seconds, sizes, machine: machine(), versions: versions() };
  writePart(out, name, { about, ...circumstances, notes, figures });
  writeReport(out);
};

for (const name of only) {
  try {
    await measure(name);
  } catch (error) {
    // The other parts are of use without this one.
    progress(`${name} failed, so its earlier results stay: ${error.stack}`);
    process.exitCode = 1;
  }
}
progress(`done: ${resolve(out)}/results.md`);
