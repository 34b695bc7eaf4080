import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import t, { type Test } from 'tap';
import { loadFixtures } from '../fixtures/load-fixtures.js';
import { createEmulator } from '../../src/index.js';
import { NODE, runs, start } from '../cli/helper.js';
import { blocksOf, only, PAGES, read, type Block } from './helper.js';

/** Runs the commands and examples of the English pages. Those of the Chinese pages are the same: see `pages.test.ts`. */

const BUILT = 'npm start -- ';

/** Lines that are run elsewhere, or that need what a test does not have. */
const NOT_RUN = [
  // `.ci/run` takes these from the README.
  'npm install && npm start',
  'npm install && npm test',
  // `scripts/check-package.js` installs the packed package and starts it.
  'npm install --save-dev ../bk-esb-emulator/bk-esb-emulator-*.tgz',
  'npx bk-esb-emulator',
  // The container is checked where there is an engine.
  'docker compose up --build',
  'docker build -t bk-esb-emulator .',
  'docker run --rm -p 127.0.0.1:8000:8000 -v "$PWD/fixtures:/fixtures:ro" bk-esb-emulator --fixtures /fixtures --watch',
  // Half an hour.
  'npm run bench',
  // `test/live/live.test.ts` replays the recordings.
  'node test/live/run.js --url http://127.0.0.1:8000',
];

/** Parts of a reply that differ each time. */
const withoutChance = (json: string): string =>
  json
    .replaceAll(/"request_id":"[0-9a-f]{32}"/g, '"request_id":""')
    .replaceAll(/"(time|loaded)":"[\d:.T-]+Z"/g, '"$1":""')
    .replaceAll(/"duration_ms":[\d.]+/g, '"duration_ms":0');

/** A folder with the files that commands of the pages name. */
const folder = (t: Test): string => {
  const process = {
    property: { bk_process_id: 1 },
    relation: { bk_biz_id: 2, bk_process_id: 1, service_instance_id: 1 },
  };
  const reply = { result: true, code: 0, message: 'success', data: [process] };
  return t.testdir({
    'my-fixtures': { 'own.yaml': only('README.md', 'yaml')[0] as string },
    'my-faults.yaml': only('docs/faults.md', 'yaml')[0] as string,
    'my-stubs.yaml': only('docs/stubs.md', 'yaml')[0] as string,
    'replies.jsonl': JSON.stringify({ request: { service_instance_id: 1 }, response: reply }),
    test: { live: { 'accounts.yaml': read('test/live/accounts.yaml') } },
  });
};

