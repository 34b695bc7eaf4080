import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import t, { type Test } from 'tap';
import { parse } from 'yaml';
import { hasRunner, makeProject } from './project.js';

/** The recipes, copied into a project that has the packed package, and run there. */

const here = fileURLToPath(new URL('.', import.meta.url));
// Not in this repository, where its packages would be found.
const project = mkdtempSync(join(tmpdir(), 'recipes-'));
t.teardown(() => rmSync(project, { recursive: true }));
const recipe = makeProject(project);

// Its `await` outside of functions needs ES modules.
writeFileSync(join(recipe('tap'), 'package.json'), JSON.stringify({ type: 'module' }));

const has = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0;

/** The environment of these tests, less what would steer the emulator, and what tap adds to count lines. */
const environment = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => {
  const kept = Object.entries(process.env).filter(([name]) => !/^(BK_ESB_|NODE_OPTIONS$|FORCE_COLOR$)/.test(name));
  return { ...Object.fromEntries(kept), NO_COLOR: '1', _TAPJS_PROCESSINFO_COVERAGE_: '0', ...more };
};

const start = (name: string, [command, ...args]: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  spawn(command as string, args, { cwd: recipe(name), env: environment(env) });

interface End {
  status: number | null;
  told: string;
}

const ended = async (child: ChildProcessWithoutNullStreams): Promise<End> => {
  const [out, err, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { status, told: out + err };
};

/** Each has more. Not one: `node --test` counts a file without tests as a test that passed. */
const FEWEST_TESTS = 3;

/** That a recipe ended well, and not because it has no tests. */
const endedWell = (t: Test, { status, told }: End, passed: RegExp): void => {
  t.equal(status, 0, 'it ends well');
  t.ok(Number(passed.exec(told)?.[1] ?? 0) >= FEWEST_TESTS, 'its tests have passed');
  if (!t.passing()) t.comment(told);
};

interface Recipe {
  command: readonly string[];
  /** Finds the number of passed tests in the output of the runner. */
  passed: RegExp;
  /** A missing requirement of the machine. */
  missing?: string | false;
  /** Further expected output. */
  says?: RegExp;
}

const NO_RUNNERS = 'the runner is not installed: npm install --no-package-lock --prefix test/runners';

const RECIPES: Readonly<Record<string, Recipe>> = {
  tap: { command: [process.execPath, ...process.execArgv, 'ports.test.ts'], passed: /^1\.\.(\d+)$/m },
  'node-test': {
    command: [process.execPath, '--test', '--test-reporter=tap', 'ports.test.mjs'],
    passed: /^# pass (\d+)$/m,
  },
  vitest: {
    command: [process.execPath, '../../../node_modules/vitest/vitest.mjs', 'run'],
    passed: /Tests +(\d+) passed/,
    missing: !hasRunner('vitest') && NO_RUNNERS,
    says: /^sandboxes: default, worker-1, worker-2$/m,
  },
  jest: {
    command: [process.execPath, '../../../node_modules/jest/bin/jest.js'],
    passed: /^Tests: +(\d+) passed/m,
    missing: !hasRunner('jest') && NO_RUNNERS,
    says: /by fake timers|2 passed, 2 total/,
  },
  python: {
    command: ['python3', '-B', '-m', 'unittest', '-v'],
    passed: /^Ran (\d+) tests in .*\n\nOK$/m,
    missing: !has('python3', '--version') && 'there is no python3',
  },
  shell: {
    command: ['bash', 'test.sh'],
    passed: /^(\d+) passed, 0 failed$/m,
    missing: !has('curl', '--version') && 'there is no curl',
    says: /"why":"service instance 10 belongs to business 2/,
  },
};

const isCi = process.env['CI'] === 'true';

t.jobs = 3;
t.setTimeout(900_000);

for (const [name, { command, passed, missing, says = /./ }] of Object.entries(RECIPES)) {
  // In CI no example may be skipped.
  t.test(name, { buffered: true, skip: isCi ? false : (missing ?? false) }, async (t) => {
    if (missing) return t.fail(missing);
    const end = await ended(start(name, command));
    endedWell(t, end, passed);
    t.match(end.told, says);
  });
}

interface Service {
  image: string;
  environment: Record<string, string>;
  volumes: string[];
  command?: string[];
  depends_on?: Record<string, { condition: string }>;
}

/** The services of the compose file, with the defaults of its variables. */
const services = (): Record<string, Service> => {
  const written = readFileSync(join(recipe('docker-compose'), 'compose.yml'), 'utf8');
  const filled = written.replace(/\$\{\w+:-([^}]*)\}/g, '$1');
  return (parse(filled) as { services: Record<string, Service> }).services;
};

/** The image of the emulator, with the command and environment that it sets itself. */
const EMULATOR = {
  image: 'bk-esb-emulator',
  command: ['node', '../../../node_modules/.bin/bk-esb-emulator'],
  env: { BK_ESB_HOST: '0.0.0.0', BK_ESB_PORT: '0' },
};

/** A service outside a container: files where they are, and the others at the ports that they have here. */
const startService = (service: Service, ports: ReadonlyMap<string, string>): ChildProcessWithoutNullStreams => {
  const moved = (value: string): string => {
    let path = value.replace(/http:\/\/(\w+):\d+/g, (_, name: string) => `http://127.0.0.1:${ports.get(name) ?? ''}`);
    for (const volume of service.volumes) {
      const [from, to] = volume.split(':') as [string, string];
      path = path.replace(to, join(recipe('docker-compose'), from));
    }
    return path;
  };
  const env = Object.entries(service.environment).map(([name, value]) => [name, moved(value)] as const);
  const isEmulator = service.image === EMULATOR.image;
  const [, ...args] = (isEmulator ? EMULATOR.command : (service.command as string[])).map(moved);
  return start('docker-compose', [process.execPath, ...args], {
    ...Object.fromEntries(env),
    ...(isEmulator ? EMULATOR.env : { PORT: '0' }),
  });
};

/** Waits until a service says where it listens. */
const portOf = async (child: ChildProcessWithoutNullStreams): Promise<string> => {
  for await (const line of createInterface(child.stdout)) {
    const port = /listens on .*?(\d+)$/.exec(line)?.[1];
    if (port !== undefined) return port;
  }
  throw new Error('it ended before it listened');
};

const COUNT = /pass (\d+)$/m;

t.test('docker-compose, its services outside of containers', { buffered: true }, async (t: Test) => {
  const { esb, app, test, ...others } = services() as Record<'esb' | 'app' | 'test', Service>;
  t.same(others, {});
  t.match([app.depends_on, test.depends_on], [{ esb: { condition: 'service_healthy' } }, { app: {} }]);
  const ports = new Map<string, string>();
  for (const [name, service] of Object.entries({ esb, app })) {
    const child = startService(service, ports);
    t.teardown(() => child.kill());
    ports.set(name, await portOf(child));
  }
  endedWell(t, await ended(startService(test, ports)), COUNT);
});

const noDocker = !has('docker', 'info') && 'there is no Docker engine';

t.test('docker-compose, in containers', { buffered: true, skip: noDocker }, async (t: Test) => {
  const compose = ['docker', 'compose', '-f', 'compose.yml', '-p', `examples-${process.pid}`];
  t.teardown(() => ended(start('docker-compose', [...compose, 'down', '--volumes'])));
  const image = ['docker', 'build', '--tag', EMULATOR.image, fileURLToPath(new URL('../..', import.meta.url))];
  t.equal((await ended(start('docker-compose', image))).status, 0, 'the image is built');
  const up = [...compose, 'up', '--exit-code-from', 'test'];
  endedWell(t, await ended(start('docker-compose', up)), COUNT);
});

t.test('every recipe is in the tables, and is run here', (t) => {
  const folders = readdirSync(here, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    // A flow of the tests here, and no recipe to be copied.
    .filter((name) => name !== 'process-sync');
  t.strictSame(folders.toSorted(), [...Object.keys(RECIPES), 'docker-compose'].toSorted());
  for (const readme of ['README.md', 'README.zh-CN.md']) {
    const rows = readFileSync(`${here}${readme}`, 'utf8').match(/^\|.*\]\(\w[\w-]*\/\).*\|$/gm) ?? [];
    const linked = rows.map((row) => /\]\((\w[\w-]*)\/\)/.exec(row)?.[1]);
    t.strictSame(linked.toSorted(), folders.toSorted(), readme);
  }
  t.end();
});
