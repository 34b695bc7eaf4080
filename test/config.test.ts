import { delimiter } from 'node:path';
import t from 'tap';
import { completeSettings, defaults, helpText, readCommand, SETTINGS, type Settings } from '../src/config.js';

const settings = (args: string[], env: Record<string, string> = {}): Settings => {
  const command = readCommand(args, env);
  if (command.do !== 'serve') throw new Error(`asked to ${command.do}`);
  return command.settings;
};

t.strictSame(settings([]), defaults, 'nothing said, everything by default');

const understood: [args: string[], env: Record<string, string>, expected: Partial<Settings>][] = [
  [['--port', '0'], {}, { port: 0 }],
  [['--port=65535'], {}, { port: 65535 }],
  [['--host', '0.0.0.0'], {}, { host: '0.0.0.0' }],
  [['--contract', 'cmdb-3.14'], {}, { contract: 'cmdb-3.14' }],
  [['--auth=strict'], {}, { auth: 'strict' }],
  [['--db', 'a.db'], {}, { db: 'a.db' }],
  [['--fixtures', 'a', '--fixtures', 'b'], {}, { fixtures: ['a', 'b'] }],
  [['--seed', '7', '--size', 'large'], {}, { seed: 7, size: 'large' }],
  [['--cors', 'http://localhost:3000'], {}, { cors: 'http://localhost:3000' }],
  [['--body-limit', '10'], {}, { bodyLimit: 10 }],
  [['--log-level', 'debug', '--pretty'], {}, { logLevel: 'debug', pretty: true }],
  [['--pretty=false'], { BK_ESB_PRETTY: '1' }, { pretty: false }],
  [['--port', '1', '--port', '2'], {}, { port: 2 }],
  [['--'], {}, {}],
  [[], { BK_ESB_FIXTURES: ['a', 'b'].join(delimiter) }, { fixtures: ['a', 'b'] }],
  [['--fixtures', 'c'], { BK_ESB_FIXTURES: 'a' }, { fixtures: ['c'] }],
  [
    [],
    { BK_ESB_PORT: '9', BK_ESB_LOG_LEVEL: 'warn', BK_ESB_PRETTY: 'true' },
    { port: 9, logLevel: 'warn', pretty: true },
  ],
  [['--port', '1'], { BK_ESB_PORT: '9' }, { port: 1 }],
  [[], { BK_ESB_PORT: '', OTHER: 'x', BK_ESB_SERVICE_HOST: '10.0.0.1', BK_ESB_HOST: 'tcp://10.0.0.1:80' }, {}],
];
for (const [args, env, expected] of understood) {
  t.strictSame(settings(args, env), { ...defaults, ...expected }, [...args, JSON.stringify(env)].join(' '));
}

const refused: [args: string[], env: Record<string, string>, message: string | RegExp][] = [
  [['--port', 'http'], {}, '--port must be an integer from 0 to 65535, not "http"'],
  [['--port', '65536'], {}, '--port must be an integer from 0 to 65535, not "65536"'],
  [['--port', '-1'], {}, /--port must be an integer from 0 to 65535, not "-1"|--port needs a value/],
  [['--port', '8e3'], {}, '--port must be an integer from 0 to 65535, not "8e3"'],
  [['--seed', '4294967296'], {}, '--seed must be an integer from 0 to 4294967295, not "4294967296"'],
  [['--auth', 'none'], {}, '--auth must be one of off, required, strict, not "none"'],
  [['--size='], {}, '--size must be one of small, medium, large, not ""'],
  [['--contract'], {}, '--contract needs a value: documented, cmdb-3.14'],
  [['--contract', '--auth', 'off'], {}, '--contract needs a value: documented, cmdb-3.14'],
  [['--host'], {}, '--host needs a value'],
  [['--host='], {}, '--host needs a value (ADDRESS)'],
  [['--fixtures='], {}, '--fixtures needs a value (PATH)'],
  [['--fixtures'], {}, '--fixtures needs a value'],
  [['--pretty=toString'], {}, '--pretty must be one of true, false, 1, 0, not "toString"'],
  [['--pretty=maybe'], {}, '--pretty must be one of true, false, 1, 0, not "maybe"'],
  [['--prot', '1'], {}, /^unknown flag --prot; did you mean --port\? There are: --host --port --contract /],
  [['-x'], {}, /^unknown flag -x; There are: --host /],
  [['serve'], {}, 'unexpected argument "serve"; settings are flags, see --help'],
  [[], { BK_ESB_PROT: '1' }, 'unknown environment variable BK_ESB_PROT; did you mean BK_ESB_PORT?'],
  [[], { BK_ESB_AUTH: 'no' }, 'BK_ESB_AUTH must be one of off, required, strict, not "no"'],
  [[], { BK_ESB_PRETTY: 'yes' }, 'BK_ESB_PRETTY must be one of true, false, 1, 0, not "yes"'],
];
for (const [args, env, message] of refused) {
  t.throws(() => readCommand(args, env), { message }, [...args, JSON.stringify(env)].join(' '));
}

t.strictSame(readCommand(['--port', '1', '-h'], {}), { do: 'help' });
t.strictSame(readCommand(['--help'], {}), { do: 'help' });
t.strictSame(readCommand(['--version'], {}), { do: 'version' });
t.strictSame(readCommand(['-v'], {}), { do: 'version' });

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
  t.end();
});

t.test('the help shows each default', (t) => {
  const lines = helpText().split('\n');
  for (const [key, { flag, about }] of Object.entries(SETTINGS)) {
    const value = defaults[key as keyof Settings];
    const none = value === undefined || (Array.isArray(value) && value.length === 0);
    const at = lines.findIndex((line) => line.startsWith(`  --${flag}`));
    t.equal(lines[at + 1]?.trim(), none ? about : `${about} [${String(value)}]`, flag);
  }
  t.ok(Math.max(...lines.map((line) => line.length)) <= 100, 'no line is longer than a terminal');
  t.end();
});
