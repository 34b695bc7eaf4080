import { readFileSync, writeFileSync } from 'node:fs';
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
    /none\.json:1:1: 警告：1 个应答被拒绝，错误码 1199000，“.*”，已跳过 {2}\[CAPTURE_REFUSED\]\n/,
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
    ['text.txt', /text\.txt:1:1: not valid JSON/],
    ['nowhere', /nowhere: there is no such file or folder/],
    ['empty', /empty: there is no \.json, \.har, \.jsonl, \.ndjson or \.chlsj file in this folder/],
  ] as const) {
    const { status, err } = await runs(['import', `${dir}/${path}`, '--out', out]);
    t.equal(status, 1, path);
    t.match(err, /^bk-esb-emulator: \d problems?( and 1 warning)? in what was captured\n/);
    t.match(err, message);
    t.throws(() => readFileSync(out), { code: 'ENOENT' });
  }
});

t.test('nothing is printed if the reader of the output ends early', async (t) => {
  const dir = await capture(t);
  const closed = new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error('nobody reads'), { code: 'EPIPE' })),
  });
  t.match(await runs(['import', `${dir}/list.json`], { stdout: closed }), { status: 0, err: '' });
});