/** Runs a block of curl commands against an emulator. Any reply of control but success fails. */
const runCurl = async (t: Test, { text: block }: Block, next: Block | undefined, url: string, cwd: string) => {
  const line = block.replaceAll('http://127.0.0.1:8000', url).replaceAll('curl -s', 'curl --fail-with-body -s');
  const child = spawn('sh', ['-e', '-c', line], { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
  const [output, [status]] = await Promise.all([text(child.stdout), once(child, 'close') as Promise<[number | null]>]);
  t.equal(status, 0, `${block}${output}`);
  t.match(output, /^$|\n$/, `leaves the prompt on a line of its own: ${block}`);
  if (next?.language !== 'json') return;
  t.equal(withoutChance(output.trimEnd()), withoutChance(JSON.stringify(JSON.parse(next.text))), block);
};

/** Runs a line that starts the emulator, and stops it when it says where it listens. */
const runServing = async (t: Test, line: string, args: string[], cwd: string): Promise<void> => {
  const child = start([...args, '--port', '0'], { cwd });
  let told = '';
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
  child.stdout.once('data', () => child.kill('SIGTERM'));
  t.strictSame(await once(child, 'close'), [0, null], `${line}\n${told}`);
};

/** Runs a line of the emulator. Commands that end by themselves run in this process, because that is faster. */
const runBuilt = async (t: Test, line: string, cwd: string): Promise<void> => {
  // Fewer rows: how many there are is no matter of the line.
  const args = line
    .slice(BUILT.length)
    .replace(/(?<=--service-instances )\d+/, '200')
    .split(' ');
  if (args[0]?.startsWith('--')) return runServing(t, line, args, cwd);
  const before = process.cwd();
  process.chdir(cwd);
  const { status, err } = await runs(args).finally(() => process.chdir(before));
  t.equal(status, 0, `${line}\n${err}`);
};

for (const page of PAGES) {
  const blocks = blocksOf(page);
  const commands = blocks.filter(({ language }) => language === 'sh');
  if (commands.length === 0) continue;
  t.test(`${page}: the commands run, and give the replies that stand below them`, async (t) => {
    const cwd = folder(t);
    await using esb = await createEmulator();
    for (const [index, block] of blocks.entries()) {
      if (block.language !== 'sh') continue;
      if (block.text.startsWith('curl ')) {
        await runCurl(t, block, blocks[index + 1], esb.url, cwd);
        continue;
      }
      for (const line of block.text.trimEnd().split('\n')) {
        if (line.startsWith(BUILT)) await runBuilt(t, line, cwd);
        else t.ok(NOT_RUN.includes(line), `${line}: a test has to run it, or to say why not`);
      }
    }
    // Commands of a page put nothing beside the reader's own fixtures that contradicts them.
    await runBuilt(t, `${BUILT}check my-fixtures/`, cwd);
  });
}

t.test('lines that are not run are on some page', (t) => {
  const lines = PAGES.flatMap((page) => only(page, 'sh')).flatMap((block) => block.split('\n'));
  for (const line of NOT_RUN) t.ok(lines.includes(line), line);
  t.end();
});

t.test('the examples in JavaScript run, and print what stands below them', async (t) => {
  let count = 0;
  for (const page of PAGES) {
    const blocks = blocksOf(page);
    for (const [index, { language, text: example }] of blocks.entries()) {
      if (language !== 'js') continue;
      count += 1;
      // In a folder of the package, its name leads to what is built.
      const dir = t.testdir({ 'example.mjs': example });
      const [command, ...args] = NODE as [string, ...string[]];
      const child = spawn(command, [...args, `${dir}/example.mjs`], { stdio: ['ignore', 'pipe', 'inherit'] });
      t.equal(await text(child.stdout), blocks[index + 1]?.text, `${page}: ${example}`);
    }
  }
  t.equal(count, 2);
});

t.test('the smallest useful fixture is useful', async (t) => {
  const [fixture] = only('README.md', 'yaml') as [string];
  t.ok(fixture.trim().split('\n').length <= 6);
  const dir = t.testdir({ 'smallest.yaml': fixture });
  await using esb = await createEmulator({ fixtures: [dir], auth: 'off' });
  const ask = async (component: string, body: object) => {
    const response = await fetch(`${esb.url}/api/c/compapi/v2/cc/${component}/`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    return ((await response.json()) as { data: unknown }).data;
  };
  t.match(await ask('list_process_instance', { service_instance_id: 10 }), [
    { property: { bk_process_name: 'nginx', bind_info: [{ port: '80' }] }, relation: { bk_biz_id: 2 } },
  ]);
  t.match(await ask('list_service_instance_by_set_template', { bk_biz_id: 2, set_template_id: 3 }), {
    count: 1,
    info: [{ id: 10, name: '10.0.0.10_nginx_80' }],
  });
});

t.test('the page of fixtures is true', async (t) => {
  const [example, accounts] = only('docs/fixtures.md', 'yaml') as [string, string];
  const data = await loadFixtures([t.testdir({ 'example.yaml': example, 'accounts.yaml': accounts })]);
  t.match(
    [...data.service_instances].map(({ row }) => row.name),
    ['10.0.0.10_nginx_80', '10.0.0.11_redis-server'],
  );
  t.match(
    [...data.service_instances]
      .flatMap(({ processes }) => processes)
      .map(({ property, relation }) => [relation.bk_process_id, property?.['bk_custom_owner']]),
    [
      [100, 'li'],
      [101, undefined],
      [102, undefined],
    ],
  );
  t.strictSame(
    [...data.users].map(({ access_tokens: tokens }) => tokens),
    [[{ access_token: 't-123', bk_app_code: 'report' }]],
  );
});

t.test('the problems of the page of fixtures are those that check reports', async (t) => {
  const dir = t.testdir({
    'hosts.yaml': 'hosts:\n  - bk_host_id: 54\n    bk_host_inerip: 10.0.0.1\n',
    'modules.yaml': `modules:
  - bk_module_id: 1
    bk_biz_id: 2
    service_instances:
      - { id: 54, bk_biz_id: 3 }
  - bk_module_id: 1
    bk_biz_id: 2
`,
  });
  for (const [page, lang] of [
    ['docs/fixtures.md', 'en'],
    ['docs/fixtures.zh-CN.md', 'zh'],
  ] as const) {
    const { out, err } = await runs(['check', dir, '--lang', lang]);
    const [shown] = only(page, 'text') as [string];
    t.equal((out + err).replaceAll(`${dir}/`, ''), shown, page);
  }
});

t.test('the tables of keys are those of the schema', async (t) => {
  const { PAGES: pages, withTables } = (await import('../../scripts/lib/fixture-tables.js')) as {
    PAGES: readonly (readonly [page: string, language: string])[];
    withTables: (markdown: string, schema: object, language: string) => string;
  };
  const schema = JSON.parse(read('fixtures/schema.json')) as object;
  for (const [page, language] of pages) {
    const tables = read(page);
    t.match(tables, '<!-- end of tables -->');
    t.equal(withTables(tables, schema, language), tables, 'run "npm run fixtures" and commit the result');
  }
  const changed = JSON.parse(
    read('fixtures/schema.json').replaceAll('"description": "', '"description": "Not '),
  ) as object;
  t.throws(() => withTables(read('fixtures/README.zh-CN.md'), changed, 'zh'), /^no Chinese for "Not /);
});
