import http from 'node:http';
import { join } from 'node:path';
import t from 'tap';
import { LSI, ok, check, send, startAll, type Reply, type Target } from './helper.js';

/** Walking a set template that has more instances than a page may hold, as the clients of contract section 10 do. */

const BIZ = 2;
const SET_TEMPLATE = 11;
const TOTAL = 1203;

/** Ids with gaps, and never in the order in which they are served. */
const idOf = (index: number): number => 10 + index * 3;
const ids = Array.from({ length: TOTAL }, (_, index) => idOf(index));
const shuffled = ids.map((_, index) => idOf((index * 700) % TOTAL));
t.equal(new Set(shuffled).size, TOTAL, 'the fixture has every id once');

const instance = (id: number) => ({ id, name: `10.0.0.1_进程_${id}`, bk_host_id: id });
const moduleOf = new Map(shuffled.map((id, index) => [id, 100 - (index % 3)]));
const modules = [0, 1, 2].map((part) => ({
  bk_module_id: 100 - part,
  bk_biz_id: BIZ,
  set_template_id: SET_TEMPLATE,
  service_template_id: 50,
  service_instances: shuffled.filter((_, index) => index % 3 === part).map(instance),
}));
// Neighbours whose ids fall into the gaps: another template, no template, another business.
const neighbours = [
  { bk_module_id: 200, bk_biz_id: BIZ, set_template_id: 12 },
  { bk_module_id: 201, bk_biz_id: BIZ },
  { bk_module_id: 202, bk_biz_id: 3, set_template_id: SET_TEMPLATE },
].map((module, part) => ({
  ...module,
  service_instances: ids.filter((_, index) => index % 3 === part).map((id) => instance(id + 1)),
}));

const fixture = {
  businesses: [{ bk_biz_id: 2 }, { bk_biz_id: 3 }],
  modules: [...neighbours, ...modules],
  apps: [{ bk_app_code: 'suite', bk_app_secret: 'suite-secret', may_name_users: true }],
  users: [{ bk_username: 'admin' }],
};
const folder = t.testdir({ 'large.json': JSON.stringify(fixture) });
const targets = await startAll(t, [join(folder, 'large.json')]);

const row = (id: number) => ({
  bk_biz_id: BIZ,
  id,
  name: `10.0.0.1_进程_${id}`,
  labels: null,
  service_template_id: 50,
  bk_host_id: id,
  bk_module_id: moduleOf.get(id),
  creator: 'admin',
  modifier: 'admin',
  create_time: '2024-01-01T00:00:00.000Z',
  last_time: '2024-01-01T00:00:00.000Z',
  bk_supplier_account: '0',
});
const rows = ids.map(row);

interface Data {
  count: number;
  info: { id: number }[];
}
const dataOf = (reply: Reply): Data => (reply.body as { data: Data }).data;

const ask = (target: Target, agent: http.Agent, start: number, limit: number): Promise<Reply> =>
  send(target, {
    component: LSI,
    agent,
    params: {
      bk_biz_id: BIZ,
      set_template_id: SET_TEMPLATE,
      page: { start, limit, return_total: true },
    },
  });

/** Every page from the first to the one past the end. */
const startsOf = (limit: number): number[] => {
  const starts: number[] = [];
  for (let start = 0; start < TOTAL + limit; start += limit) starts.push(start);
  return starts;
};

/** Runs tasks with so many of them in flight at once; results come in the order of the tasks. */
async function pool<Task, Result>(tasks: Task[], size: number, work: (task: Task) => Promise<Result>) {
  const results: Result[] = [];
  const queue = tasks.entries();
  let inFlight = 0;
  let most = 0;
  const worker = async (): Promise<void> => {
    for (const [index, task] of queue) {
      most = Math.max(most, ++inFlight);
      results[index] = await work(task);
      inFlight--;
    }
  };
  await Promise.all(Array.from({ length: size }, worker));
  return { results, most };
}

for (const target of targets) {
  void t.test(target.name, async (t) => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 20 });
    t.teardown(() => agent.destroy());
    const limits = target.contract === 'documented' ? [500, 7] : [500, 7, 1000];

    for (const limit of limits) {
      const starts = startsOf(limit);
      for (const size of [1, 20]) {
        // Enough walks beside one another to keep 20 pages in flight even where one has few.
        const walks = Math.ceil(size / starts.length);
        const tasks = Array.from({ length: walks }, () => starts).flat();
        await t.test(`by ${limit}, ${size} at once`, async (t) => {
          const { results, most } = await pool(tasks, size, (start) => ask(target, agent, start, limit));
          t.equal(most, size, 'pages in flight');
          for (let walk = 0; walk < walks; walk++) {
            const pages = results.slice(walk * starts.length, (walk + 1) * starts.length).map(dataOf);
            t.strictSame(
              pages.map(({ info }) => info.length),
              starts.map((start) => Math.max(0, Math.min(limit, TOTAL - start))),
              'full pages, the rest, and nothing past the end',
            );
            t.strictSame([...new Set(pages.map(({ count }) => count))], [TOTAL], 'every page has the total');
            t.strictSame(
              pages.flatMap(({ info }) => info.map(({ id }) => id)),
              ids,
              'each id exactly once, ascending',
            );
          }
          for (const reply of results) {
            t.strictSame(target.problems(LSI, reply.status, reply.body), [], 'as the OpenAPI document says');
          }
        });
      }
    }

    await t.test('as bk-monitor does: the count first, then while start <= count', async (t) => {
      const first = await ask(target, agent, 0, 1);
      check(t, target, { component: LSI }, first, ok(LSI, { count: TOTAL, info: rows.slice(0, 1) }));
      const { count } = dataOf(first);
      const starts: number[] = [];
      for (let start = 0; start <= count; start += 500) starts.push(start);
      const { results } = await pool(starts, 20, (start) => ask(target, agent, start, 500));
      t.strictSame(
        results.flatMap((reply) => dataOf(reply).info),
        rows,
        'every row, field for field',
      );
    });

    await t.test('around the end', async (t) => {
      for (const [start, limit] of [
        [0, 500],
        [TOTAL - 1, 1],
        [TOTAL - 1, 500],
        [TOTAL, 1],
        [TOTAL, 500],
        [TOTAL + 1, 500],
        [TOTAL - 500, 500],
        [TOTAL * 1000, 7],
      ] as const) {
        const reply = await ask(target, agent, start, limit);
        check(t, target, { component: LSI }, reply, ok(LSI, { count: TOTAL, info: rows.slice(start, start + limit) }));
      }
    });

    await t.test('no page', async (t) => {
      const request = { component: LSI, agent, params: { bk_biz_id: BIZ, set_template_id: SET_TEMPLATE } } as const;
      const reply = await send(target, request);
      if (target.contract === 'documented') {
        check(t, target, request, reply, ok(LSI, { count: TOTAL, info: rows.slice(0, 500) }));
      } else {
        t.match(reply.body, { result: false, code: 1199059, data: null });
      }
    });

    await t.test('no limit', async (t) => {
      for (const start of [0, 3, TOTAL - 2, TOTAL, TOTAL + 5]) {
        const reply = await ask(target, agent, start, 999_999_999);
        if (target.contract === 'cmdb-3.14') {
          check(t, target, { component: LSI }, reply, ok(LSI, { count: TOTAL, info: rows.slice(start) }));
        } else {
          t.match(reply.body, { result: false, code: 1199059, data: null });
        }
      }
    });
  });
}
