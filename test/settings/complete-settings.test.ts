import t from 'tap';
import { completeSettings } from '../../src/settings/complete-settings.js';
import { DEFAULT_SETTINGS } from '../../src/settings/settings.js';

t.test('options of a program', (t) => {
  t.strictSame(completeSettings({}, DEFAULT_SETTINGS), DEFAULT_SETTINGS);
  t.strictSame(completeSettings({ auth: 'off', db: undefined }, DEFAULT_SETTINGS), {
    ...DEFAULT_SETTINGS,
    auth: 'off',
  });
  t.strictSame(completeSettings({ fixtures: ['a'], pretty: true, port: 1 }, DEFAULT_SETTINGS), {
    ...DEFAULT_SETTINGS,
    fixtures: ['a'],
    pretty: true,
    port: 1,
  });
  const wrong = (options: object) => () => completeSettings(options, DEFAULT_SETTINGS);
  t.throws(wrong({ contract: 'cmdb' }), { message: 'contract must be one of documented, cmdb-3.14, not "cmdb"' });
  t.throws(wrong({ fixtures: 'a' }), { message: 'fixtures must be a list' });
  t.throws(wrong({ seed: 1.5 }), { message: 'seed must be an integer from 0 to 4294967295, not "1.5"' });
  t.throws(wrong({ fixture: [] }), { message: /^unknown option fixture; there are: host, port, contract, auth, / });
  t.strictSame(completeSettings({ auth: undefined } as object, DEFAULT_SETTINGS), DEFAULT_SETTINGS);
  t.throws(wrong({ watch: true }), { message: /^watch needs fixtures: name the files or folders to watch/ });
  t.end();
});
