import { delimiter } from 'node:path';
import t from 'tap';
import { chooseLanguage } from '../../../src/cli/command-line/choose-language.js';
import { commandHelp, generalHelp } from '../../../src/cli/command-line/help.js';
import { readCommandLine } from '../../../src/cli/command-line/read-command-line.js';
import { COMMANDS } from '../../../src/cli/commands/index.js';
import { environmentName } from '../../../src/settings/setting.js';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/settings/settings.js';

const read = (args: string[], env: Record<string, string> = {}, columns?: number) =>
  readCommandLine(args, { env, columns, lang: 'en' });

const settings = (args: string[], env: Record<string, string> = {}, columns?: number): unknown => {
  const commandLine = read(args, env, columns);
  if ('text' in commandLine) throw new Error(`a text: ${commandLine.text}`);
  t.equal(commandLine.command.name, 'serve');
  return commandLine.settings;
};

t.strictSame(settings([]), DEFAULT_SETTINGS, 'an empty command line gives the defaults');

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
  [['serve', '--port', '1'], {}, { port: 1 }],
  [['--watch', '--fixtures', 'a'], {}, { watch: true, fixtures: ['a'] }],
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
  t.strictSame(settings(args, env), { ...DEFAULT_SETTINGS, ...expected }, [...args, JSON.stringify(env)].join(' '));
}

const names = COMMANDS.map(({ name }) => name).join(' ');

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
  [['-x'], {}, /^unknown flag -x. There are: --host /],
  [['serve', '8000'], {}, 'unexpected argument "8000"; settings are flags, see serve --help'],
  [['--port', '1', '8000'], {}, 'unexpected argument "8000"; settings are flags, see serve --help'],
  [['--port', '1', 'check', 'a'], {}, 'the command comes first: bk-esb-emulator check …'],
  [['chekc', 'a'], {}, `unknown command "chekc"; did you mean check? There are: ${names}`],
  [['8000'], {}, `unknown command "8000". There are: ${names}`],
  [['help', 'chekc'], {}, /^unknown command "chekc"/],
  [['check'], {}, 'check needs a PATH; see check --help'],
  [['import', '--force'], {}, 'import needs a CAPTURED; see import --help'],
  [
    ['check', 'a', '--port', '1'],
    {},
    /^unknown flag --port; did you mean --format\? There are: --format --help|^unknown flag --port/,
  ],
  [['export', 'a.yaml'], {}, 'unexpected argument "a.yaml"; settings are flags, see export --help'],
  [[], { BK_ESB_PROT: '1' }, 'unknown environment variable BK_ESB_PROT; did you mean BK_ESB_PORT?'],
  [[], { BK_ESB_AUTH: 'no' }, 'BK_ESB_AUTH must be one of off, required, strict, not "no"'],
  [[], { BK_ESB_PRETTY: 'yes' }, 'BK_ESB_PRETTY must be one of true, false, 1, 0, not "yes"'],
];
for (const [args, env, message] of refused) {
  t.throws(() => read(args, env), { message }, [...args, JSON.stringify(env)].join(' '));
}

t.match(settings([], {}, 80), { pretty: true }, 'on a terminal, the log is formatted for people');
t.match(settings(['--pretty=false'], {}, 80), { pretty: false });
t.match(settings([], { BK_ESB_PRETTY: '0' }, 80), { pretty: false });

for (const [args, expected] of [
  [['--port', '1', '-h'], generalHelp()],
  [['--help'], generalHelp()],
  [['help'], generalHelp()],
  [['--version'], /^\d+\.\d+\.\d+\n$/],
  [['-v'], /^\d+\.\d+\.\d+\n$/],
  ...COMMANDS.flatMap((command) => [
    [[command.name, '--help'], commandHelp(command)] as const,
    [['help', command.name], commandHelp(command)] as const,
  ]),
] as const) {
  t.match(read([...args]), { text: expected }, args.join(' '));
}

