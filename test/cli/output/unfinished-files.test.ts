import { once } from 'node:events';
import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import t from 'tap';
import { nameUnfinished, removeAbandoned } from '../../../src/cli/output/unfinished-files.js';
import { NODE, runs, start } from '../helper.js';

/** The id of a process that has ended. */
const endedId = async (): Promise<number> => {
  const child = start(['--version'], { command: NODE });
  child.stdout.resume();
  await once(child, 'close');
  return child.pid as number;
};

t.test('only the files of processes that have ended are removed', async (t) => {
  const dir = t.testdir();
  const own = basename(nameUnfinished(`${dir}/own.yaml`));
  const [host] = /(?<=bk-esb-)[0-9a-f]{8}/.exec(own) as unknown as [string];
  const gone = await endedId();
  const kept = [
    own,
    // The first process of the machine runs always, and may belong to another user.
    `init.yaml.bk-esb-${host}-1-00000000.tmp`,
    'elsewhere.yaml.bk-esb-00000000-1-00000000.tmp',
    `mine.bk-esb-${host}-${gone}-0000000.tmp`,
    'a.yaml.0123abcd.tmp',
    'a.yaml',
  ];
  const removed = [
    `a.db.bk-esb-${host}-${gone}-00000000.tmp`,
    `a.db.bk-esb-${host}-${gone}-00000000.tmp-journal`,
    `a.db.bk-esb-${host}-${gone}-00000000.tmp-wal`,
    `before-a-restart.yaml.bk-esb-${host}-${process.pid}-00000000.tmp`,
    'long-ago.yaml.bk-esb-00000000-1-00000000.tmp',
  ];
  for (const name of [...kept, ...removed]) writeFileSync(`${dir}/${name}`, 'part');
  utimesSync(`${dir}/long-ago.yaml.bk-esb-00000000-1-00000000.tmp`, 0, 0);
  removeAbandoned(dir);
  t.strictSame(readdirSync(dir).sort(), [...kept].sort());
  t.doesNotThrow(() => removeAbandoned(`${dir}/none`));
});

t.test('the next run removes what a killed one has left behind, whatever is written', async (t) => {
  const dir = t.testdir({ 'reply.json': '{"result":true,"data":[]}' });
  const much = ['--service-instances', '300000', '--processes-per-instance', '0'];
  const little = ['--service-instances', '1'];
  const left = () => readdirSync(dir).filter((name) => name.includes('.tmp'));
  for (const [killed, next] of [
    [
      ['generate', ...much, '--out', `${dir}/a.json`],
      ['generate', ...little, '--out', `${dir}/a.json`, '--force'],
    ],
    [
      ['generate', ...much, '--db', `${dir}/a.db`],
      ['generate', ...little, '--db', `${dir}/a.db`, '--force'],
    ],
    [
      ['generate', ...much, '--out', `${dir}/b.json`],
      ['export', '--db', `${dir}/a.db`, '--out', `${dir}/c.yaml`],
    ],
    [
      ['generate', ...much, '--out', `${dir}/b.json`],
      ['import', `${dir}/reply.json`, '--out', `${dir}/d.yaml`],
    ],
  ] as const) {
    const child = start(killed);
    t.teardown(() => child.kill('SIGKILL'));
    const closed = once(child, 'close');
    // The first line of progress.
    await once(child.stderr, 'data');
    t.not(left().length, 0, 'it is being written');
    const { err } = await runs(['generate', ...little, '--out', `${dir}/other.json`, '--force']);
    t.not(left().length, 0, `a file that is being written stays: ${err}`);
    child.kill('SIGKILL');
    await closed;
    t.not(left().length, 0, 'it is left behind');
    t.match(await runs([...next]), { status: 0 });
    t.strictSame(left(), [], next.join(' '));
  }
});
