import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { DEFAULT_SETTINGS, SETTINGS, type Settings } from '../src/settings/settings.js';
import { environmentName } from '../src/settings/setting.js';
import { CATALOGUE } from '../src/faults/catalogue/catalogue.js';
import { loadFixtures } from '../src/fixtures/load/load.js';
import { createEmulator } from '../src/index.js';
import { NODE, start } from './cli/helper.js';

/** Runs the commands of the READMEs. `.ci/run` runs the lines that install, start and test. */

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (name: string): string => readFileSync(`${root}${name}`, 'utf8');

interface Block {
  language: string;
  text: string;
}

const blocksOf = (markdown: string): Block[] =>
  [...markdown.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language, text]) => ({
    language: language as string,
    text: text as string,
  }));

const readme = read('README.md');
const blocks = blocksOf(readme);
const only = (language: string): string[] =>
  blocks.filter((block) => block.language === language).map(({ text }) => text);

const run = async (command: string, args: string[]): Promise<string> => {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await once(child, 'close');
  return output;
};

/** Parts of the output that differ each time. */
const withoutChance = (json: string): string =>
  json
    .replace(/"request_id":"[0-9a-f]{32}"/, '"request_id":""')
    .replace(/"time":"[\d:.T-]+Z","duration_ms":[\d.]+/, '"time":""');

t.test('each curl line gives the reply that stands below it', async (t) => {
  await using esb = await createEmulator();
  const requests = blocks.flatMap(({ text }, index) =>
    text.startsWith('curl ') ? [[text, blocks[index + 1]?.text] as const] : [],
  );
  t.equal(requests.length, 11);
  for (const [command, expected] of requests) {
    const output = await run('sh', ['-c', command.replace('http://127.0.0.1:8000', esb.url)]);
    t.equal(withoutChance(output), withoutChance(JSON.stringify(JSON.parse(expected as string))), command);
  }
});

t.test('the smallest useful fixture is useful', async (t) => {
  const [text] = only('yaml') as [string];
  t.ok(text.trim().split('\n').length <= 6);
  const dir = t.testdir({ 'smallest.yaml': text });
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

t.test('the documentation of fixtures is true', async (t) => {
  const text = read('fixtures/README.md');
  const all = blocksOf(text);
  const dir = t.testdir({ 'example.yaml': all.find(({ language }) => language === 'yaml')?.text as string });
  const data = await loadFixtures([dir]);
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

  const broken = t.testdir({
    'hosts.yaml': 'hosts:\n  - bk_host_id: 1\n    bk_host_inerip: 10.0.0.1\n',
    'modules.yaml': `modules:
  - bk_module_id: 1
    bk_biz_id: 2
    service_instances:
      - { id: 54, bk_biz_id: 3 }
  - bk_module_id: 1
    bk_biz_id: 2
`,
  });
  const report = async (path: string): Promise<string[]> => {
    try {
      await loadFixtures([path]);
      return [];
    } catch (error) {
      return (error as Error).message.replaceAll(`${broken}/`, '').split('\n').slice(1);
    }
  };
  const shown = all
    .find(({ language }) => language === 'text')
    ?.text.trimEnd()
    .split('\n')
    .slice(1);
  t.strictSame([...(await report(`${broken}/hosts.yaml`)), ...(await report(`${broken}/modules.yaml`))], shown);

  const { withTables } = (await import('../scripts/lib/fixture-tables.js')) as {
    withTables: (markdown: string, schema: object) => string;
  };
  const schema = JSON.parse(read('fixtures/schema.json')) as object;
  t.equal(withTables(text, schema), text, 'run "npm run fixtures" and commit the result');
});

t.test('the commands run, one after the other, as they stand there', async (t) => {
  for (const name of ['README.md', 'fixtures/README.md']) {
    const reply = { result: true, code: 0, message: 'success', data: [] };
    const entry = {
      request: { method: 'POST', url: 'http://esb.example.com/api/c/compapi/v2/cc/list_process_instance/' },
      response: { status: 200, content: { text: JSON.stringify(reply) } },
    };
    const cwd = t.testdir({
      'my-fixtures': { 'own.yaml': only('yaml')[0] as string },
      'captured.har': JSON.stringify({ log: { entries: [entry] } }),
      'replies.jsonl': JSON.stringify({ request: { service_instance_id: 1 }, response: reply }),
    });
    const lines = blocksOf(read(name))
      .filter(({ language }) => language === 'sh')
      .flatMap(({ text }) => text.split('\n'))
      .filter((line) => line.startsWith('npm start -- '));
    t.ok(lines.length >= 5, name);
    for (const line of lines) {
      // Fewer rows: how many there are is no matter of the line.
      const args = line
        .slice('npm start -- '.length)
        .replace(/(?<=--service-instances )\d+/, '200')
        .split(' ');
      const serves = line.startsWith('npm start -- --');
      const child = start([...args, ...(serves ? ['--port', '0'] : [])], { cwd });
      let told = '';
      child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
      // An emulator says where it listens once its data is loaded.
      if (serves) child.stdout.once('data', () => child.kill('SIGTERM'));
      else child.stdout.resume();
      t.strictSame(await once(child, 'close'), [0, null], `${line}\n${told}`);
    }
  }
});

t.test('the example for tests runs', async (t) => {
  const [text] = only('js') as [string];
  const [command, ...args] = NODE as [string, ...string[]];
  // In a folder of the package, its name leads to what is built.
  const dir = t.testdir({ 'example.mjs': text });
  t.equal(await run(command, [...args, `${dir}/example.mjs`]), only('text')[0]);
});

t.test('the table of faults is that of the catalogue', (t) => {
  for (const language of ['README.md', 'README.zh-CN.md']) {
    const rows = read(language)
      .split('\n')
      .filter((line) => /^\| `[a-z-]+` +\| /.test(line))
      .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()));
    for (const { name, about } of CATALOGUE) {
      const row = rows.find(([, cell]) => cell === `\`${name}\``);
      t.ok(row, `${language} ${name}`);
      if (language === 'README.md') t.equal(row?.[2], about, name);
    }
  }
  t.end();
});

