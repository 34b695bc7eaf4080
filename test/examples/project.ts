import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const RUNNERS = join(ROOT, 'test/runners/node_modules');

interface Manifest {
  dependencies: Record<string, string>;
}

/** True if a runner is installed that is not in the lock file of this project. */
export const hasRunner = (name: string): boolean => existsSync(join(RUNNERS, name));

/**
 * Makes the project of a user: the packed package is in its `node_modules`, as npm would put it there, and all recipes are
 * copied into a folder below. What the package needs, and the test runners, are links, so that no network is needed.
 *
 * @param folder an empty folder
 * @returns the folder of a recipe
 */
export const makeProject = (folder: string): ((recipe: string) => string) => {
  const modules = join(folder, 'node_modules');
  const link = (from: string, name: string): void => {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    if (existsSync(join(from, name))) symlinkSync(join(from, name), join(modules, name));
  };
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;
  for (const name of [...Object.keys(dependencies), 'tap']) link(join(ROOT, 'node_modules'), name);
  for (const name of ['jest', 'vitest']) link(RUNNERS, name);

  const packed = execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const installed = join(modules, 'bk-esb-emulator');
  mkdirSync(installed);
  execFileSync('tar', ['-xzf', join(folder, packed.trim()), '-C', installed, '--strip-components=1']);
  mkdirSync(join(modules, '.bin'));
  chmodSync(join(installed, 'dist/cli.js'), 0o755);
  symlinkSync('../bk-esb-emulator/dist/cli.js', join(modules, '.bin/bk-esb-emulator'));

  // As `npm init` writes it.
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'project', type: 'commonjs' }));
  const recipes = join(folder, 'tests/esb');
  cpSync(dirname(fileURLToPath(import.meta.url)), recipes, { recursive: true });
  return (recipe) => join(recipes, recipe);
};
