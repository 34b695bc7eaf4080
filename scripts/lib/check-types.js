/**
 * Programs that use the types of the installed package, compiled by several versions of TypeScript, with each way of finding
 * types, in strict mode and not, and with the declarations checked, too. The examples of the documentation are among them.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The oldest that the package promises, the last one that lacked something, the one of this project, and the latest. */
const COMPILERS = ['5.0.4', '5.6.3', '5.9.3', '7.0.2'];

const BODY = `
const data: Fixture = {
  modules: [{ bk_module_id: 1, bk_biz_id: 2, service_instances: [{ id: 7, processes: [{ bk_process_id: 1, own: 1 }] }] }],
};
export const main = async (): Promise<string> => {
  const esb: Emulator = await createEmulator({ auth: 'off', contract: 'cmdb-3.14', fixtures: ['a.yaml', data] });
  const sandbox: NamedSandbox = esb.sandbox('types');
  const count: number = (await sandbox.load(data)).counts.service_instances;
  const entries: Entry[] = sandbox.requests.find({ body: { bk_biz_id: 2 }, limit: 1 });
  sandbox.faults.add({ name: 'slow', latency: { fixed: 1 } });
  const reply = await sandbox.inject({ method: 'POST', url: '/', payload: { a: 1 } });
  const rows = reply.json<{ data: number[] }>().data;
  // @ts-expect-error there is no such failure
  sandbox.faults.add({ name: 'no-such-failure' });
  // @ts-expect-error there is no such contract
  createEmulator({ contract: 'cmdb-1' });
  // @ts-expect-error a module has no such key
  sandbox.load({ modules: [{ bk_module_id: 1, bk_biz_id: 2, service_instance: [] }] });
  // @ts-expect-error the business is missing
  sandbox.load({ modules: [{ bk_module_id: 1 }] });
  await esb[Symbol.asyncDispose]();
  return [count, entries.length, rows.length, status(undefined)].join();
};
export const status = (error: unknown): number => (error instanceof ControlError ? error.status : 0);
`;

const IMPORT = `import { createEmulator, ControlError, type Emulator, type Entry, type Fixture, type NamedSandbox } from 'bk-esb-emulator';
${BODY}`;

const REQUIRE = `import esb = require('bk-esb-emulator');
import type { Emulator, Entry, Fixture, NamedSandbox } from 'bk-esb-emulator';
const { createEmulator, ControlError } = esb;
${BODY}`;

/** Ways to find types, each with a program. TypeScript 7 has no `node10`. */
const WAYS = {
  'nodenext, ES module': { file: 'esm.mts', module: 'nodenext', moduleResolution: 'nodenext' },
  'nodenext, CommonJS': { file: 'cjs.cts', module: 'nodenext', moduleResolution: 'nodenext' },
  'nodenext, import in CommonJS': { file: 'import.cts', module: 'nodenext', moduleResolution: 'nodenext' },
  'node16, import in CommonJS': { file: 'import.cts', module: 'node16', moduleResolution: 'node16' },
  bundler: { file: 'esm.mts', module: 'esnext', moduleResolution: 'bundler' },
  'commonjs, as in old projects': {
    file: 'old.ts',
    module: 'commonjs',
    moduleResolution: 'node10',
    esModuleInterop: false,
  },
};

/** Pages that may have examples in TypeScript. */
const pagesOf = (root) => [
  ...['README.md', 'README.zh-CN.md'].map((name) => join(root, name)),
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(root, 'docs', name)),
];

/** The examples of all pages, each a module. */
const examplesOf = (root) =>
  pagesOf(root).flatMap((page) =>
    [...readFileSync(page, 'utf8').matchAll(/^```ts\n(.*?)^```$/gms)].map(([, text]) => text),
  );

const optionsOf = ({ file: _, ...way }, strict) => ({
  ...way,
  strict,
  exactOptionalPropertyTypes: strict,
  skipLibCheck: false,
  target: 'es2022',
  lib: ['es2022'],
  // No types of Node.js: those of the package need none.
  types: [],
  noEmit: true,
});

/**
 * Compiles programs in a folder that has the package installed.
 *
 * @param {string} folder
 * @param {string} root of the project, whose pages have examples
 * @param {(command: string, args: string[], cwd: string) => string} run
 */
export const checkTypes = (folder, root, run) => {
  const write = (name, text) => writeFileSync(join(folder, name), text);
  for (const name of ['esm.mts', 'import.cts', 'old.ts']) write(name, IMPORT);
  write('cjs.cts', REQUIRE);
  const examples = examplesOf(root).map((text, index) => [`example-${index}.mts`, text]);
  if (examples.length === 0) throw new Error('no page has an example in TypeScript');
  for (const [name, text] of examples) write(name, text);
  /** Examples write to the console, which is of the DOM where no types of Node.js are. */
  const ofExamples = { ...optionsOf(WAYS['nodenext, ES module'], true), lib: ['es2022', 'dom'] };
  const aliases = COMPILERS.map((version) => `typescript-${version}@npm:typescript@${version}`);
  run('npm', ['install', '--no-save', '--no-audit', '--no-fund', ...aliases], folder);
  for (const version of COMPILERS) {
    const compile = (compilerOptions, files) => {
      write('tsconfig.json', JSON.stringify({ compilerOptions, files }));
      const tsc = join(folder, `node_modules/typescript-${version}/bin/tsc`);
      run(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], folder);
    };
    const checked = [];
    for (const [name, way] of Object.entries(WAYS)) {
      if (Number.parseInt(version, 10) >= 6 && way.moduleResolution === 'node10') continue;
      for (const strict of [true, false]) compile(optionsOf(way, strict), [way.file]);
      checked.push(name);
    }
    compile(
      ofExamples,
      examples.map(([name]) => name),
    );
    checked.push(`${examples.length} examples of the documentation`);
    console.log(`types, TypeScript ${version}: ${checked.join('; ')}`);
  }
};