t.test('a setting that is flag-only is not read from the environment', (t) => {
  const env = { BK_ESB_DB: 'a.db', BK_ESB_FIXTURES: 'b', BK_ESB_FORMAT: 'json', BK_ESB_FORCE: '1' };
  t.match(read(['export', '--size', 'medium'], env), {
    settings: { db: 'a.db', fixtures: ['b'], seed: 1, size: 'medium', out: undefined, format: undefined, force: false },
  });
  t.match(read(['generate'], { ...env, BK_ESB_SEED: '9' }), { settings: { db: undefined, seed: 1, force: false } });
  t.match(read(['check', 'b', 'c'], env), { settings: { format: 'text' }, operands: ['b', 'c'] });
  t.throws(() => read(['export'], { BK_ESB_PROT: '1' }), { message: /did you mean BK_ESB_PORT/ });
  t.end();
});

t.test('the language of messages', (t) => {
  const ZH = { LC_ALL: 'zh_CN.UTF-8' };
  for (const [args, env, expected] of [
    [[], {}, 'en'],
    [[], ZH, 'zh'],
    [[], { LANG: 'zh_TW' }, 'zh'],
    [[], { LC_MESSAGES: 'zh' }, 'zh'],
    [[], { LC_ALL: '', LANG: 'zh_CN.UTF-8' }, 'zh'],
    [[], { LC_ALL: 'C.UTF-8', LANG: 'zh_CN.UTF-8' }, 'en'],
    [[], { LC_MESSAGES: 'en_US.UTF-8', LANG: 'zh_CN.UTF-8' }, 'en'],
    [[], { LANG: 'zhx' }, 'en'],
    [[], { ...ZH, BK_ESB_LANG: 'en' }, 'en'],
    [[], { ...ZH, BK_ESB_LANG: '' }, 'zh'],
    [[], { ...ZH, BK_ESB_LANG: 'fr' }, 'zh'],
    [['check', '--lang', 'zh', 'a'], { BK_ESB_LANG: 'en' }, 'zh'],
    [['--lang=en'], { BK_ESB_LANG: 'zh' }, 'en'],
    [['--lang', 'en', '--lang=zh'], {}, 'zh'],
    [['--lang'], ZH, 'zh'],
  ] as const) {
    t.equal(chooseLanguage(args, env), expected, [...args, JSON.stringify(env)].join(' '));
  }
  for (const { name } of COMMANDS) {
    t.match(
      readCommandLine([name, 'a'].slice(0, ['check', 'import'].includes(name) ? 2 : 1), {
        env: {},
        columns: 80,
        lang: 'zh',
      }),
      {
        settings: { lang: 'zh' },
      },
    );
  }
  t.throws(() => read(['--lang', 'fr']), { message: '--lang must be one of en, zh, not "fr"' });
  t.throws(() => read([], { BK_ESB_LANG: 'fr' }), { message: 'BK_ESB_LANG must be one of en, zh, not "fr"' });
  t.end();
});

for (const command of COMMANDS) {
  t.test(`the help of ${command.name} shows each flag, its variable and its default`, (t) => {
    const text = commandHelp(command);
    const lines = text.split('\n');
    for (const setting of Object.values(command.settings)) {
      const { flag, description, default: value, flagOnly } = setting;
      const none = value === undefined || (Array.isArray(value) && value.length === 0);
      const index = lines.findIndex((line) => line.startsWith(`  --${flag}`));
      t.equal(lines[index]?.endsWith(environmentName(setting)), flagOnly !== true, flag);
      t.equal(lines[index + 1]?.trim(), none ? description : `${description} [${value as string}]`, flag);
    }
    t.ok(text.startsWith(`Usage: bk-esb-emulator ${command.name} `));
    t.match(generalHelp(), `  ${command.name}`, 'the general help lists the command');
    for (const line of [...lines, ...generalHelp().split('\n')]) {
      t.ok(line.length <= 110, `at most 110 columns: ${line}`);
    }
    t.end();
  });
}
