import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import t, { type Test } from 'tap';
import { ended, NODE, start } from './cli/helper.js';

/** A start loads only the packages that it needs. */

const index = pathToFileURL(fileURLToPath(new URL('../dist/index.js', import.meta.url))).href;

/** The packages that an emulator imports or requires when it starts, runs `ask` and closes. */
const loadedBy = async (t: Test, options: object, ask = ''): Promise<Set<string>> => {
  const dir = t.testdir({
    'hooks.mjs': `
      import { appendFileSync } from 'node:fs';
      export const resolve = async (specifier, context, next) => {
        const resolved = await next(specifier, context);
        const name = /.*\\/node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(resolved.url)?.[1];
        if (name) appendFileSync(${JSON.stringify(`${t.testdirName}/loaded.txt`)}, name + '\\n');
        return resolved;
      };`,
    'start.mjs': `
      import { createRequire, register } from 'node:module';
      import { resolve } from './hooks.mjs';
      register(${JSON.stringify(pathToFileURL(`${t.testdirName}/hooks.mjs`).href)});
      const { createEmulator } = await import(${JSON.stringify(index)});
      const esb = await createEmulator(${JSON.stringify(options)});
      ${ask}
      await esb.close();
      const { cache } = createRequire(import.meta.url);
      for (const url of Object.keys(cache)) await resolve(url, undefined, (url) => ({ url }));`,
    'loaded.txt': '',
  });
  const { err, end } = await ended(start([`${dir}/start.mjs`], { command: NODE }));
  t.equal(end, 0, err);
  return new Set(readFileSync(`${dir}/loaded.txt`, 'utf8').trim().split('\n'));
};

t.test('a default start loads no package that only some need', async (t) => {
  const loaded = await loadedBy(t, { auth: 'off' }, `await fetch(esb.url + '/readyz');`);
  t.ok(loaded.has('fastify') && loaded.has('better-sqlite3'), 'the hooks see what is loaded');
  const lazy = ['@faker-js/faker', 'typebox', '@fastify/swagger', '@fastify/swagger-ui', 'pino-pretty', 'yaml'];
  for (const name of lazy) {
    t.notOk(loaded.has(name), name);
  }
});

t.test('packages are loaded when they are needed', async (t) => {
  const loaded = await loadedBy(
    t,
    { seed: 2, logLevel: 'info', pretty: true },
    `await fetch(esb.url + '/openapi.json');`,
  );
  for (const name of ['@faker-js/faker', 'typebox', '@fastify/swagger', 'pino-pretty']) t.ok(loaded.has(name), name);
});
