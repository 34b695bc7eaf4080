import t from 'tap';
import { CATALOGUE } from '../../src/faults/catalogue/catalogue.js';
import { FaultBoundError, Faults } from '../../src/faults/faults.js';
import { readFault } from '../../src/faults/spec/read-fault.js';
import type { CmdbData } from '../../src/cmdb/repository.js';
import type { Params } from '../../src/calls/component.js';
import { call, LPI, LSI, newFaults } from './helper.js';

/** Sends a call through all stages, and returns the fault that struck it. */
const send = (faults: Faults<CmdbData>, params: Params = {}, component = LPI, app = 'a'): string | undefined => {
  const due = faults.due(component, app, params);
  due?.effect(call(component, params));
  return due?.fault.id;
};
/** The numbers of the struck calls among the first ones. */
const struckOf = (faults: Faults<CmdbData>, count: number): number[] =>
  Array.from({ length: count }, (_, index) => index + 1).filter(() => send(faults) !== undefined);

t.test('added, listed, found, removed', (t) => {
  const faults = newFaults({ name: 'slow' }, { name: 'reset', times: 2, app: 'x' });
  const slow = { id: 'f1', name: 'slow', seen: 0, struck: 0, left: null };
  const reset = { id: 'f2', name: 'reset', app: 'x', times: 2, seen: 0, struck: 0, left: 2 };
  t.strictSame(faults.list(), [slow, reset]);
  t.equal(JSON.stringify(faults.get('f2')), JSON.stringify(reset), 'in order');
  t.equal(faults.get('f3'), undefined);
  t.equal(faults.size, 2);
  t.equal(faults.remove('f2'), true);
  t.equal(faults.remove('f2'), false);
  t.strictSame(faults.list(), [slow]);
  t.equal(faults.add(readFault({ name: 'slow' })).id, 'f3', 'no id comes twice');
  faults.clear();
  t.equal(faults.size, 0);
  t.strictSame(faults.list(), []);
  t.equal(faults.due(LPI, '', {}), undefined);
  t.equal(faults.add(readFault({ name: 'slow' })).id, 'f1', 'but after clear');
  t.end();
});

t.test('a sandbox has room for a hundred', (t) => {
  const faults = newFaults(...Array.from({ length: 100 }, () => ({ name: 'slow' })));
  const more = readFault({ name: 'reset' });
  t.throws(() => faults.add(more), new FaultBoundError());
  t.throws(() => faults.add(more), {
    message: 'there are 100 faults, and no more fit into a sandbox; remove one that is no longer needed',
  });
  faults.remove('f50');
  t.equal(faults.add(more).id, 'f101');
  t.end();
});

t.test('scope', (t) => {
  const scopes: [scope: object, component: typeof LPI, app: string, params: Params, struck: boolean][] = [
    [{}, LPI, '', {}, true],
    [{ component: 'list_process_instance' }, LPI, '', {}, true],
    [{ component: 'list_process_instance' }, LSI, '', {}, false],
    [{ app: 'a' }, LPI, 'a', {}, true],
    [{ app: 'a' }, LPI, 'b', {}, false],
    [{ app: 'a' }, LPI, '', {}, false],
    [{ parameters: { bk_biz_id: 2 } }, LPI, '', { bk_biz_id: 2, service_instance_id: 1 }, true],
    [{ parameters: { bk_biz_id: 2 } }, LSI, '', { bk_biz_id: '2' }, true],
    [{ parameters: { bk_biz_id: 2 } }, LPI, '', { bk_biz_id: 3 }, false],
  ];
  for (const [scope, component, app, params, struck] of scopes) {
    const faults = newFaults({ name: 'slow', ...scope });
    const label = JSON.stringify([scope, component.name, app, params]);
    t.equal(send(faults, params, component, app), struck ? 'f1' : undefined, label);
    t.equal(faults.get('f1')?.seen, struck ? 1 : 0, `${label}: seen`);
  }
  t.end();
});

t.test('the first that is due strikes; all that match see the call', (t) => {
  const faults = newFaults(
    { name: 'slow', parameters: { bk_biz_id: 1 } },
    { name: 'reset', skip: 1, times: 2 },
    { name: 'esb-error' },
  );
  t.strictSame(
    Array.from({ length: 5 }, () => send(faults, { bk_biz_id: 2 })),
    ['f3', 'f2', 'f2', 'f3', 'f3'],
  );
  t.strictSame(
    faults.list().map(({ seen, struck, left }) => [seen, struck, left]),
    [
      [0, 0, null],
      [5, 2, 0],
      [5, 3, null],
    ],
  );
  t.end();
});

