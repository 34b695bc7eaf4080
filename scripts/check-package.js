/**
 * Packs the package, looks for what is wrong with it, installs it in an empty folder, sends the emulator found there a
 * documented request, and has programs use it. In another empty folder, `npx` runs it.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkConsumers } from './lib/check-consumers.js';
import { checkTypes } from './lib/check-types.js';
import { lintPackage } from './lib/lint-package.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const [folder, empty] = ['installed', 'empty'].map((name) => mkdtempSync(join(tmpdir(), `bk-esb-emulator-${name}-`)));
const run = (command, args, cwd) =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
/** Starts the emulator by a command, and sends it a request. */
const start = (cwd, ...command) => run(process.execPath, [join(root, 'scripts/check-start.js'), ...command], cwd);

try {
  const [{ filename, size, entryCount }] = JSON.parse(
    run('npm', ['pack', '--json', '--pack-destination', folder], root),
  );
  console.log(`packed ${filename}: ${entryCount} files, ${Math.round(size / 1024)} KiB`);
  const problems = await lintPackage(join(folder, filename));
  if (problems.length > 0) throw new Error(problems.join('\n'));
  // `npm install-scripts approve better-sqlite3` writes this.
  const manifest = { name: 'empty', private: true, allowScripts: { 'better-sqlite3': true } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  // It fails if a package that it brings does not want this Node.js.
  run('npm', ['install', '--engine-strict', join(folder, filename)], folder);
  console.log(start(folder, join(folder, 'node_modules/.bin/bk-esb-emulator')));
  checkConsumers(folder, root, run);
  checkTypes(folder, root, run);
  console.log(start(empty, 'npx', '--yes', '--package', join(folder, filename), 'bk-esb-emulator'));
} finally {
  for (const one of [folder, empty]) rmSync(one, { recursive: true });
}
