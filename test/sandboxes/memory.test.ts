import fc from 'fast-check';
import t, { type Test } from 'tap';
import type { Emulator, Fixture } from '../../src/index.js';
import { instances, LPI, processIds, range, startEmulator, type Reply } from '../control/client.js';
import { runs } from '../runs.js';

/** What sandboxes hold in memory has one bound for all together. */

type Memory = Record<'data' | 'journals', { bytes: number; most: number }>;

type World = Awaited<ReturnType<typeof startEmulator>>;

const taken = async ({ ask }: World): Promise<number> =>
  ((await ask('GET /__emulator/memory')).body as Memory).data.bytes;

/** The bytes of all sandboxes, each counted anew from what it holds. */
const recounted = async ({ ask }: World): Promise<number> => {
  const all = (await ask('GET /__emulator/sandboxes')).body as { bytes: number }[];
  return all.reduce((sum, { bytes }) => sum + bytes, 0);
};

/** With `maxMemory: 1`, a quarter of it is for journals. */
const MOST = 0.75 * 2 ** 20;

const refusal = (mebibytes: RegExp): object => ({
  status: 507,
  body: {
    message: new RegExp(
      `^the data, snapshots and faults of all sandboxes may take 0.8 MiB of memory, ${mebibytes.source} MiB are taken, and ` +
        'this does not fit into the rest: reset or drop a sandbox, drop a snapshot or a fault, or start with a larger ' +
        '--max-memory; GET /__emulator/sandboxes tells what each one takes$',
    ),
  },
});

/** Service instances that take some bytes in memory, each with a process. */
const rows = (bytes: number): Fixture => instances(...range(1001, 1001 + bytes / 1700));

/** More rows than the server writes in a turn, of which the last do not fit. */
const MANY: Fixture = { hosts: range(1, 4000).map((id) => ({ bk_host_id: id })) };

/** A fault with each kind of value. */
const LISTED = { name: 'slow', parameters: { ids: [1, 2.5], exact: true, none: null } };

const fault = (bytes: number): object => ({ name: 'custom', reply: { body: 'x'.repeat(bytes / 2) } });

t.test('a fixture that does not fit is refused, and the data is as it was', async (t) => {
  await using world = await startEmulator({ maxMemory: 1 });
  const { ask, esb } = world;
  await ask('PUT /__emulator/data', { body: instances(7) });
  const before = await taken(world);
  for (const [method, body] of [
    ['PUT', rows(1e6)],
    ['PATCH', rows(1e6)],
    ['PUT', MANY],
  ] as const) {
    t.match(await ask(`${method} /__emulator/data`, { body }), refusal(/0\.0/), method);
    t.strictSame(processIds(await ask(`POST ${LPI}`, { body: { service_instance_id: 7 } })), [7]);
    t.equal(await taken(world), before);
  }
  await t.rejects(esb.load(rows(1e6)), { name: 'ControlError', status: 507 });
  t.equal((await ask('POST /__emulator/faults', { body: LISTED })).status, 201);
  t.equal((await ask('PUT /__emulator/data', { body: rows(500_000) })).status, 200);
  t.match(
    await ask('PUT /@other/__emulator/data', { body: rows(500_000) }),
    refusal(/0\.[4-6]/),
    'the bound is for all',
  );
  await ask('POST /__emulator/reset');
  t.equal((await ask('PUT /@other/__emulator/data', { body: rows(500_000) })).status, 200);
  await ask('DELETE /__emulator/sandboxes/other');
  t.equal(await taken(world), await recounted(world));
  const { body } = await ask('GET /__emulator/memory');
  t.match(body, { data: { most: MOST }, journals: { bytes: Number, most: MOST / 3 } });
});

t.test('a fixture of too many rows is refused while they come from a thread, and the next one is loaded', async (t) => {
  await using world = await startEmulator({ maxMemory: 1 });
  const { ask } = world;
  const before = await taken(world);
  const fixtures: object[] = [
    { modules: [{ bk_module_id: 1, bk_biz_id: 2, service_instances: range(1, 12_000).map((id) => ({ id })) }] },
    {
      // No service instances are written, so the processes are rows of their own.
      processes: range(1, 12_000).map((id) => ({ bk_process_id: id, service_instance_id: 2, bk_biz_id: 2 })),
    },
    { hosts: range(1, 12_000).map((id) => ({ bk_host_id: id })) },
  ];
  for (const body of fixtures) t.match(await ask('PUT /__emulator/data', { body }), refusal(/0\.0/));
  t.match(await ask('PATCH /__emulator/data', { body: fixtures.at(-1) }), refusal(/0\.0/));
  // After the first one, the thread that checked it is replaced.
  for (const length of [5 * 2 ** 20, 300 * 1024]) {
    const large = JSON.stringify(instances(7)).padEnd(length);
    t.equal((await ask('PUT /__emulator/data', { body: large })).status, 200);
  }
  await ask('POST /__emulator/reset');
  t.equal(await taken(world), before);
});

/** Does something until it is refused, and then once more after something else. */
const repeat = async (t: Test, act: (turn: number) => Promise<Reply>, makeRoom: () => Promise<Reply>) => {
  let turn = 0;
  let reply: Reply;
  do reply = await act((turn += 1));
  while (reply.status < 300);
  t.match(reply, refusal(/0\.[5-8]/));
  t.ok(turn > 3);
  t.ok((await makeRoom()).status < 300);
  t.ok((await act(turn + 1)).status < 300, 'then it fits');
};

