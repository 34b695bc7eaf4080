import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { readFaultFile } from '../../../src/faults/spec/read-fault-file.js';
import { FixtureError } from '../../../src/util/problem.js';

const right: [name: string, text: string, expected: unknown][] = [
  ['one.yaml', 'name: slow\nlatency: {fixed: 5}\n', [{ name: 'slow', latency: { fixed: 5 } }]],
  ['list.yml', '- name: slow\n- {name: reset, times: 2}\n', [{ name: 'slow' }, { name: 'reset', times: 2 }]],
  ['one.json', '\uFEFF{"name": "slow", "probability": 0.5}', [{ name: 'slow', probability: 0.5 }]],
  ['list.json', '[{"name": "slow"}]', [{ name: 'slow' }]],
  ['empty.yaml', '# none for now\n', []],
  ['empty-list.json', '[]', []],
];

const wrong: [name: string, text: string, problems: string[]][] = [
  [
    'list.yaml',
    '- name: slow\n  tiems: 2\n- name: reset\n  probability: 2\n',
    [
      ':2:3: [0].tiems: unknown key; did you mean times? There are: name, component, app, parameters, times, skip, ' +
        'probability, seed, latency, status, reply',
      ':4:16: [1].probability: must be a number above 0, up to 1, is 2',
    ],
  ],
  ['one.json', '{\n  "name": "slow", "times": 0\n}', [':2:28: times: must be an integer from 1 to 1000000000, is 0']],
  ['entry.yaml', '- slow\n', [':1:3: [0]: must be a map such as {"name":"slow"}, is the string "slow"']],
  ['text.yaml', 'slow\n', [':1:1: must be a map such as {"name":"slow"}, is the string "slow"']],
  [
    'broken.json',
    '{',
    [":1:2: not valid JSON: Quoted object key or end of object '}' expected but reached end of input"],
  ],
];

t.test('right', async (t) => {
  for (const [name, text, expected] of right) {
    const file = join(t.testdir({ [name]: text }), name);
    t.strictSame(await readFaultFile(file), expected, name);
  }
});

t.test('wrong', async (t) => {
  for (const [name, text, problems] of wrong) {
    const file = join(t.testdir({ [name]: text }), name);
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    const message = [`${count} in the faults`, ...problems.map((problem) => file + problem)].join('\n  ');
    const error: unknown = await readFaultFile(file).catch((error: unknown) => error);
    t.ok(error instanceof FixtureError, name);
    t.equal((error as Error).message.replaceAll(/ {2}\[[A-Z_]+\]$/gm, ''), message, name);
  }
});

t.test('folders and missing files', async (t) => {
  const folder = t.testdir({ 'b.yaml': 'name: slow', 'a.json': '[{"name": "reset"}]' });
  t.strictSame(await readFaultFile(folder), [{ name: 'reset' }, { name: 'slow' }], 'all files, in name order');
  await t.rejects(readFaultFile(join(folder, 'c.yaml')), {
    message: `1 problem in the faults\n  ${join(folder, 'c.yaml')}: there is no such file or folder  [FIXTURE_NOT_FOUND]`,
  });
  writeFileSync(join(folder, 'a.json'), '[');
  writeFileSync(join(folder, 'b.yaml'), 'name: 5');
  await t.rejects(readFaultFile(folder), { message: /^2 problems/ }, 'all problems of all files');
});
