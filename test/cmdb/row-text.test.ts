import t from 'tap';
import { RowText } from '../../src/cmdb/row-text.js';

t.test('joins documents with commas', (t) => {
  for (const size of [0, 1, 2, 1000, 1001, 2500]) {
    const documents = Array.from({ length: size }, (_, index) => JSON.stringify({ index, name: '名' }));
    const text = new RowText();
    for (const document of documents) text.add(document);
    const joined = text.join();
    t.equal(joined.toString(), documents.join(','), `${size} documents`);
    t.equal(typeof joined === 'string', size <= 1000, `${size} documents: text, or bytes if there are many`);
  }
  t.end();
});
