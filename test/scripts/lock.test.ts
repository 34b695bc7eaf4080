import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import t from 'tap';
import { withLock } from '../../scripts/lib/lock.js';

t.test('one piece of work waits for the other', async (t) => {
  const path = `${t.testdir()}/lock`;
  const events: string[] = [];
  const work = (name: string) =>
    withLock(path, async () => {
      events.push(`${name} begins`);
      await wait(20);
      events.push(`${name} ends`);
    });
  await Promise.all([work('a'), work('b')]);
  t.strictSame(events, ['a begins', 'a ends', 'b begins', 'b ends']);
  t.notOk(existsSync(path), 'the lock is free again');
});

t.test('a lock is free after work that fails', async (t) => {
  const path = `${t.testdir()}/lock`;
  await t.rejects(
    withLock(path, () => Promise.reject(new Error('it failed'))),
    { message: 'it failed' },
  );
  t.notOk(existsSync(path));
});

t.test('the lock of a killed process is removed', async (t) => {
  const path = `${t.testdir()}/lock`;
  const { pid } = spawnSync(process.execPath, ['--version']);
  writeFileSync(path, String(pid));
  let isDone = false;
  await withLock(path, () => {
    isDone = true;
    return Promise.resolve();
  });
  t.ok(isDone);
});

t.test('a lock needs a folder that exists', async (t) => {
  await t.rejects(
    withLock(`${t.testdir()}/none/lock`, () => Promise.resolve()),
    { code: 'ENOENT' },
  );
});
