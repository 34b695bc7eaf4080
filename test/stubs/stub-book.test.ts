import t from 'tap';
import { StubBook } from '../../src/stubs/stub-book.js';

const PATH = '/api/c/compapi/v2/job/execute_job';

/** Milliseconds that a book of so many stubs takes, all of which have the same first condition. */
const timeOf = (count: number): number => {
  const stubs = Array.from({ length: count }, (_, id) => ({ path: 'job.execute_job', when: { bk_biz_id: 2, id } }));
  const start = performance.now();
  const book = new StubBook(stubs);
  t.equal(book.candidates(PATH, { bk_biz_id: 2 }).length, count);
  return performance.now() - start;
};

t.test('many stubs with the same first condition are put into their book in linear time', (t) => {
  const shortest = (count: number): number => Math.min(...[1, 2, 3].map(() => timeOf(count)));
  const few = shortest(5000);
  const many = shortest(50_000);
  t.ok(many < few * 50, `${many} ms for ten times as many as took ${few} ms`);
  t.end();
});
