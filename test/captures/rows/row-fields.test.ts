import t from 'tap';
import { textOf } from '../../../src/messages/message.js';
import { Notes } from '../../../src/captures/notes.js';
import { Captured } from '../../../src/captures/read/captured.js';
import { noteBusiness } from '../../../src/captures/rows/row-fields.js';

const at = new Captured({}, { file: 'a.json', locate: () => ({ line: 1, column: 1 }) });

for (const [bizId, expected] of [
  [1, []],
  [3, [/^1 process of business 3 in replies for business 1;/]],
  ['x', [/^1 process of another business in replies for business 1;/]],
] as const) {
  t.test(`a row of business ${JSON.stringify(bizId)} in a reply for business 1`, (t) => {
    const notes = new Notes();
    noteBusiness(at, 'process', bizId, 1, notes);
    t.match(
      notes.list(['a.json']).map(({ message }) => textOf(message, 'en')),
      expected,
    );
    t.equal(notes.list(['a.json']).length, expected.length);
    t.end();
  });
}
