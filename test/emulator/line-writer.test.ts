import { Writable } from 'node:stream';
import t from 'tap';
import { LineWriter } from '../../src/emulator/line-writer.js';

const KIB = 'x'.repeat(1023) + '\n';
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A stream whose reader reads a chunk when the test says so. */
const slow = () => {
  const read: string[] = [];
  const waiting: (() => void)[] = [];
  let error: Error | null = null;
  const output = new Writable({
    autoDestroy: false,
    decodeStrings: false,
    write: (line: string, _encoding, done) => {
      waiting.push(() => {
        if (error === null) read.push(line);
        done(error);
      });
    },
  });
  output.on('error', () => undefined);
  const readAll = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      next();
      await turn();
    }
  };
  return { output, read, readAll, fail: (reason: Error | null) => (error = reason) };
};

t.test('lines that nobody reads are dropped above a mebibyte, and counted when the reader reads again', async (t) => {
  const { output, read, readAll } = slow();
  const reports: number[] = [];
  const writer = new LineWriter(output, (dropped) => reports.push(dropped));
  for (let lines = 0; lines < 3000; lines += 1) writer.write(KIB);
  t.equal(output.writableLength, 1025 * 1024, 'bounded');
  t.strictSame(reports, []);
  await readAll();
  t.equal(read.length, 1025);
  t.strictSame(reports, [3000 - 1025]);
  writer.write(KIB);
  await readAll();
  t.equal(read.length, 1026, 'it goes on');
  t.equal(reports.length, 1, 'each is counted once');
});

t.test('lines that cannot be written are counted, too', async (t) => {
  const { output, read, readAll, fail } = slow();
  const reports: number[] = [];
  const writer = new LineWriter(output, (dropped) => reports.push(dropped));
  fail(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }));
  writer.write(KIB);
  await readAll();
  t.strictSame([read.length, reports.length], [0, 0]);
});
