/** Programs that use the installed package: types by each way of finding them, `import`, and `require`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PROGRAM = `
import { createEmulator, ControlError, type Emulator, type Entry, type Fixture, type NamedSandbox } from 'bk-esb-emulator';

const data: Fixture = { modules: [{ bk_module_id: 1, bk_biz_id: 2, service_instances: [{ id: 7 }] }] };
const esb: Emulator = await createEmulator({ auth: 'off', contract: 'cmdb-3.14' });
const sandbox: NamedSandbox = esb.sandbox('types');
const count: number = (await sandbox.load(data)).counts.service_instances;
const entries: Entry[] = sandbox.requests.find({ body: { bk_biz_id: 2 } });
sandbox.faults.add({ name: 'slow', latency: { fixed: 1 } });
// @ts-expect-error there is no such failure
const add = () => sandbox.faults.add({ name: 'no-such-failure' });
// @ts-expect-error there is no such contract
const start = () => createEmulator({ contract: 'cmdb-1' });
const status = (error: unknown): number => (error instanceof ControlError ? error.status : 0);
await esb.close();
console.log(count, entries.length, status(undefined), typeof add, typeof start);
`;

/** Says the same as the program above. */
const REQUIRING = `
const { createEmulator } = require('bk-esb-emulator');
createEmulator({ auth: 'off' }).then(async (esb) => {
  const { counts } = await esb.sandbox('cjs').load({
    modules: [{ bk_module_id: 1, bk_biz_id: 2, service_instances: [{ id: 7 }] }],
  });
  await esb.close();
  console.log(counts.service_instances, 0, 0, 'function', 'function');
});
`;

const SAYS = '1 0 0 function function\n';

/** @type {Record<string, { module: string, moduleResolution: string, file: string }>} */
const WAYS = {
  nodenext: { module: 'nodenext', moduleResolution: 'nodenext', file: 'program.mts' },
  'nodenext, from CommonJS': { module: 'nodenext', moduleResolution: 'nodenext', file: 'types.cts' },
  bundler: { module: 'esnext', moduleResolution: 'bundler', file: 'program.mts' },
};

/** Without the awaits at its top, which CommonJS does not have. */
const TYPES_ALONE = `
import { createEmulator, type Emulator } from 'bk-esb-emulator';
export const start = (): Promise<Emulator> => createEmulator({ auth: 'off' });
`;

/**
 * Compiles and runs programs in a folder that has the package installed.
 *
 * @param {string} folder
 * @param {string} root of the project, whose compiler and types of Node are used
 * @param {(command: string, args: string[], cwd: string) => string} run
 */
export const checkConsumers = (folder, root, run) => {
  const write = (name, text) => writeFileSync(join(folder, name), text);
  write('program.mts', PROGRAM);
  write('types.cts', TYPES_ALONE);
  write('requiring.cjs', REQUIRING);
  for (const [name, { file, ...ways }] of Object.entries(WAYS)) {
    const compilerOptions = {
      ...ways,
      target: 'es2022',
      lib: ['es2023', 'esnext.disposable', 'dom'],
      strict: true,
      exactOptionalPropertyTypes: true,
      // The declarations of the package are checked, too.
      skipLibCheck: false,
      typeRoots: [join(root, 'node_modules/@types')],
      types: ['node'],
      outDir: 'out',
    };
    write('tsconfig.json', JSON.stringify({ compilerOptions, files: [file] }));
    mkdirSync(join(folder, 'out'), { recursive: true });
    run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], folder);
    console.log(`types: ${name}`);
  }
  for (const program of ['out/program.mjs', 'requiring.cjs']) {
    const said = run(process.execPath, [program], folder);
    if (said !== SAYS) throw new Error(`${program} said ${said}`);
    console.log(`ran ${program}`);
  }
};