t.test('the table of flags is that of --help', (t) => {
  for (const language of ['README.md', 'README.zh-CN.md']) {
    const rows = read(language)
      .split('\n')
      .filter((line) => line.startsWith('| `--'))
      .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('`', '').replaceAll('\\|', '|')));
    t.equal(rows.length, Object.keys(SETTINGS).length, language);
    for (const [key, setting] of Object.entries(SETTINGS)) {
      const row = rows.find(([, flag]) => flag?.split(' ')[0] === `--${setting.flag}`);
      const value = DEFAULT_SETTINGS[key as keyof Settings];
      t.equal(row?.[2], environmentName(setting), `${language} ${setting.flag}`);
      t.equal(
        row?.[3],
        value === undefined || Array.isArray(value) ? '' : String(value as string | number | boolean),
        `${language} ${setting.flag}`,
      );
      if (setting.kind === 'choice') t.equal(row?.[1], `--${setting.flag} ${setting.choices.join('|')}`);
      if (language === 'README.md') t.equal(row?.[4], setting.description, setting.flag);
    }
  }
  t.end();
});

t.test('the pages of limits have every bound that can be moved, and its default', (t) => {
  const isBound = (name: string): boolean => name !== 'port' && name !== 'seed';
  const bounds = Object.entries(SETTINGS).filter(([name, { kind }]) => kind === 'integer' && isBound(name));
  for (const page of ['docs/limits.md', 'docs/limits.zh-CN.md']) {
    const rows = read(page)
      .split('\n')
      .filter((line) => line.includes('| `--'))
      .map((line) => line.split('|').map((cell) => cell.trim()));
    t.strictSame(
      rows.map((cells) => cells[3]).toSorted(),
      bounds.map(([, { flag }]) => `\`--${flag}\``).toSorted(),
      page,
    );
    for (const [name, { flag }] of bounds) {
      const value = DEFAULT_SETTINGS[name as keyof Settings];
      const shown = rows.find((cells) => cells[3] === `\`--${flag}\``)?.[2] ?? '';
      if (value !== undefined) t.equal(/^\d+/.exec(shown)?.[0], String(value as number), `${page} ${flag}`);
    }
  }
  t.end();
});

t.test('both pages of limits have the same tables', (t) => {
  const numbersOf = (page: string): string[][] =>
    read(page)
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map((line) => (line.split('|')[2] as string).match(/\d[\d,]*/g) ?? []);
  t.strictSame(numbersOf('docs/limits.zh-CN.md'), numbersOf('docs/limits.md'));
  t.end();
});

t.test('README.zh-CN.md has the same commands, replies and examples', (t) => {
  t.strictSame(blocksOf(read('README.zh-CN.md')), blocks);
  t.end();
});

t.test('links lead to files that are there', (t) => {
  for (const name of [
    'README.md',
    'README.zh-CN.md',
    'CONTRIBUTING.md',
    'docs/fidelity.md',
    'docs/fidelity.zh-CN.md',
    'docs/limits.md',
    'docs/limits.zh-CN.md',
    'SECURITY.md',
    'fixtures/README.md',
    'test/live/README.md',
  ]) {
    for (const [, target] of read(name).matchAll(/\]\((?!https?:|#)([^)#]+)/g)) {
      t.ok(existsSync(join(root, dirname(name), target as string)), `${name}: ${target as string}`);
    }
  }
  t.end();
});
