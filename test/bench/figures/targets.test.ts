import t from 'tap';
import { RESULTS } from '../report/sample-results.js';
import { judge, TARGETS } from './targets.js';

const target = (figure: string, reference?: string) => {
  const found = TARGETS.find(
    (one) => one.figure === figure && (reference === undefined || one.reference === reference),
  );
  if (found === undefined) throw new Error(`there is no target for ${figure}`);
  return found;
};

t.test('a verdict compares medians and says by how much a target is missed', (t) => {
  const plain = judge(target('lpi/20/emulator', 'lpi/20/fastify-sqlite'), RESULTS);
  t.match(plain, { value: 0.91, isMet: true, missedBy: 0, measured: 9100, reference: 10_000 });
  const prism = judge(target('lpi/20/emulator', 'lpi/20/prism'), RESULTS);
  t.equal(prism.isMet, false);
  t.ok(Math.abs((prism.missedBy ?? 0) - (8 - 9100 / 1310)) < 1e-9);
  t.match(judge(target('reset'), RESULTS), { value: 2.5, measuredUnit: 'ms', isMet: false, missedBy: 0.5 });
  t.strictSame(judge(target('generate'), RESULTS), { value: undefined });
  t.end();
});

t.test('there is a target for throughput and p99 of each workload', (t) => {
  const ofContenders = TARGETS.filter(({ part }) => part === 'contenders').map(({ figure, target }) => [
    figure,
    target,
  ]);
  t.strictSame(ofContenders.slice(0, 9), [
    ['lpi/20/emulator', 0.8],
    ['lsi10/20/emulator', 0.8],
    ['lsi500/20/emulator', 1],
    ['lpi/1/emulator/p99', 2],
    ['lpi/20/emulator/p99', 2],
    ['lsi10/1/emulator/p99', 2],
    ['lsi10/20/emulator/p99', 2],
    ['lsi500/1/emulator/p99', 2],
    ['lsi500/20/emulator/p99', 2],
  ]);
  t.end();
});
