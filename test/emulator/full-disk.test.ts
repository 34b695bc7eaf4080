import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import t from 'tap';
import { createEmulator } from '../../src/index.js';
import { ended, startShell } from '../cli/helper.js';

const NO_ROOM =
  'cannot be written: look at the room on the disk and the limits of the process, or name another file with --db';

t.test('a start without room for its database prints one line, and the next one recovers', async (t) => {
  const dir = t.testdir();
  // Blocks of 1024 bytes: for the first page, the tables, and half of the data.
  for (const blocks of [1, 40, 1500]) {
    const file = join(dir, `${blocks}.db`);
    const limited = `ulimit -f ${blocks}; "$@" --port 0 --log-level silent --db '${file}'`;
    for (const time of ['first', 'second']) {
      const expected = { out: '', err: `bk-esb-emulator: ${file} ${NO_ROOM}  [DATABASE_CANNOT_GROW]\n`, end: 1 };
      t.strictSame(await ended(startShell(limited)), expected, `${blocks} blocks, ${time} time`);
    }
    await using esb = await createEmulator({ db: file });
    t.equal(esb.data.counts.service_instances > 0, true, `${blocks} blocks: with room, it starts`);
  }
});

/** A file system of 8 MiB of its own, on which all but a mebibyte is taken. */
const OWN_DISK = ['unshare', '-rm', 'bash', '-c'];
const MOUNT = 'mount -t tmpfs -o size=8m tmpfs . && cd "$PWD"';
const hasOwnDisk = (): boolean => {
  const [command, ...args] = OWN_DISK as [string, ...string[]];
  return spawnSync(command, [...args, MOUNT], { cwd: tmpdir() }).status === 0;
};
const skip = hasOwnDisk() ? false : 'no file system of its own here';

t.test('a full disk, and a log that it leaves behind', { skip }, async (t) => {
  const dir = t.testdir();
  const script = `${MOUNT}
    head -c 7m /dev/zero > filler
    for n in 1 2; do "$@" --db a.db; echo $?; done
    "$@" generate --db b.db 2>&1; echo $?
    ls
    rm filler
    coproc "$@" --db a.db
    while read -r line; do if [[ $line == *docs* ]]; then break; fi; done <&"\${COPROC[0]}"
    kill $COPROC_PID; wait $COPROC_PID; echo $?`;
  const line = `cd '${dir}' && exec ${OWN_DISK.join(' ')} '${script}' bash "$@"`;
  const child = startShell(`export BK_ESB_PORT=0 BK_ESB_LOG_LEVEL=silent; ${line}`);
  const full = (file: string) =>
    `bk-esb-emulator: ${file} cannot be written: the disk is full; make room, or name another file with --db  [DATABASE_DISK_FULL]\n`;
  t.strictSame(await ended(child), {
    out: `1\n1\n${full('b.db')}1\na.db\nfiller\n0\n`,
    err: full('a.db').repeat(2),
    end: 0,
  });
});

const rows = (count: number, name: string): string =>
  `modules: [{ bk_module_id: 1, bk_biz_id: 2, service_instances: [{ id: 1, processes: [
  ${Array.from({ length: count }, (_, id) => `{ bk_process_id: ${id + 1}, bk_process_name: ${name} }`).join(',\n  ')}] }] }]`;

t.test('a running emulator whose disk is full keeps its data and goes on', async (t) => {
  const dir = t.testdir({ 'a.yaml': rows(1, 'old') });
  const flags = '--port 0 --auth off --watch --log-level error';
  const child = startShell(`ulimit -f 700; exec "$@" ${flags} --fixtures '${dir}/a.yaml' --db '${dir}/a.db'`);
  t.teardown(() => child.kill('SIGKILL'));
  child.stderr.resume();
  let url = '';
  for await (const line of createInterface(child.stdout)) {
    url = /listens on (\S+)/.exec(line)?.[1] ?? url;
    if (line.startsWith('  docs')) break;
  }
  const served = async (): Promise<unknown> => {
    const path = `${url}/api/c/compapi/v2/cc/list_process_instance/`;
    const response = await fetch(path, { method: 'POST', body: '{"bk_biz_id":2,"service_instance_id":1}' });
    const { data } = (await response.json()) as { data: { property: { bk_process_name: string } }[] };
    return [data.length, data[0]?.property.bk_process_name];
  };
  type Ready = { status: string; refused: { message: string } | null };
  const until = async <T>(ask: () => Promise<T>, isRight: (answer: T) => boolean): Promise<T> => {
    for (;;) {
      const answer = await ask();
      if (isRight(answer)) return answer;
      await setTimeout(20);
    }
  };
  const readyz = async () => (await (await fetch(`${url}/readyz`)).json()) as Ready;

  writeFileSync(`${dir}/a.yaml`, rows(4000, 'large'));
  const { status, refused } = await until(readyz, (ready) => ready.refused !== null);
  t.strictSame([status, refused?.message], ['ready', `${dir}/a.db ${NO_ROOM}`]);
  t.strictSame(await served(), [1, 'old'], 'the data is as it was');

  // Data of control lies in memory, so that it needs no room.
  const put = await fetch(`${url}/__emulator/data`, { method: 'PUT', body: rows(4000, 'control') });
  t.equal(put.status, 200);
  t.strictSame(await served(), [4000, 'control']);
  t.equal((await fetch(`${url}/__emulator/reset`, { method: 'POST' })).status, 200);

  writeFileSync(`${dir}/a.yaml`, rows(2, 'small'));
  await until(readyz, (ready) => ready.refused === null);
  t.strictSame(await served(), [2, 'small'], 'what fits is loaded again');
  child.kill('SIGTERM');
  t.equal((await ended(child)).end, 0);
  t.ok(statSync(`${dir}/a.db`).size > 0);
  t.notOk(existsSync(`${dir}/a.db-wal`), readdirSync(dir).join(' '));
});
