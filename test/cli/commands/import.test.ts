import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { Writable } from 'node:stream';
import t, { type Test } from 'tap';
import { createEmulator } from '../../../src/index.js';
import { runs } from '../helper.js';

const LPI = 'list_process_instance';
const LSI = 'list_service_instance_by_set_template';
const CREDENTIALS = { bk_app_code: 'esb_test', bk_app_secret: 'a-secret', bk_token: 'a-token', bk_username: 'li' };

const call = async (url: string, component: string, parameters: object): Promise<object> => {
  const body = JSON.stringify({ ...CREDENTIALS, ...parameters });
  const response = await fetch(`${url}/api/c/compapi/v2/cc/${component}/`, { method: 'POST', body });
  return (await response.json()) as object;
};

const LIST = { bk_biz_id: 1, set_template_id: 1, page: { start: 0, limit: 10 } };
const PROCESSES = { bk_biz_id: 1, service_instance_id: 54 };
const WRONG = { bk_biz_id: 1, service_instance_id: 'x' };

/** The documented examples, captured in the ways that people have. */
const capture = async (t: Test): Promise<string> => {
  await using esb = await createEmulator();
  const [list, processes] = [await call(esb.url, LSI, LIST), await call(esb.url, LPI, PROCESSES)];
  const refused = await call(esb.url, LPI, WRONG);
  const exchange = (parameters: object, response: object) =>
    JSON.stringify({ request: { ...CREDENTIALS, ...parameters }, response });
  return t.testdir({
    'list.json': JSON.stringify(list),
    'all.jsonl': [exchange(LIST, list), exchange(PROCESSES, processes), exchange(WRONG, refused)].join('\n'),
    'none.json': exchange(WRONG, refused),
    har: {
      'page.har': `{"log":{"entries":[${exchange(PROCESSES, { content: { text: JSON.stringify(processes) } })}]}}`,
    },
    empty: {},
  });
};

t.test('captured replies are answered again, without credentials', async (t) => {
  const dir = await capture(t);
  const out = `${dir}/captured.yaml`;
  const { status, err } = await runs(['import', `${dir}/all.jsonl`, `${dir}/har`, '--out', out]);
  t.equal(status, 0);
  t.match(
    err,
    /all\.jsonl:3:\d+: warning: 1 reply is refused with code 1199000, .*; passed over {2}\[CAPTURE_REFUSED\]\n/,
  );
  t.match(
    err,
    /captured\.yaml: 3 service instances \(2 without processes\) and 1 process, from captured replies: 3; 1 other passed over\n$/,
  );
  for (const text of [err, readFileSync(out, 'utf8')]) t.notMatch(text, /a-secret|a-token/);

  await using live = await createEmulator();
  await using again = await createEmulator({ fixtures: [out] });
  for (const [component, parameters] of [
    [LSI, LIST],
    [LPI, PROCESSES],
  ] as const) {
    const expected = await call(live.url, component, parameters);
    t.match(expected, { result: true });
    const withoutId = (reply: object) => ({ ...reply, request_id: '' });
    t.strictSame(withoutId(await call(again.url, component, parameters)), withoutId(expected));
  }
});

t.test('a note asks for the set template of a lone reply, and a flag gives it', async (t) => {
  const dir = await capture(t);
  const list = `${dir}/list.json`;
  const unplaced = await runs(['import', list]);
  t.equal(unplaced.status, 0);
  t.notMatch(unplaced.out, /set_template_id/);
  t.match(
    unplaced.err,
    /list\.json:1:\d+: .*: give --set-template-id N, or capture the requests too {2}\[CAPTURE_NO_SET_TEMPLATE\]\n/,
  );
  const { status, out, err } = await runs(['import', list, '--set-template-id', '9', '--format', 'json']);
  t.equal(status, 0);
  t.match(JSON.parse(out), { modules: [{ bk_module_id: 59, bk_biz_id: 1, set_template_id: 9 }] });
  t.match(
    err,
    /\nstandard output: 2 service instances \(2 without processes\) and 0 processes, from captured replies: 1\n$/,
  );
  const chinese = await runs(['import', list, `${dir}/none.json`, '--set-template-id', '9', '--lang', 'zh']);
  t.match(
    chinese.err,
    /\n标准输出：服务实例 2 个（其中 2 个没有抓取进程），进程 0 个，来自 1 个抓取的返回；另有 \d 个被跳过\n$/,
  );
  t.match(
    chinese.err,
    /none\.json:1:1: 警告：1 个返回表示请求被拒绝，错误码 1199000，“.*”，已跳过 {2}\[CAPTURE_REFUSED\]\n/,
    'each note has a text and a code of its own',
  );
  t.match(
    (await runs(['import', list, '--set-template-id', '9', '--lang', 'zh'])).err,
    /\n标准输出：服务实例 2 个（其中 2 个没有抓取进程），进程 0 个，来自 1 个抓取的返回\n$/,
  );
});

