import t from 'tap';
import { countTurns } from './helper.js';
import { inSlices } from '../../../src/util/time-slices/in-slices.js';

t.test('items come in their order, and other work goes on meanwhile', async (t) => {
  const items = Array.from({ length: 20 }, (_, index) => index);
  const turns = countTurns(t, 6);
  const taken: number[] = [];
  for await (const item of inSlices(items)) taken.push(item);
  t.strictSame(taken, items);
  t.ok(turns() >= 5, `${turns()} turns of the event loop`);
});

t.test('a reader that stops early ends the items', async (t) => {
  let isEnded = false;
  const items = function* () {
    try {
      for (;;) yield 1;
    } finally {
      isEnded = true;
    }
  };
  for await (const item of inSlices(items())) if (item === 1) break;
  t.equal(isEnded, true);
});