t.test('many snapshots, and many large faults, are refused in the end', async (t) => {
  await using world = await startEmulator({ maxMemory: 1 });
  const { ask } = world;
  const save = async (turn: number): Promise<Reply> => {
    const loaded = await ask('PUT /__emulator/data', { body: rows(1e5) });
    return loaded.status < 300 ? ask(`PUT /__emulator/snapshots/s${turn}`) : loaded;
  };
  await repeat(t, save, () => ask('DELETE /__emulator/snapshots/s1'));
  t.ok((await taken(world)) <= MOST);
  await ask('DELETE /__emulator/sandboxes/default');
  for (const snapshot of (await ask('GET /__emulator/snapshots')).body as string[]) {
    await ask(`DELETE /__emulator/snapshots/${snapshot}`);
  }
  await ask('POST /__emulator/reset');
  await repeat(
    t,
    (turn) => ask(`POST /@s${turn % 2}/__emulator/faults`, { body: fault(1e5) }),
    () => ask('DELETE /@s1/__emulator/faults'),
  );
  t.ok((await taken(world)) <= MOST);
  t.equal(await taken(world), await recounted(world));
});

t.test('what a sandbox shares with its snapshots counts once', async (t) => {
  await using world = await startEmulator({ maxMemory: 1 });
  const { ask } = world;
  await ask('PUT /__emulator/data', { body: rows(2e5) });
  await ask('POST /__emulator/faults', { body: fault(2e5) });
  const before = await taken(world);
  t.ok(before > 350_000);
  for (const number of range(1, 100)) await ask(`PUT /__emulator/snapshots/s${number}`);
  t.ok((await taken(world)) < before + 200_000);
  await ask('POST /__emulator/reset');
  t.ok((await taken(world)) > before, 'the snapshots still have it');
  await ask('POST /__emulator/snapshots/s1/restore');
  t.equal(await taken(world), await recounted(world));
});

t.test('if memory is short, empty sandboxes make room, and then new ones are refused', async (t) => {
  await using world = await startEmulator({ maxMemory: 1 });
  const { ask, esb } = world;
  await ask(`POST /@empty${LPI}`);
  while ((await ask('POST /@full/__emulator/faults', { body: fault(20_000) })).status < 300);
  while ((await ask('POST /@full/__emulator/faults', { body: fault(1000) })).status < 300);
  t.equal((await ask(`POST /@other${LPI}`)).status, 200);
  t.strictSame(esb.sandboxes(), ['default', 'full', 'other']);
  await ask('PATCH /@other/__emulator/settings', { body: { contract: 'cmdb-3.14' } });
  t.match(await ask(`POST /@another${LPI}`), refusal(/0\.7/));
  const save = (number: number) => ask(`PUT /__emulator/snapshots/s${number}`);
  t.match(await Promise.all(range(1, 10).map(save)).then((replies) => replies.at(-1)), refusal(/0\.7/));
  t.strictSame(esb.sandboxes(), ['default', 'full', 'other']);
});

t.test('a sandbox that is dropped while it loads gives everything back, at whichever moment', async (t) => {
  await using world = await startEmulator();
  const before = await taken(world);
  for (const turns of range(0, 60)) {
    const sandbox = world.esb.sandbox('w');
    const loading = sandbox.load(instances(1)).catch(() => undefined);
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
    sandbox.drop();
    await loading;
    if (world.esb.sandboxes().includes('w')) sandbox.drop();
  }
  t.equal(await taken(world), before);
});

const NAMES = ['default', 'a', 'b'];
const name = fc.constantFrom(...NAMES);
const label = fc.constantFrom('s', 't');

/** What may happen to a sandbox. */
const action = fc.oneof(
  fc.record({
    target: fc.constantFrom('PUT data', 'PATCH data'),
    body: fc.constantFrom(instances(1), instances(1, 2, 3)),
  }),
  fc.record({ target: label.map((snapshot) => `PUT snapshots/${snapshot}`) }),
  fc.record({ target: label.map((snapshot) => `POST snapshots/${snapshot}/restore`) }),
  fc.record({ target: label.map((snapshot) => `DELETE snapshots/${snapshot}`) }),
  fc.record({ target: fc.constantFrom('POST reset', 'DELETE faults', 'DELETE faults/f1', 'DELETE faults/f2') }),
  fc.record({ target: fc.constant('POST faults'), body: fc.constantFrom(fault(10), fault(5000)) }),
  fc.record({ target: name.map((other) => `DELETE sandboxes/${other}`) }),
);

const empty = async (esb: Emulator, world: World): Promise<void> => {
  for (const sandbox of esb.sandboxes()) await world.ask(`DELETE /__emulator/sandboxes/${sandbox}`);
  for (const snapshot of esb.snapshots()) await esb.dropSnapshot(snapshot);
  esb.faults.clear();
  await esb.reset();
};

t.test('whatever happens, what is taken is what is there, and in the end there is nothing', async (t) => {
  const faults = [`${t.testdir({ 'f.json': '{"name":"slow","app":"none"}' })}/f.json`];
  await using world = await startEmulator({ faults });
  const nothing = await taken(world);
  const property = fc.asyncProperty(
    fc.array(fc.tuple(name, action), { minLength: 5, maxLength: 30 }),
    async (steps) => {
      await Promise.all(
        steps.map(async ([sandbox, { target, ...sent }]) => {
          const { status } = await world.ask(target.replace(' ', ` /@${sandbox}/__emulator/`), sent);
          if (status >= 500) throw new Error(`${target} was answered ${status}`);
        }),
      );
      const [bytes, count] = [await taken(world), await recounted(world)];
      if (bytes !== count) throw new Error(`${bytes} bytes are taken, and ${count} are there`);
      await empty(world.esb, world);
      const left = await taken(world);
      if (left !== nothing) throw new Error(`${left} bytes are taken in the end, not ${nothing}`);
    },
  );
  await t.resolves(fc.assert(property, runs(10)));
});
