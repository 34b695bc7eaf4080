/** A test that uses a sandbox: it changes everything about it, one thing after another. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from '../lib/connection.js';
import { fixtureOf, MOST_SHARED_ID, patchOf } from './generation.js';
import { BASELINE } from './sandbox.js';

const FAULTS = ['rate-limited', 'cmdb-rate-limited', 'cmdb-internal', 'bad-gateway', 'esb-error', 'reset', 'truncated', 'malformed', 'slow']; // prettier-ignore
const MOST_TIMES = 5;
const PAUSE_MS = 300;
/** A fault that has callers strikes within this time on any machine. */
const MOST_FAULT_MS = 120_000;

/** Asks control, which must not fail. */
const controlOf = (port, sandbox) => async (method, path, body) => {
  const reply = await ask(port, method, `${sandbox.prefix}/__emulator${path}`, body);
  if (reply.status < 300) return reply.json;
  throw new Error(`${method} ${sandbox.prefix}/__emulator${path}: ${reply.status} ${reply.text.slice(0, 500)}`);
};

const operationsOf = (sandbox, control, random, nextGeneration, hasFailed) => {
  const { timeline } = sandbox;
  const snapshots = new Map();
  const baseline = () => ({ base: BASELINE, patches: new Map() });
  return {
    load: async () => {
      const base = nextGeneration();
      await timeline.change({ base, patches: new Map() }, () => control('PUT', '/data', fixtureOf(base)));
    },
    patch: async () => {
      const { base, patches } = timeline.current;
      // The baseline may change meanwhile.
      if (base === BASELINE) return;
      const [id, generation] = [random.between(1, MOST_SHARED_ID), nextGeneration()];
      const next = { base, patches: new Map(patches).set(id, generation) };
      await timeline.change(next, () => control('PATCH', '/data', patchOf(generation, id)));
    },
    reset: () => timeline.change(baseline(), () => control('POST', '/reset')),
    drop: async () => {
      snapshots.clear();
      await timeline.change(baseline(), () => control('DELETE', `/sandboxes/${sandbox.name}`));
    },
    save: async () => {
      // A snapshot of the baseline goes on after the baseline has changed. Nothing here says which one it was.
      if (timeline.current.base === BASELINE) return;
      const name = `s${random.below(5)}`;
      await control('PUT', `/snapshots/${name}`);
      snapshots.set(name, timeline.current);
    },
    restore: async () => {
      if (snapshots.size === 0) return;
      const [name, state] = random.pick([...snapshots]);
      await timeline.change(state, () => control('POST', `/snapshots/${name}/restore`));
    },
    fault: async () => {
      const [name, times] = [random.pick(FAULTS), random.between(1, MOST_TIMES)];
      const latency = name === 'slow' ? { latency: random.between(1, 200) } : {};
      const { id } = await control('POST', '/faults', { name, times, ...latency });
      // The callers meet it within a moment, unless they have stopped after a failure.
      const added = performance.now();
      while ((await control('GET', `/faults/${id}`)).left > 0 && !hasFailed()) {
        if (performance.now() - added > MOST_FAULT_MS) throw new Error(`${name} does not strike`);
        await sleep(50);
      }
      await control('DELETE', `/faults/${id}`);
      // A slow reply is still a right one.
      if (name !== 'slow') sandbox.ask(name, times);
      else sandbox.slow = (sandbox.slow ?? 0) + times;
    },
    journal: async () => {
      await control(
        'GET',
        random.pick([
          '/requests?code=0',
          '/requests/count',
          '/warnings',
          '/requests?since=1&component=list_process_instance',
        ]),
      );
      if (random.chance(0.2)) await control('DELETE', '/requests');
    },
    export: () => control('GET', '/data'),
    settings: () => control('PATCH', '/settings', { contract: random.pick(['documented', 'cmdb-3.14']), auth: 'off' }),
  };
};

/** @param {{ port: number, sandbox: object, random: object, nextGeneration: () => number, until: number }} tester */
export const testAgainAndAgain = async ({ port, sandbox, random, nextGeneration, until }, report) => {
  const operations = operationsOf(sandbox, controlOf(port, sandbox), random, nextGeneration, report.hasFailed);
  const names = Object.keys(operations);
  while (performance.now() < until && !report.hasFailed()) {
    await sleep(random.below(2 * PAUSE_MS));
    const name = random.pick(names);
    try {
      await operations[name]();
      report.count(name);
    } catch (error) {
      report.fail(`${name}: ${error.message}`);
    }
  }
};
