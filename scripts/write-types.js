/**
 * Writes the declarations of the package, `dist/index.d.ts` and the same as `dist/index.d.cts`: one file that imports nothing,
 * so that a user needs no types but ours, and any TypeScript from 5.0 on reads them.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { generateDtsBundle } from 'dts-bundle-generator';
import { fixtureTypes } from './lib/fixture-types.js';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const DECLARED = at('.build/types');

/** TypeScript has these since 5.2, in `esnext.disposable` alone. A declaration that is there already is the same. */
const DISPOSABLE = `
declare global {
  interface SymbolConstructor {
    readonly asyncDispose: unique symbol;
  }
  interface AsyncDisposable {
    [Symbol.asyncDispose](): PromiseLike<void>;
  }
}
`;

rmSync(DECLARED, { recursive: true, force: true });
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
execFileSync(
  process.execPath,
  [
    tsc,
    '-p',
    'tsconfig.build.json',
    '--declaration',
    '--emitDeclarationOnly',
    '--incremental',
    'false',
    '--outDir',
    DECLARED,
  ],
  { cwd: at('.'), stdio: 'inherit' },
);
const schema = JSON.parse(readFileSync(at('fixtures/schema.json'), 'utf8'));
writeFileSync(`${DECLARED}/fixtures/format/schema.d.ts`, await fixtureTypes(schema));

const [bundle] = generateDtsBundle([
  { filePath: `${DECLARED}/index.d.ts`, output: { exportReferencedTypes: false, noBanner: true } },
]);
const imported = /^.*\bfrom ['"].*$|^\/\/\/ <reference .*$/m.exec(bundle)?.[0];
if (imported !== undefined) throw new Error(`the declarations of the package need another one: ${imported}`);
writeFileSync(at('dist/index.d.ts'), bundle + DISPOSABLE);
copyFileSync(at('dist/index.d.ts'), at('dist/index.d.cts'));