t.test('a call that does not reach the stage is not struck', (t) => {
  const faults = newFaults({ name: 'cmdb-refused', times: 1 });
  const due = faults.due(LPI, 'a', {});
  t.match(due, { fault: { id: 'f1', name: 'cmdb-refused' }, stage: 'system' });
  t.match(faults.get('f1'), { seen: 1, struck: 0, left: 1 });
  t.equal(send(faults), 'f1');
  t.match(faults.get('f1'), { seen: 2, struck: 1, left: 0 });
  t.equal(send(faults), undefined);
  t.match(faults.get('f1'), { seen: 3, struck: 1, left: 0 });
  t.end();
});

const SEED_7 = { name: 'reset', probability: 0.3, seed: 7 };

t.test('chance', (t) => {
  const struck = struckOf(newFaults(SEED_7), 10_000);
  t.strictSame(struckOf(newFaults(SEED_7), 10_000), struck, 'the same each time');
  t.ok(Math.abs(struck.length - 3000) < 150, `about 3000: ${struck.length}`);
  t.notSame(struckOf(newFaults({ ...SEED_7, seed: 8 }), 100), struckOf(newFaults(SEED_7), 100), 'another seed');

  const few = struck.slice(0, 20);
  const last = few.at(-1) as number;
  t.strictSame(
    struckOf(newFaults({ ...SEED_7, skip: few[2] as number }), last),
    few.slice(3),
    'calls that are skipped have their numbers, too',
  );
  t.strictSame(struckOf(newFaults({ ...SEED_7, times: 3 }), last), few.slice(0, 3), 'and so have those that are left');

  const unseeded = { name: 'reset', probability: 0.3 };
  t.strictSame(struckOf(newFaults(unseeded), 100), struckOf(newFaults({ ...unseeded, seed: 1 }), 100));
  const second = newFaults(unseeded, unseeded);
  second.remove('f1');
  t.strictSame(struckOf(second, 100), struckOf(newFaults({ ...unseeded, seed: 2 }), 100), 'by the number of the fault');
  t.end();
});

t.test('chance of one fault is not moved by another', (t) => {
  const alone = struckOf(newFaults(SEED_7), 200);
  const faults = newFaults({ name: 'slow', skip: 10, times: 20 }, SEED_7);
  const struck = Array.from({ length: 200 }, () => send(faults)).flatMap((id, index) =>
    id === 'f2' ? [index + 1] : [],
  );
  t.strictSame(
    struck,
    alone.filter((call) => call <= 10 || call > 30),
  );
  t.end();
});

t.test('how late calls are is the same each time', (t) => {
  const spec = { name: 'slow', seed: 7, latency: { uniform: { min: 100, max: 300 } } };
  const delays = (faults: Faults<CmdbData>) => Array.from({ length: 50 }, () => faults.due(LPI, '', {})?.delayMs);
  const drawn = delays(newFaults(spec));
  t.strictSame(delays(newFaults(spec)), drawn);
  t.ok(new Set(drawn).size > 30);
  t.ok(drawn.every((ms) => Number.isInteger(ms) && (ms as number) >= 100 && (ms as number) <= 300));
  t.end();
});

t.test('snapshots', (t) => {
  const faults = newFaults({ name: 'slow', times: 3, skip: 1 }, { ...SEED_7, seed: undefined }, { name: 'timeout' });
  faults.remove('f3');
  struckOf(faults, 3);
  const snapshot = faults.snapshot();
  const before = faults.list();
  const after = struckOf(faults, 50);
  t.notSame(faults.list(), before);
  faults.remove('f1');

  for (const target of [faults, new Faults(CATALOGUE), newFaults({ name: 'reset' })]) {
    target.restore(snapshot);
    t.strictSame(target.list(), before, 'what they have counted');
    t.strictSame(struckOf(target, 50), after, 'and what they do next');
    t.equal(target.add(readFault({ name: 'slow' })).id, 'f4');
  }
  t.end();
});
