import t from 'tap';
import { readCalls } from '../../src/verify/calls/read-calls.js';
import { envelope, refusal, take } from './helper.js';

/** Captures of many replies. */

t.test('a file may have more replies, and more broken lines, than a call takes arguments', (t) => {
  const count = 200_000;
  const replies = `${JSON.stringify(envelope([]))}\n`.repeat(count);
  t.equal(take({ files: { 'a.jsonl': replies } }).counts.replies, count);
  t.equal(refusal({ files: { 'a.jsonl': `{"a":1}\n${'{"a":}\n'.repeat(count)}` } }).length, count + 1);
  const calls = readCalls([{ file: 'a.jsonl', bytes: Buffer.from(replies) }], () => false, []);
  t.equal(calls.leftOut.length, count);
  t.end();
});
