import t from 'tap';
import { completeSettings, defaults } from '../../src/settings/settings.js';

t.test('options of a program', (t) => {
  t.strictSame(completeSettings({}, defaults), defaults);
  t.strictSame(completeSettings({ auth: 'off', db: undefined }, defaults), { ...defaults, auth: 'off' });
  t.strictSame(completeSettings({ fixtures: ['a'], pretty: true, port: 1 }, defaults), {
    ...defaults,
    fixtures: ['a'],
    pretty: true,
    port: 1,
  });
  const wrong = (options: object) => () => completeSettings(options, defaults);
  t.throws(wrong({ contract: 'cmdb' }), { message: 'contract must be one of documented, cmdb-3.14, not "cmdb"' });
  t.throws(wrong({ fixtures: 'a' }), { message: 'fixtures must be a list' });
  t.throws(wrong({ seed: 1.5 }), { message: 'seed must be an integer from 0 to 4294967295, not "1.5"' });
  t.throws(wrong({ fixture: [] }), { message: /^unknown option fixture; there are: host, port, contract, auth, / });
  t.strictSame(completeSettings({ auth: undefined } as object, defaults), defaults);
  t.throws(wrong({ watch: true }), { message: /^watch needs fixtures: name the files or folders to watch/ });
  t.end();
});
