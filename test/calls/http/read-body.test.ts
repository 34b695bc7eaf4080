import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import t from 'tap';
import { TOO_LARGE } from '../../../src/calls/call-request.js';
import { readBody } from '../../../src/calls/http/read-body.js';
import { collectGarbage } from '../../collect-garbage.js';

const arriving = (): IncomingMessage => {
  const raw = new IncomingMessage(new Socket());
  raw.headers = { 'transfer-encoding': 'chunked' };
  return raw;
};

const pushTurnByTurn = async (raw: IncomingMessage, chunks: Iterable<Buffer>): Promise<void> => {
  for (const chunk of chunks) {
    raw.push(chunk);
    await new Promise(setImmediate);
  }
};

t.test('a body in any chunks is the same', async (t) => {
  for (const [size, limit] of [
    [0, 10],
    [1, 1],
    [100_000, 100_000],
    [100_001, 100_000],
  ] as const) {
    const bytes = Buffer.from(Array.from({ length: size }, (_, at) => at % 251));
    for (const length of [1000, 33_333, 200_000]) {
      const raw = arriving();
      const body = readBody(raw, limit);
      const chunks: Buffer[] = [];
      for (let at = 0; at < size; at += length) chunks.push(bytes.subarray(at, at + length));
      await pushTurnByTurn(raw, chunks);
      raw.push(null);
      t.strictSame(await body, size > limit ? TOO_LARGE : bytes, `${size} bytes in chunks of ${length}`);
    }
  }
});

t.test('a body in tiny chunks takes little memory', async (t) => {
  const held = (): number => {
    collectGarbage();
    return process.memoryUsage().arrayBuffers;
  };
  const before = held();
  const raw = arriving();
  const body = readBody(raw, 10_000);
  // Each chunk is a slice of what was read from the socket at once.
  const slices = function* () {
    for (let count = 0; count < 1000; count += 1) yield Buffer.alloc(64 * 1024, 'x').subarray(7, 8);
  };
  await pushTurnByTurn(raw, slices());
  // V8 gives the memory of buffers back in a thread of its own, a little after the collection.
  let during = held() - before;
  for (let tries = 0; during >= 16 * 1024 * 1024 && tries < 1000; tries += 1) {
    await new Promise(setImmediate);
    during = held() - before;
  }
  t.ok(during < 16 * 1024 * 1024, `${during} bytes`);
  raw.push(null);
  t.equal(String(await body), 'x'.repeat(1000));
});
