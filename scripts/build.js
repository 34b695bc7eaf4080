/**
 * Builds `dist/`, unless nothing has changed since the last build. The new `dist/` is made beside its place and then
 * moved there, so that it holds no files of removed sources, and no process finds half of it.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build as bundle } from 'vite';
import { defaultData } from './lib/default-data.js';
import { withLock } from './lib/lock.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DIST = join(ROOT, 'dist');
/** The output of the compiler and its state, with which it compiles only changed files. */
const WORK = join(ROOT, '.build');
const BUILT = join(WORK, 'inputs.sha256');
const NEXT = join(WORK, 'dist');
const PREVIOUS = join(WORK, 'previous');

const CONFIGURATION = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'scripts/build.js',
  'scripts/lib/default-data.js',
];

const filesIn = (folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

/** A digest of everything that `dist/` depends on. */
const digestOfInputs = () => {
  const hash = createHash('sha256');
  for (const file of [...CONFIGURATION.map((name) => join(ROOT, name)), ...['src', 'fixtures'].flatMap(filesIn)]) {
    hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
};

const isCurrent = (digest) =>
  existsSync(join(DIST, 'cli.js')) && existsSync(BUILT) && readFileSync(BUILT, 'utf8') === digest;

const compile = () => {
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: ROOT, stdio: 'inherit' });
};

/** The sources of the console's page, which run in a browser. */
const PAGE = join('console', 'page');

/** Bundles the console's page. */
const bundlePage = () =>
  bundle({
    root: join(ROOT, 'src', PAGE),
    configFile: false,
    // Addresses relative to the page, which may lie below any path.
    base: './',
    logLevel: 'warn',
    publicDir: false,
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: { outDir: join(NEXT, PAGE), emptyOutDir: true, assetsInlineLimit: 0 },
  });

/** Copies the output of each source. The compiler leaves the output of removed sources in its folder. */
const collect = () => {
  const src = join(ROOT, 'src');
  for (const source of filesIn('src').filter((file) => !file.startsWith(join(src, PAGE)))) {
    const name = source.slice(src.length + 1).replace(/\.ts$/, '.js');
    cpSync(join(WORK, name), join(NEXT, name));
  }
};

/** What `require` gets. Each Node.js that the package runs on can require ES modules; TypeScript wants a file of CommonJS. */
const REQUIRED = `module.exports = require('./index.js');\n`;

const replaceDist = () => {
  if (existsSync(DIST)) renameSync(DIST, PREVIOUS);
  renameSync(NEXT, DIST);
  rmSync(PREVIOUS, { recursive: true, force: true });
};

const build = async () => {
  const digest = digestOfInputs();
  if (isCurrent(digest)) return;
  // On standard error, because what follows may be piped.
  console.error('Building the emulator, which takes some seconds after an installation or a change …');
  for (const left of [NEXT, PREVIOUS]) rmSync(left, { recursive: true, force: true });
  compile();
  collect();
  await bundlePage();
  writeFileSync(join(NEXT, 'index.cjs'), REQUIRED);
  writeFileSync(join(NEXT, 'default.db'), await defaultData(WORK));
  replaceDist();
  writeFileSync(BUILT, digest);
};

if (!isCurrent(digestOfInputs())) {
  mkdirSync(WORK, { recursive: true });
  try {
    await withLock(join(WORK, 'lock'), build);
  } catch (error) {
    // The compiler has printed what is wrong.
    if (error.status === undefined) throw error;
    process.exitCode = 1;
  }
}
