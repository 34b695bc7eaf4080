import { Writable } from 'node:stream';
import t from 'tap';
import { leaveUnread } from '../../../src/cli/output/leave-unread.js';

/** A stream of which so much waits at each look. The last value stays. */
const waiting = (...lengths: number[]): Writable =>
  Object.defineProperty(new Writable(), 'writableLength', {
    get: () => (lengths.length > 1 ? lengths.shift() : lengths[0]),
  });

t.test('a process ends when nobody reads, and waits while somebody does', async (t) => {
  // The timers do not keep the process alive.
  const alive = setInterval(() => undefined, 1000);
  t.teardown(() => clearInterval(alive));
  const exits: string[] = [];
  const leave = (name: string, stdout: Writable, stderr: Writable): Promise<number> =>
    new Promise((resolve) => {
      const exit = (status: number): never => {
        exits.push(name);
        resolve(status);
        return undefined as never;
      };
      leaveUnread({ stdout, stderr, exit }, 5);
    });
  void leave('read to the end', waiting(9, 0), waiting(0));
  void leave('nothing waits', waiting(0), waiting(0));
  const slow = leave('a slow reader stops', waiting(9, 8, 7, 7), waiting(1));
  t.equal(await leave('nobody reads', waiting(0), waiting(5)), 0);
  t.strictSame(exits, ['nobody reads']);
  t.equal(await slow, 0);
  t.strictSame([...new Set(exits)], ['nobody reads', 'a slow reader stops']);
});
