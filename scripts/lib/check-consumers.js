/** Programs that use the installed package: by `import`, by `require`, by `npx`, and the recipes that need no test runner. */
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const IMPORTING = `
import { createEmulator, ControlError } from 'bk-esb-emulator';
const esb = await createEmulator({ auth: 'off', contract: 'cmdb-3.14' });
const sandbox = esb.sandbox('esm');
const { counts } = await sandbox.load({ modules: [{ bk_module_id: 1, bk_biz_id: 2, service_instances: [{ id: 7 }] }] });
await esb.close();
console.log(counts.service_instances, typeof ControlError);
`;

/** Says the same as the program above. */
const REQUIRING = `
const { createEmulator, ControlError } = require('bk-esb-emulator');
createEmulator({ auth: 'off' }).then(async (esb) => {
  const { counts } = await esb.sandbox('cjs').load({
    modules: [{ bk_module_id: 1, bk_biz_id: 2, service_instances: [{ id: 7 }] }],
  });
  await esb.close();
  console.log(counts.service_instances, typeof ControlError);
});
`;

const SAYS = '1 function\n';

/** In folders as deep as those of a user. */
const RECIPES = {
  'node-test': [process.execPath, '--test'],
  shell: ['bash', 'test.sh'],
  python: ['python3', '-B', '-m', 'unittest'],
};

/**
 * Runs programs in a folder that has the package installed.
 *
 * @param {string} folder
 * @param {string} root of the project
 * @param {(command: string, args: string[], cwd: string) => string} run
 */
export const checkConsumers = (folder, root, run) => {
  for (const [name, text] of Object.entries({ 'importing.mjs': IMPORTING, 'requiring.cjs': REQUIRING })) {
    writeFileSync(join(folder, name), text);
    const said = run(process.execPath, [name], folder);
    if (said !== SAYS) throw new Error(`${name} said ${said}`);
    console.log(`ran ${name}`);
  }
  for (const [name, [command, ...args]] of Object.entries(RECIPES)) {
    const copy = join(folder, 'tests/esb', name);
    cpSync(join(root, 'test/examples', name), copy, { recursive: true });
    run(command, args, copy);
    console.log(`ran the recipe ${name}`);
  }
};
