import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { parse } from 'yaml';

/** The workflows of GitHub Actions: those of this repository, and those that the documentation gives. */

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDER = '.github/workflows/';

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}

interface Workflow {
  on: unknown;
  permissions?: Record<string, string>;
  jobs: Record<
    string,
    { 'runs-on': string; permissions?: Record<string, string>; steps: Step[]; needs?: string; strategy?: unknown }
  >;
}

const read = (file: string): string => readFileSync(ROOT + file, 'utf8');

const workflows = new Map<string, Workflow>();
for (const name of readdirSync(ROOT + FOLDER)) workflows.set(name, parse(read(FOLDER + name)) as Workflow);
for (const page of ['docs/github-actions.md', 'docs/github-actions.zh-CN.md']) {
  for (const [index, [, text]] of [...read(page).matchAll(/^```yaml\n(.*?)^```$/gms)].entries()) {
    workflows.set(`${page} ${index + 1}`, parse(text as string) as Workflow);
  }
}

const { version, engines } = JSON.parse(read('package.json')) as { version: string; engines: { node: string } };
const workflow = (name: string): Workflow => workflows.get(name) as Workflow;

for (const [name, { on, jobs }] of workflows) {
  t.test(name, (t) => {
    t.ok(on);
    for (const [job, { 'runs-on': runner, steps }] of Object.entries(jobs)) {
      t.equal(runner, 'ubuntu-latest', job);
      for (const { uses, run } of steps) {
        t.equal(
          [uses, run].filter((one) => one !== undefined).length,
          1,
          `${job}: a step uses an action or runs commands`,
        );
        if (uses !== undefined) t.match(uses, /^(actions|docker)\/[a-z-]+@v\d+$/, 'a major version, by its owner');
        if (!name.endsWith('.yml')) continue;
        for (const [file] of (run ?? '').matchAll(/(?:scripts|test)\/[\w./-]+\.js|\.ci\/run/g))
          t.ok(existsSync(ROOT + file), file);
      }
    }
    t.end();
  });
}

t.test('CI runs on each major version of Node.js that package.json names', (t) => {
  const majors = [...engines.node.matchAll(/[\^=](\d+)\./g)].map(([, major]) => Number(major));
  t.match(workflow('ci.yml').jobs['check'], { strategy: { matrix: { node: majors } } });
  t.end();
});

t.test('a release has the least rights, and says where the package comes from', (t) => {
  const { on, permissions, jobs } = workflow('release.yml');
  t.strictSame([on, permissions], [{ push: { tags: ['v*'] } }, {}]);
  t.strictSame(jobs['npm']?.permissions, { contents: 'read', 'id-token': 'write' });
  t.strictSame(jobs['image']?.permissions, { contents: 'read', packages: 'write', 'id-token': 'write' });
  t.strictSame([jobs['npm']?.needs, jobs['image']?.needs], ['version', 'version']);
  t.match(jobs['npm']?.steps.at(-1), { run: 'npm publish --provenance --access public' });
  t.match(jobs['image']?.steps.at(-1), { with: { platforms: 'linux/amd64,linux/arm64', push: true } });
  t.end();
});

t.test('the version is released in the changelog, and is that of the image in the documentation', (t) => {
  t.match(read('CHANGELOG.md'), new RegExp(`^## \\[${version}\\] - \\d{4}-\\d\\d-\\d\\d$`, 'm'));
  const [major, minor] = version.split('.');
  for (const page of ['docs/github-actions.md', 'docs/github-actions.zh-CN.md']) {
    t.match(read(page), `bk-esb-emulator:${major}.${minor}\n`);
  }
  for (const file of ['openapi.json', 'openapi.cmdb-3.14.json'])
    t.match(JSON.parse(read(`openapi/${file}`)), { info: { version } });
  t.end();
});
