import t from 'tap';
import { collector, runs } from '../helper.js';

const GOOD = `
modules:
  - bk_module_id: 1
    bk_biz_id: 2
    service_instances:
      - { id: 1, processes: [{ bk_process_id: 1 }, { bk_process_id: 2 }] }
`;
const LOST = 'service_instances: [{ id: 9, bk_module_id: 7, bk_biz_id: 2 }]\n';

t.test('check counts the rows, nested ones too, and lists the problems', async (t) => {
  const dir = t.testdir({
    'good.yaml': GOOD,
    'empty.yaml': '',
    'lost.yaml': LOST,
    'two.yaml': 'hosts:\n  - {}\n  - { bk_host_id: x }\n',
    'broken.json': '{"hosts": [}',
    'deep.yaml': '? '.repeat(600),
    'deep.json': '['.repeat(5000),
    bare: { 'notes.md': '' },
    both: { 'a.yaml': GOOD, 'b.yaml': LOST.replace('7', '1') },
  });
  const cases: [name: string, paths: string[], status: number, text: string][] = [
    ['a good file', ['good.yaml'], 0, 'no problems in 1 file (modules: 1, service_instances: 1, processes: 2)\n'],
    ['a folder', ['both'], 0, 'no problems in 2 files (modules: 1, service_instances: 2, processes: 2)\n'],
    ['the same file twice', ['good.yaml', './good.yaml'], 0, 'no problems in 1 file (modules: 1, '],
    ['nothing', ['empty.yaml'], 0, 'no problems in 1 file (no rows)\n'],
    [
      'a reference that leads nowhere, because files are checked together',
      ['good.yaml', 'lost.yaml'],
      1,
      'lost.yaml:1:44: service_instances[0].bk_module_id: there is no module 7 among the modules\n1 problem in 1 file\n',
    ],
    [
      'files that are nested too deeply',
      ['deep.yaml', 'deep.json'],
      1,
      'deep.json:1:101: is nested more than 100 levels deep\ndeep.yaml:1:201: is nested more than 100 levels deep\n',
    ],
    ['the same file alone', ['lost.yaml'], 0, 'no problems in 1 file (service_instances: 1)\n'],
    [
      'all problems of all files',
      ['two.yaml', 'broken.json', 'none.yaml'],
      1,
      "broken.json:1:12: not valid JSON: Array item expected but got '}' at position 11\n" +
        'none.yaml: there is no such file or folder\n' +
        'two.yaml:2:5: hosts[0]: bk_host_id is missing\n' +
        'two.yaml:3:19: hosts[1].bk_host_id: must be an integer, is string "x"\n' +
        '4 problems in 3 files\n',
    ],
    [
      'a folder without fixtures',
      ['bare'],
      1,
      'bare: there is no .yaml, .yml or .json file in this folder\n1 problem in 1 file\n',
    ],
  ];
  for (const [name, paths, expected, text] of cases) {
    const { status, out, err } = await runs(['check', ...paths.map((path) => `${dir}/${path}`)]);
    t.equal(status, expected, name);
    t.ok(out.replaceAll(`${dir}/`, '').startsWith(text), `${name}: ${out}`);
    t.equal(err, '', `${name}: standard error is empty`);
  }
});

t.test('--format json is for tools', async (t) => {
  const dir = t.testdir({ 'good.yaml': GOOD, 'broken.yaml': 'hosts:\n  - {}\n' });
  const good = await runs(['check', `${dir}/good.yaml`, '--format', 'json']);
  t.equal(good.status, 0);
  t.match(JSON.parse(good.out), {
    files: [`${dir}/good.yaml`],
    rows: { businesses: 0, modules: 1, service_instances: 1, processes: 2, apps: 0 },
    problems: [],
  });
  const broken = await runs(['check', '--format=json', dir, `${dir}/none`]);
  t.equal(broken.status, 1);
  t.strictSame(JSON.parse(broken.out), {
    files: [`${dir}/broken.yaml`, `${dir}/good.yaml`],
    rows: null,
    problems: [
      { file: `${dir}/broken.yaml`, line: 2, column: 5, path: 'hosts[0]', message: 'bk_host_id is missing' },
      { file: `${dir}/none`, line: 0, column: 0, path: '', message: 'there is no such file or folder' },
    ],
  });
});

t.test('secrets are not shown', async (t) => {
  const secret = 'k3y-of-somebody';
  const dir = t.testdir({
    'a.yaml': `apps: [{ bk_app_code: a, bk_app_secret: { ${secret}: 1 } }, { bk_app_secret: ${secret} }]`,
    'b.yaml': `users: [{ bk_username: a, bk_token: ${secret} }, { bk_username: b, bk_token: ${secret} }]`,
  });
  for (const format of ['text', 'json']) {
    for (const file of ['a.yaml', 'b.yaml']) {
      const { status, out } = await runs(['check', '--format', format, `${dir}/${file}`]);
      t.equal(status, 1, file);
      t.notMatch(out, secret, file);
    }
  }
});

t.test('a command line that cannot be understood', async (t) => {
  for (const [args, message] of [
    [['check'], 'check needs a PATH; see check --help'],
    [['check', '--format', 'xml', 'a'], '--format must be one of text, json, not "xml"'],
  ] as const) {
    t.strictSame(await runs(args), { status: 2, out: '', err: `bk-esb-emulator: ${message}\n` });
  }
});

t.test('a bug of the emulator is reported with its stack', async (t) => {
  const broken = collector().stream;
  broken.write = () => {
    throw new TypeError('a bug');
  };
  const { status, err } = await runs(['check', 'a'], { stdout: broken });
  t.equal(status, 1);
  t.match(err, /^bk-esb-emulator: TypeError: a bug\n +at /);
});
