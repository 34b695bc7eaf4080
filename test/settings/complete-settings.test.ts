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
  t.throws(wrong({ fixtures: 'a' }), { message: 'fixtures must be a list such as ["my-fixtures.yaml"]' });
  t.throws(wrong({ seed: 1.5 }), { message: 'seed must be an integer from 0 to 4294967295, not "1.5"' });
  for (const [written, meant] of [
    ['fixture', 'fixtures'],
    ['fault', 'faults'],
    ['prot', 'port'],
    ['strict_warnings', 'strictWarnings'],
    ['strict-warnings', 'strictWarnings'],
    ['log-level', 'logLevel'],
    ['maxmemory', 'maxMemory'],
  ]) {
    t.throws(wrong({ [written as string]: 1 }), {
      message: `unknown option ${written}; did you mean ${meant}?`,
    });
  }
  t.throws(wrong({ toString: 1 }), { message: /^unknown option toString/ });
  for (const [options, message] of [
    [{ host: 5 }, 'host must be a string, not 5'],
    [{ host: null }, 'host must be a string, not null'],
    [{ host: '' }, 'host needs a value: ADDRESS'],
    [{ db: new URL('file:///a.db') }, /^db must be a string, not /],
    [{ port: '80a' }, 'port must be an integer from 0 to 65535, not "80a"'],
    [{ port: -1 }, 'port must be an integer from 0 to 65535, not "-1"'],
    [{ port: null }, 'port must be an integer from 0 to 65535, not "null"'],
    [{ watch: 'yes' }, 'watch must be one of true, false, 1, 0, not "yes"'],
    [{ auth: ['off'] }, /^auth must be one of off, required, strict, not /],
    [{ faults: 'a.yaml' }, 'faults must be a list such as ["my-faults.yaml"]'],
    [{ faults: [{ name: 'slow' }] }, /^faults must be a list of paths, but has \{ name: 'slow' \}/],
    [{ fixtures: [5] }, 'fixtures must be a list of paths, but has 5'],
    [{ fixtures: [undefined] }, 'fixtures must be a list of paths, but has undefined'],
  ] as const) {
    t.throws(wrong(options), { message }, JSON.stringify(options));
  }
  t.match(
    completeSettings({ port: '8000', watch: 'false', pretty: 1 } as object, DEFAULT_SETTINGS),
    {
      port: 8000,
      watch: false,
      pretty: true,
    },
    'text of an environment is read as in the environment',
  );
  t.strictSame(completeSettings({ auth: undefined } as object, DEFAULT_SETTINGS), DEFAULT_SETTINGS);
  t.throws(wrong({ watch: true }), { message: /^watch needs fixtures: name the files or folders to watch/ });
  t.end();
});
