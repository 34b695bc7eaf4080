import { createHash } from 'node:crypto';
import http from 'node:http';
import t from 'tap';
import { ask, instances, LPI, processIds, range, startEmulator, type Sent } from '../control/client.js';

/** Many workers use one emulator at the same time, each with its own sandbox. None sees anything of another. */

const WORKERS = 64;
const REQUESTS = 200;
/** Every so many requests, a worker loads its data again, or returns to the baseline and loads it again. */
const RELOAD = 50;
const RESET = 120;
/** Every so many requests meet the worker's fault. */
const STRUCK = 10;
const IDS_EACH = 20;

interface Entry {
  sandbox: string;
  parameters: { bk_biz_id?: number; service_instance_id: number; worker: number };
  app: string | null;
  code: number | null;
  fault: { name: string } | null;
  warnings: string[];
}

interface Seen {
  /** The reply without the parts that differ each time. */
  replies: unknown[];
  entries: unknown[];
  warnings: number;
}

const contractOf = (worker: number) => (worker % 4 < 2 ? 'documented' : 'cmdb-3.14');
const authOf = (worker: number) => (['off', 'required', 'strict'] as const)[worker % 3] as string;
/** A code that no other worker's fault refuses with. */
const faultCode = (worker: number): number => 2_000_000 + worker;
const idsOf = (worker: number): number[] => range(worker * IDS_EACH + 1, (worker + 1) * IDS_EACH);

const dataOf = (worker: number) => ({
  ...instances(...idsOf(worker)),
  apps: [{ bk_app_code: `app-${worker}`, bk_app_secret: `secret-${worker}`, may_name_users: true }],
  users: [{ bk_username: `user-${worker}` }],
});

/** Fails where anything is not as it is for a worker that is alone. */
const work = async (url: string, worker: number): Promise<Seen> => {
  const name = `w${worker}`;
  const byPath = worker % 2 === 0;
  const agent = new http.Agent({ keepAlive: true, maxSockets: 2 });
  const call = async (target: string, sent: Sent = {}) => {
    const [method, path] = target.split(' ') as [string, string];
    return byPath
      ? ask(url, `${method} /@${name}${path}`, { ...sent, agent })
      : ask(url, target, { ...sent, agent, headers: { 'X-Emulator-Sandbox': name } });
  };
  const control = async (target: string, body?: unknown): Promise<unknown> => {
    const [method, path] = target.split(' ') as [string, string];
    const reply = await call(`${method} /__emulator${path}`, { body });
    if (reply.status >= 300) throw new Error(`${name}: ${target} gave ${reply.status} ${reply.text}`);
    return reply.body;
  };
  const begin = async () => {
    await control('PUT /data', dataOf(worker));
    await control('PATCH /settings', { contract: contractOf(worker), auth: authOf(worker) });
    await control('POST /faults', {
      name: 'custom',
      parameters: { strike: true },
      reply: { code: faultCode(worker), message: `fault of ${worker}` },
    });
  };
  const expect = (what: string, found: unknown, wanted: unknown): void => {
    const [left, right] = [JSON.stringify(found), JSON.stringify(wanted)];
    if (left !== right) throw new Error(`${name}: ${what} is ${left}, not ${right}`);
  };

  const seen: Seen = { replies: [], entries: [], warnings: 0 };
  /** The expected journal: all requests since the last reset. */
  let sent: unknown[] = [];
  const look = async () => {
    const entries = (await control('GET /requests')) as Entry[];
    const summary = entries.map(({ sandbox, app, code, fault, parameters }) => {
      return [sandbox, app, code, fault?.name ?? null, parameters.worker, parameters.service_instance_id];
    });
    expect('the journal', summary, sent);
    const warnings = (await control('GET /warnings')) as { app: string; parameters: Entry['parameters'] }[];
    const warned = entries.flatMap((entry) => entry.warnings);
    expect('the number of warnings', warnings.length, warned.length);
    for (const { app, parameters } of warnings)
      expect('a warning', [app, parameters.worker], [`app-${worker}`, worker]);
    seen.entries.push(...summary);
    seen.warnings += warnings.length;
  };

  await begin();
  for (let number = 0; number < REQUESTS; number += 1) {
    if (number % RESET === RESET - 1) {
      await look();
      expect('reset', await control('POST /reset'), await control('POST /reset'));
      sent = [];
      expect('faults', await control('GET /faults'), []);
      await begin();
    } else if (number % RELOAD === RELOAD - 1) await control('PUT /data', dataOf(worker));
    // Each asks for its own service instances, and for those of its neighbours, which it must not find.
    const id =
      number % 3 === 2 ? ((number + worker) % WORKERS) * IDS_EACH + 1 : (idsOf(worker)[number % IDS_EACH] ?? 0);
    const strike = number % STRUCK === 7;
    const body = {
      bk_app_code: `app-${worker}`,
      bk_app_secret: `secret-${worker}`,
      bk_username: `user-${worker}`,
      // Without it, what the documentation allows is a warning.
      ...(contractOf(worker) === 'documented' && number % 5 === 0 ? {} : { bk_biz_id: 2 }),
      service_instance_id: id,
      worker,
      strike,
    };
    const reply = await call(`POST ${LPI}`, { body });
    const { code } = reply.body as { code: number };
    const own = idsOf(worker).includes(id);
    if (strike) expect('the code', code, faultCode(worker));
    else expect('the processes', processIds(reply), own ? [id] : []);
    sent.push([name, `app-${worker}`, code, strike ? 'custom' : null, worker, id]);
    seen.replies.push(strike ? code : processIds(reply));
  }
  await look();
  expect('the settings', await control('GET /settings'), {
    contract: contractOf(worker),
    auth: authOf(worker),
    strict_warnings: false,
    clock: null,
  });
  agent.destroy();
  return seen;
};

t.test('workers side by side see nothing of each other', async (t) => {
  await using world = await startEmulator();
  const all = await Promise.all(range(0, WORKERS - 1).map((worker) => work(world.esb.url, worker)));
  t.equal(all.flatMap(({ replies }) => replies).length, WORKERS * REQUESTS);
  t.equal(all.flatMap(({ entries }) => entries).length, WORKERS * REQUESTS, 'journals hold what was sent, all of it');
  t.strictSame(
    all.map(({ warnings }) => warnings),
    range(0, WORKERS - 1).map((worker) => (contractOf(worker) === 'documented' ? REQUESTS / 5 : 0)),
  );
  t.equal(world.esb.requests.count(), 0, 'the default sandbox saw nothing');
  t.equal(world.esb.data.own, false);
  const digest = createHash('sha256').update(JSON.stringify(all)).digest('hex');
  // The same workers one after the other, each alone.
  await using alone = await startEmulator();
  const few = [0, 1, 2, 3, 30, 63];
  for (const worker of few) t.same(await work(alone.esb.url, worker), all[worker], `worker ${worker}, alone`);
  t.equal(
    digest,
    'b08f55b4a247020ec5bbf53d12e5bfc7acb54f7141f5f643928cca6509448b7f',
    'the digest of all that was seen',
  );
});
