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
    'empty.yaml': '{}',
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
      '1 problem in the fixtures\n' +
        '  lost.yaml:1:44: service_instances[0].bk_module_id: there is no module 7 among the modules; there are: 1  [FIXTURE_UNKNOWN_REFERENCE]\n',
    ],
    [
      'files that are nested too deeply',
      ['deep.yaml', 'deep.json'],
      1,
      '2 problems in the fixtures\n' +
        '  deep.json:1:101: is nested more than 100 levels deep  [FIXTURE_TOO_DEEP]\n' +
        '  deep.yaml:1:201: is nested more than 100 levels deep  [FIXTURE_TOO_DEEP]\n',
    ],
    ['the same file alone', ['lost.yaml'], 0, 'no problems in 1 file (service_instances: 1)\n'],
    [
      'all problems of all files',
      ['two.yaml', 'broken.json', 'none.yaml'],
      1,
      '4 problems in the fixtures\n' +
        "  broken.json:1:12: not valid JSON: Array item expected but got '}'  [FIXTURE_JSON_SYNTAX]\n" +
        '  none.yaml: there is no such file or folder  [FIXTURE_NOT_FOUND]\n' +
        '  two.yaml:2:5: hosts[0]: bk_host_id is missing  [FIXTURE_MISSING_KEY]\n' +
        '  two.yaml:3:19: hosts[1].bk_host_id: must be an integer, is string "x"  [FIXTURE_WRONG_TYPE]\n',
    ],
    [
      'a folder without fixtures',
      ['bare'],
      1,
      '1 problem in the fixtures\n  bare: there is no .yaml, .yml or .json file in this folder  [FIXTURE_FOLDER_EMPTY]\n',
    ],
  ];
  for (const [name, paths, expected, text] of cases) {
    const { status, out, err } = await runs(['check', ...paths.map((path) => `${dir}/${path}`)]);
    t.equal(status, expected, name);
    t.ok(out.replaceAll(`${dir}/`, '').startsWith(text), `${name}: ${out}`);
    t.equal(err, '', `${name}: standard error is empty`);
  }
});

t.test('a misspelled attribute is a warning, which fails only with --strict', async (t) => {
  const dir = t.testdir({ 'a.yaml': GOOD.replace('{ bk_process_id: 2 }', '{ bk_proces_name: nginx }') });
  const path = `${dir}/a.yaml`;
  const warned = await runs(['check', path]);
  t.equal(warned.status, 0);
  t.equal(
    warned.out.replaceAll(`${dir}/`, ''),
    '1 warning in the fixtures\n  a.yaml:6:54: modules[0].service_instances[0].processes[1].bk_proces_name: warning: ' +
      '"bk_proces_name" is served as an attribute of your own; did you mean bk_process_name?  [FIXTURE_UNLIKELY_KEY]\n',
  );
  t.match(await runs(['check', path, '--strict']), { status: 1, out: warned.out });
  t.match(await runs(['check', path, '--strict', '--lang', 'zh']), {
    status: 1,
    out: /1 处警告\n.*是不是想写 bk_process_name/,
  });
  const json = await runs(['check', path, '--format', 'json']);
  t.equal(json.status, 0);
  t.match(JSON.parse(json.out), { rows: { processes: 2 }, problems: [{ severity: 'warning', line: 6, column: 54 }] });
});

t.test('in Chinese, with the same codes', async (t) => {
  const dir = t.testdir({ 'good.yaml': GOOD, 'empty.yaml': '{}', 'two.yaml': 'hosts:\n  - {}\n  - bk_host_id: x\n' });
  const check = (...args: string[]) => runs(['check', '--lang', 'zh', ...args]);
  t.equal(
    (await check(`${dir}/good.yaml`)).out,
    '1 个文件没有问题（modules: 1, service_instances: 1, processes: 2）\n',
  );
  t.equal((await check(`${dir}/empty.yaml`)).out, '1 个文件没有问题（没有数据）\n');
  t.equal(
    (await check(`${dir}/two.yaml`)).out.replaceAll(`${dir}/`, ''),
    'fixture 中有 2 处错误\n' +
      '  two.yaml:2:5: hosts[0]: 缺少 bk_host_id  [FIXTURE_MISSING_KEY]\n' +
      '  two.yaml:3:17: hosts[1].bk_host_id: 应为整数，实际为字符串 "x"  [FIXTURE_WRONG_TYPE]\n',
  );
  const json = JSON.parse((await check('--format', 'json', `${dir}/two.yaml`)).out) as { problems: unknown };
  t.match(json.problems, [{ code: 'FIXTURE_MISSING_KEY', message: '缺少 bk_host_id' }, {}]);
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
      {
        code: 'FIXTURE_MISSING_KEY',
        severity: 'error',
        file: `${dir}/broken.yaml`,
        line: 2,
        column: 5,
        path: 'hosts[0]',
        message: 'bk_host_id is missing',
      },
      {
        code: 'FIXTURE_NOT_FOUND',
        severity: 'error',
        file: `${dir}/none`,
        line: 0,
        column: 0,
        path: '',
        message: 'there is no such file or folder',
      },
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
    [
      ['check'],
      'check needs PATH, as in "bk-esb-emulator check my-fixtures/"; see check --help  [COMMAND_NEEDS_OPERAND]',
    ],
    [['check', '--format', 'xml', 'a'], '--format must be one of text, json, not "xml"  [SETTING_NOT_A_CHOICE]'],
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

t.test('the code behind a message leads to the way out', async (t) => {
  t.strictSame(await runs(['help', 'FIXTURE_TAB']), {
    status: 0,
    out: 'FIXTURE_TAB\n  a tab cannot indent in YAML; write blanks\n\n  Let the editor write blanks for a tab.\n',
    err: '',
  });
  t.match((await runs(['help', 'FIXTURE_TAB', '--lang', 'zh'])).out, /请把编辑器设置为用空格代替 Tab。/);
});
