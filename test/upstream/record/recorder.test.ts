import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import t from 'tap';
import { parse } from 'yaml';
import { createLog } from '../../../src/emulator/create-log.js';
import type { Exchange } from '../../../src/upstream/record/exchange-text.js';
import { readRecording } from '../../../src/captures/read/recording.js';
import { Recorder } from '../../../src/upstream/record/recorder.js';
import { collector } from '../../cli/helper.js';

const exchange = (body: string): Exchange => ({
  at: 0,
  durationMs: 1,
  component: 'cc.search_business',
  request: {
    method: 'POST',
    target: '/api/c/compapi/v2/cc/search_business/',
    headers: {},
    params: {},
  },
  reply: { status: 200, contentType: undefined, body: Buffer.from(body) },
});

const recorderIn = (folder: string, masked: string[] = []) => {
  const { stream, lines } = collector();
  return {
    recorder: new Recorder(
      folder,
      masked,
      createLog({ logLevel: 'warn', pretty: false }, () => stream),
    ),
    lines,
  };
};

t.test('a folder that is gone fails no call, and each call that is not kept is logged', async (t) => {
  const folder = join(t.testdir(), 'recorded');
  const { recorder, lines } = recorderIn(folder);
  rmSync(folder, { recursive: true });
  recorder.record(exchange('{}'));
  await recorder.close();
  t.match(lines().join('\n'), /"msg":"a forwarded call cannot be recorded"/);
});

t.test('calls that come faster than they can be written are not all kept, which is logged', async (t) => {
  const folder = t.testdir();
  const { recorder, lines } = recorderIn(folder);
  for (let count = 0; count < 1003; count += 1) recorder.record(exchange('{}'));
  await recorder.close();
  t.equal(readdirSync(folder).length, 1000);
  t.equal(lines().filter((line) => line.includes('too many wait to be written')).length, 3);
});

t.test('a name that the folder does not take is logged, and leaves nothing behind', async (t) => {
  // The temporary file has a shorter name than the recording.
  const longest = 4095 - '/.000000000000.tmp'.length;
  const base = t.testdir();
  const rest = longest - base.length;
  const folders = Array.from({ length: Math.floor(rest / 201) }, () => 'f'.repeat(200));
  const folder = join(base, ...folders, 'f'.repeat(Math.max(rest - folders.length * 201 - 1, 1)));
  const { recorder, lines } = recorderIn(folder);
  recorder.record(exchange('{}'));
  await recorder.close();
  t.match(lines().join('\n'), 'ENAMETOOLONG');
  t.strictSame(readdirSync(folder), []);
});

t.test('compressed replies are recorded as they read, in their order, and all that came before the end', async (t) => {
  const folder = t.testdir();
  const { recorder, lines } = recorderIn(folder);
  const compressed = exchange('{"of":"gzip"}');
  const { body } = compressed.reply;
  recorder.record({ ...compressed, reply: { ...compressed.reply, encoding: 'gzip', body: gzipSync(body) } });
  recorder.record(exchange('{"of":"plain"}'));
  recorder.record({ ...compressed, reply: { ...compressed.reply, encoding: 'gzip' } });
  await recorder.close();
  t.strictSame(
    readdirSync(folder).map((file) => readRecording(readFileSync(join(folder, file)))?.reply.body),
    ['{"of":"gzip"}', '{"of":"plain"}'],
  );
  t.match(lines().join('\n'), 'a forwarded call is not recorded: its reply cannot be decoded');
});

t.test('two emulators that record into one folder replace no file of each other', async (t) => {
  const folder = t.testdir();
  const [one, other] = [recorderIn(folder).recorder, recorderIn(folder).recorder];
  for (let count = 0; count < 20; count += 1) {
    one.record(exchange('{"of":"one"}'));
    other.record(exchange('{"of":"other"}'));
  }
  await Promise.all([one.close(), other.close()]);
  const files = readdirSync(folder);
  t.equal(files.length, 40);
  const bodies = files.map((file) => readRecording(readFileSync(join(folder, file)))?.reply.body);
  t.equal(bodies.filter((body) => body === '{"of":"one"}').length, 20);
  t.end();
});

t.test('a reply that is no JSON is kept as it came', async (t) => {
  const folder = t.testdir({ 'notes.txt': 'of the team', '000007-a.b.yaml': '' });
  const { recorder } = recorderIn(folder);
  recorder.record(exchange('<h1>Bad Request (400)</h1>'));
  await recorder.close();
  const file = readFileSync(join(folder, '000008-cc.search_business.yaml'), 'utf8');
  t.match(parse(file), {
    reply: { body: '<h1>Bad Request (400)</h1>', headers: {} },
  });
});

t.test('a folder that cannot be made, and a key for pseudonyms that is none', (t) => {
  const folder = t.testdir({ file: '', masked: { '.mask-key': 'lost' } });
  t.throws(() => recorderIn(join(folder, 'file')), { message: /file is a file; name a folder/ });
  t.throws(() => recorderIn(join(folder, 'file/below')), { message: /cannot be recorded into: ENOTDIR/ });
  t.throws(() => recorderIn(join(folder, 'masked'), ['a']), { code: 'SETTING_BROKEN_MASK_KEY' });
  t.end();
});

t.test('a reply in which nobody can find what to mask is not kept, which is logged', async (t) => {
  const folder = t.testdir();
  const { recorder, lines } = recorderIn(folder, ['ip']);
  recorder.record(exchange('<h1>10.0.0.1</h1>'));
  await recorder.close();
  t.same(readdirSync(folder), ['.mask-key']);
  t.match(lines().join('\n'), /"msg":"a forwarded call is not recorded: its reply is no JSON/);
});

const BODIES: [body: string | Buffer, kept: object][] = [
  ['{"a":[1.50,{}],"a":1e3}', { json: '{\n  "a": [\n    1.50,\n    {}\n  ],\n  "a": 1e3\n}\n' }],
  ['{"a": 1, "b": "\\u4e2d"}', { spaced: true, json: '{\n  "a": 1,\n  "b": "\\u4e2d"\n}\n' }],
  ['{"a" :1}', { body: '{"a" :1}' }],
  ['{"a":1}\n', { body: '{"a":1}\n' }],
  ['', { body: '' }],
  [Buffer.from([0x22, 0xd6, 0xd0, 0x22]), { encoding: 'base64', body: 'ItbQIg==' }],
];

t.test('a body is kept so that its bytes can be read again, and people can read it', async (t) => {
  const folder = t.testdir();
  const { recorder } = recorderIn(folder);
  for (const [body] of BODIES) {
    const { reply, ...rest } = exchange('');
    recorder.record({ ...rest, reply: { ...reply, body: Buffer.from(body) } });
  }
  await recorder.close();
  for (const [index, name] of readdirSync(folder).entries()) {
    const [body, kept] = BODIES[index] as (typeof BODIES)[number];
    const bytes = readFileSync(join(folder, name));
    t.same((parse(bytes.toString()) as { reply: object }).reply, { status: 200, headers: {}, ...kept }, String(body));
    const { body: text, encoding } = readRecording(bytes)?.reply ?? { body: '' };
    t.same(Buffer.from(text, encoding), Buffer.from(body), `${String(body)}, read again`);
  }
});
