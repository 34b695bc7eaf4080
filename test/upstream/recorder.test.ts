import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { parse } from 'yaml';
import { createLog } from '../../src/emulator/create-log.js';
import { Recorder, type Exchange } from '../../src/upstream/recorder.js';
import { collector } from '../cli/helper.js';

const exchange = (body: string): Exchange => ({
  at: 0,
  durationMs: 1,
  component: 'cc.search_business',
  request: {
    method: 'POST',
    target: '/api/c/compapi/v2/cc/search_business/',
    headers: {},
    params: {},
    body: Buffer.alloc(0),
  },
  reply: { status: 200, contentType: undefined, body: Buffer.from(body) },
});

const recorderIn = (folder: string) => {
  const { stream, lines } = collector();
  return {
    recorder: new Recorder(
      folder,
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
