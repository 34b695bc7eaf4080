import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import t, { type Test } from 'tap';
import { createLog } from '../../src/emulator/create-log.js';
import { collector, start, startShell } from '../cli/helper.js';

interface Line {
  level: number;
  msg: string;
  dropped?: number;
}

t.test('lines of JSON, or lines for people, from the level on', (t) => {
  for (const pretty of [false, true]) {
    const { stream, text } = collector();
    const log = createLog({ logLevel: 'warn', pretty }, () => stream);
    t.equal(log.level, 'warn');
    log.info({ a: 1 }, 'not this');
    log.warn({ a: 1 }, 'a warning');
    log.error({ err: new Error('broken') }, 'an error');
    if (pretty) t.match(text(), /^\[\d\d:\d\d:\d\d\].* WARN.*: .*a warning.*\n.*a.*: .*1.*\n\[.*ERROR.*\n.*err.*: \{/);
    else {
      const lines = text()
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Line);
      t.match(lines, [
        { level: 40, msg: 'a warning', a: 1 },
        { level: 50, msg: 'an error', err: { message: 'broken' } },
      ]);
    }
  }
  t.end();
});

t.test('texts of a request are cut', (t) => {
  for (const pretty of [false, true]) {
    const { stream, text } = collector();
    const log = createLog({ logLevel: 'debug', pretty }, () => stream);
    const long = 'x'.repeat(60_000);
    log.debug({ method: 'POST', path: `/${long}` }, 'answered');
    log.warn({ component: null, reason: long, hint: `${'y'.repeat(490)} bk_token=${long}` }, 'refused');
    log.error({ message: 'z'.repeat(600) }, 'not of a request');
    t.match(text(), `/${'x'.repeat(499)}…(cut)`);
    t.match(text(), new RegExp(`\\W${'x'.repeat(500)}…\\(cut\\)`));
    t.match(text(), 'z'.repeat(600));
    t.notMatch(text(), /x{501}|bk_token=x/);
    t.ok(text().length < 4000, String(text().length));
  }
  t.end();
});

t.test('the number of dropped lines is logged', async (t) => {
  const lines: string[] = [];
  let blocked: (() => void) | undefined;
  const output = new Writable({
    decodeStrings: false,
    write: (line: string, _encoding, done) => {
      lines.push(line);
      if (lines.length === 1) blocked = done;
      else done();
    },
  });
  const log = createLog({ logLevel: 'error', pretty: false }, () => output);
  for (let count = 0; count < 30_000; count += 1) log.error({}, 'nobody reads this');
  blocked?.();
  while (output.writableLength > 0) await new Promise(setImmediate);
  const last = JSON.parse(lines.at(-1) as string) as Line;
  t.match(last, { level: 50, msg: /^lines of the log were dropped, because they could not be written: \d+$/ });
  t.equal(last.dropped, 30_000 - (lines.length - 1));
  t.ok((last.dropped as number) > 0);
});

const PATH = '/api/c/compapi/v2/cc/list_process_instance/';

/** Sends requests that are refused, each of which is a line of the log. */
const refusedOften = async (url: string, times: number): Promise<void> => {
  for (let count = 0; count < times; count += 1) {
    const response = await fetch(url + PATH, { method: 'POST', body: '{}', signal: AbortSignal.timeout(60_000) });
    if (!(await response.text()).includes('"result":false')) throw new Error('not refused');
  }
};

const addressOf = async (stdout: NodeJS.ReadableStream): Promise<string> => {
  for await (const line of createInterface(stdout)) {
    const found = /listens on (\S+)/.exec(line)?.[1];
    if (found !== undefined) return found;
  }
  throw new Error('the emulator ended');
};

const listening = async (t: Test, ...flags: string[]) => {
  const child = start(['--port', '0', '--auth', 'strict', ...flags]);
  t.teardown(() => child.kill('SIGKILL'));
  return { child, url: await addressOf(child.stdout) };
};

t.test('an emulator whose log nobody reads answers on', async (t) => {
  for (const flags of [[], ['--pretty']]) {
    const { child, url } = await listening(t, ...flags);
    await refusedOften(url, 2000);
    t.pass('all are answered');
    const read = text(child.stderr);
    await refusedOften(url, 1);
    child.kill('SIGTERM');
    const [exited, log] = await Promise.all([once(child, 'exit'), read]);
    t.strictSame(exited, [0, null]);
    t.equal(log.match(/refused/g)?.length, 2001, 'less than a mebibyte is not dropped, and the last line is not lost');
  }
});

t.test('an emulator whose log nobody reads stops', async (t) => {
  const { child, url } = await listening(t);
  await refusedOften(url, 2000);
  const exited = once(child, 'exit');
  child.kill('SIGHUP');
  t.strictSame(await exited, [0, null]);
});

t.test('an emulator answers whatever becomes of its output', async (t) => {
  const cases: [name: string, shell: string][] = [
    ['the reader of the log is gone', '"$@" 2> >(true)'],
    ['the reader of the banner is gone', 'exec 3>&1; "$@" > >(head -n 1 >&3)'],
    ['no standard error', '"$@" 2>&-'],
    ...(existsSync('/dev/full') ? [['a full disk', '"$@" 2> /dev/full'] as [string, string]] : []),
  ];
  for (const [name, line] of cases) {
    const child = startShell(line.replace('"$@"', 'exec "$@" --port 0 --auth strict'));
    t.teardown(() => child.kill('SIGKILL'));
    const url = await addressOf(child.stdout);
    child.stderr.resume();
    await refusedOften(url, 20);
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    t.strictSame(await exited, [0, null], name);
  }
});