t.test('a capture that cannot be imported is reported with its place, and nothing is written', async (t) => {
  const dir = await capture(t);
  writeFileSync(`${dir}/text.txt`, 'no JSON');
  const out = `${dir}/captured.yaml`;
  for (const [path, message] of [
    ['none.json', /none\.json: holds no successful reply of list_process_instance/],
    [
      'text.txt',
      /text\.txt:1:1: is of none of the forms that are known: .* HAR file, .* log of curl -i or curl -v, or a file of --record {2}\[/,
    ],
    ['nowhere', /nowhere: there is no such file or folder/],
    [
      'empty',
      /empty: there is no \.json, \.har, \.jsonl, \.ndjson, \.chlsj, \.log, \.txt or \.yaml file in this folder/,
    ],
  ] as const) {
    const { status, err } = await runs(['import', `${dir}/${path}`, '--out', out]);
    t.equal(status, 1, path);
    t.match(err, /^bk-esb-emulator: \d problems?( and 1 warning)? in what was captured\n/);
    t.match(err, message);
    t.throws(() => readFileSync(out), { code: 'ENOENT' });
  }
});

t.test('each file of a folder is read, whatever its ending, and those that are no captures are named', async (t) => {
  await using esb = await createEmulator();
  const reply = JSON.stringify(await call(esb.url, LPI, PROCESSES));
  const captures = {
    'a.log': `HTTP/1.1 200 OK\r\n\r\n${reply}`,
    'b.txt': `${reply}\n200\n`,
    c: reply,
    'd.json': reply,
  };
  const dir = t.testdir({
    all: {
      ...captures,
      'notes.md': 'Captured in May.',
      'half.txt': '{"result":',
      'image.png': Buffer.from([0x89, 0xff]),
    },
    others: { 'notes.md': 'Captured in May.' },
    broken: { 'a.json': reply, 'b.har': 'no HAR file' },
  });
  await promisify(execFile)('mkfifo', [`${dir}/all/pipe`]);
  const { status, err } = await runs(['import', `${dir}/all`, '--out', `${dir}/out.yaml`]);
  t.equal(status, 0);
  for (const note of [
    /notes\.md: warning: skipped, because it is no capture {2}\[CAPTURE_FILE_SKIPPED\]\n/,
    /half\.txt: warning: skipped, because it is no capture: not valid JSON: .* {2}\[/,
    /image\.png: warning: skipped, because it is no capture: is not UTF-8; .* {2}\[/,
    /pipe: warning: skipped, because it is no capture: is a pipe; .* {2}\[/,
    /out\.yaml: 1 service instance and 1 process, from captured replies: 4\n$/,
  ]) {
    t.match(err, note);
  }
  const { err: chinese } = await runs(['import', `${dir}/all`, '--lang', 'zh']);
  t.match(chinese, /notes\.md: 警告：不是抓取文件，已跳过 {2}\[/);
  const others = await runs(['import', `${dir}/others`]);
  t.equal(others.status, 1);
  t.match(others.err, /notes\.md: holds no successful reply of .*\n.*notes\.md: warning: skipped/);
  const broken = await runs(['import', `${dir}/broken`]);
  t.equal(broken.status, 1, 'a file with an ending of captures is not skipped');
  t.match(broken.err, /b\.har:1:1: is of none of the forms that are known/);
  const named = await runs(['import', `${dir}/all/a.log`, `${dir}/all/notes.md`]);
  t.equal(named.status, 1, 'a file that is named is not skipped');
});

/** A recording of a live system, as far as an import reads it. */
interface Recording {
  request: { target: string; body?: string };
  live: { json?: unknown };
}

t.test('the fixture that import writes gives no warning', async (t) => {
  const recorded = (name: string): string => {
    const file = new URL(`../../live/${name}.json`, import.meta.url);
    const recordings = JSON.parse(readFileSync(file, 'utf8')) as Recording[];
    return recordings
      .map(({ request, live }) =>
        JSON.stringify({ request: { path: request.target, body: request.body }, response: { body: live.json ?? '' } }),
      )
      .join('\n');
  };
  await using esb = await createEmulator({ contract: 'cmdb-3.14' });
  const list = { bk_biz_id: 2, set_template_id: 11, page: { start: 0, limit: 100 } };
  const listed = (await call(esb.url, LSI, list)) as { data: { info: { id: number }[] } };
  const ids = listed.data.info.map(({ id }) => id).slice(0, 20);
  const exchanges = await Promise.all(
    ids.map(async (id) => {
      const request = { bk_biz_id: 2, service_instance_id: id };
      return JSON.stringify({ request, response: await call(esb.url, LPI, request) });
    }),
  );
  const dir = t.testdir({
    'esb.jsonl': recorded('esb'),
    'cmdb.jsonl': recorded('cmdb'),
    'demo.jsonl': [JSON.stringify({ request: list, response: listed }), ...exchanges].join('\n'),
  });
  for (const name of ['esb', 'cmdb', 'demo']) {
    const out = `${dir}/${name}.yaml`;
    const { status, err } = await runs(['import', `${dir}/${name}.jsonl`, '--out', out]);
    t.equal(status, 0, `${name}: ${err}`);
    t.match(err, /: [1-9]\d* service instances? .*and [1-9]\d* process/, name);
    t.match(await runs(['check', '--strict', out]), { status: 0, out: /^no problems in 1 file / }, name);
  }
});

t.test('nothing is printed if the reader of the output ends early', async (t) => {
  const dir = await capture(t);
  const closed = new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error('nobody reads'), { code: 'EPIPE' })),
  });
  t.match(await runs(['import', `${dir}/list.json`], { stdout: closed }), { status: 0, err: '' });
});
