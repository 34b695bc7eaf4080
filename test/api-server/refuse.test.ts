import t from 'tap';
import { asBackendError } from '../../src/api-server/refuse.js';
import { CmdbError } from '../../src/cmdb/errors.js';
import { EsbError } from '../../src/esb/errors.js';

t.test('an error that is no refusal is thrown on', (t) => {
  const bug = new Error('a mistake in the code');
  t.throws(() => asBackendError(bug), bug);
  t.end();
});

t.test('a refusal is one of the system behind', (t) => {
  const refusal = new CmdbError(1199000);
  t.equal(asBackendError(refusal), refusal);
  const foreign = asBackendError(new EsbError(1306429, 'mine'));
  t.match(foreign, { code: 1306429, permission: 'null' });
  t.equal(foreign.text('zh'), 'mine');
  t.end();
});
