import { delimiter, join } from 'node:path';
import t from 'tap';
import { chooseLanguage } from '../../../src/cli/command-line/choose-language.js';
import { readCommandLine } from '../../../src/cli/command-line/read-command-line.js';
import { COMMANDS } from '../../../src/cli/commands/index.js';
import { flagsOf } from '../../../src/cli/command.js';
import { createEmulator } from '../../../src/index.js';
import { runs } from '../helper.js';
import { columnsOf, wrapText } from '../../../src/cli/output/wrap-text.js';
import { LANGUAGES } from '../../../src/model/language.js';
import { environmentName } from '../../../src/settings/setting.js';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/settings/settings.js';

const read = (args: string[], env: Record<string, string> = {}, columns?: number) =>
  readCommandLine(args, { env, columns, lang: 'en' });

const settings = (args: string[], env: Record<string, string> = {}, columns?: number): unknown => {
  const commandLine = read(args, env, columns);
  if ('shows' in commandLine) throw new Error(`shows the ${commandLine.shows}`);
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
  ...[
    'http://localhost:3000',
    'https://my.dev',
    'http://[::1]:8080',
    '*',
    'null',
    'chrome-extension://abcdef',
    'app://-',
  ].map((cors): [string[], object, object] => [['--cors', cors], {}, { cors }]),
  [['--body-limit', '10'], {}, { bodyLimit: 10 }],
  [['--log-level', 'debug', '--pretty'], {}, { logLevel: 'debug', pretty: true }],
  [['--pretty=false'], { BK_ESB_PRETTY: '1' }, { pretty: false }],
  [['--no-pretty'], { BK_ESB_PRETTY: '1' }, { pretty: false }],
  [['--faults', 'a', '--fault', 'b'], {}, { faults: ['a', 'b'] }],
  [['--fixture', 'a', '--fixtures=b'], {}, { fixtures: ['a', 'b'] }],
  [[], { BK_ESB_FAULT: 'a' }, { faults: ['a'] }],
  [[], { BK_ESB_FAULTS: 'a', BK_ESB_FAULT: 'b' }, { faults: ['a'] }],
  [[], { BK_ESB_FIXTURES: '', BK_ESB_FIXTURE: 'b' }, { fixtures: ['b'] }],
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
  [[], { BK_ESB_PORT: 'tcp://10.0.0.1:8000', BK_ESB_PORT_8000_TCP: 'tcp://10.0.0.1:8000' }, {}],
  [[], { BK_ESB_PORT: 'udp://10.0.0.1:8000', BK_ESB_PORT_8000_UDP_PROTO: 'udp' }, {}],
  [[], { BK_ESB_PORT: 'sctp://10.0.0.1:8000' }, {}],
  [[], { BK_ESB_PORT: '', OTHER: 'x', BK_ESB_SERVICE_HOST: '10.0.0.1', BK_ESB_HOST: 'tcp://10.0.0.1:80' }, {}],
];
for (const [args, env, expected] of understood) {
  t.strictSame(settings(args, env), { ...DEFAULT_SETTINGS, ...expected }, [...args, JSON.stringify(env)].join(' '));
}

const withoutBlanks = (text: string): string => text.replaceAll(/\s/g, '');

const names = [...COMMANDS.map(({ name }) => name), 'help'].join(', ');

const refused: [args: string[], env: Record<string, string>, message: string | RegExp][] = [
  [['--port', 'http'], {}, '--port must be an integer from 0 to 65535, not "http"'],
  [['--port', '65536'], {}, '--port must be an integer from 0 to 65535, not "65536"'],
  [['--port', '-1'], {}, /--port must be an integer from 0 to 65535, not "-1"|--port needs a value/],
  [['--port', '8e3'], {}, '--port must be an integer from 0 to 65535, not "8e3"'],
  [['--seed', '4294967296'], {}, '--seed must be an integer from 0 to 4294967295, not "4294967296"'],
  ...(
    [
      ['localhost:3000', '"localhost:3000" lacks the scheme; did you mean http://localhost:3000?'],
      ['my.dev', '"my.dev" lacks the scheme; did you mean http://my.dev?'],
      [
        'http://localhost:3000/',
        '"http://localhost:3000/" is no origin as browsers write it, without path and slash; did you mean http://localhost:3000?',
      ],
      [
        'https://my.dev/app?x=1',
        '"https://my.dev/app?x=1" is no origin as browsers write it, without path and slash; did you mean https://my.dev?',
      ],
      [
        'http://My.dev:80',
        '"http://My.dev:80" is no origin as browsers write it, without path and slash; did you mean http://my.dev?',
      ],
      ['http://a,http://b', '"http://a,http://b" is a list, and it takes one'],
      ['http://a http://b', '"http://a http://b" is a list, and it takes one'],
      ['http://*.my.dev', '"http://*.my.dev" has a *, which stands for nothing but any origin, alone'],
      ['http://', '"http://" is none'],
      ['', '"" is none'],
    ] as const
  ).map(([origin, problem]): [string[], object, string] => [
    ['--cors', origin],
    {},
    `--cors must be an origin such as http://localhost:3000, or * for any: ${problem}`,
  ]),
  [['--auth', 'none'], {}, '--auth must be one of off, required, strict, not "none"'],
  [['--size='], {}, '--size must be one of small, medium, large, not ""'],
  [['--contract'], {}, '--contract needs a value: documented, cmdb-3.14'],
  [['--contract', '--auth', 'off'], {}, '--contract needs a value: documented, cmdb-3.14'],
  ...(
    [
      [['--port', '1', '--port', '2'], '--port'],
      [['--port=8000', '--watch', '--port=8000'], '--port'],
      [['--cors', 'http://a', '--cors', 'http://b'], '--cors'],
      [['--watch', '--no-watch'], '--watch'],
      [['--pretty', '--pretty'], '--pretty'],
      [['--lang', 'en', '--lang=zh'], '--lang'],
      [['help', '--lang', 'en', '--lang', 'zh'], '--lang'],
      [['--db', 'a', '--db', 'b'], '--db'],
      [['--contract', 'documented', '--contract', 'cmdb-3.14'], '--contract'],
      [['import', 'a', '--set-template-id', '1', '--set-template-id', '2'], '--set-template-id'],
      [['generate', '--seed', '1', '--seed', '2'], '--seed'],
      [['export', '--out', 'a.yaml', '--out', 'b.yaml'], '--out'],
      [['check', 'a', '--format', 'json', '--format', 'text'], '--format'],
    ] as const
  ).map(([args, flag]): [string[], object, string] => [[...args], {}, `${flag} is given twice, and takes one value`]),
  [['--host'], {}, '--host needs a value: ADDRESS'],
  [['--host='], {}, '--host needs a value: ADDRESS'],
  [['--fixtures='], {}, '--fixtures needs a value: PATH'],
  [['--fixtures'], {}, '--fixtures needs a value: PATH'],
  [['--pretty=toString'], {}, '--pretty must be one of true, false, 1, 0, not "toString"'],
  [['--pretty=maybe'], {}, '--pretty must be one of true, false, 1, 0, not "maybe"'],
  [['--prot', '1'], {}, 'unknown flag --prot; did you mean --port?'],
  [['--no-pretty=1'], {}, /^unknown flag --no-pretty; did you mean --pretty\?/],
  [['--no-port'], {}, /^unknown flag --no-port; did you mean --port\?/],
  [['--strict_warnings'], {}, /^unknown flag --strict_warnings; did you mean --strict-warnings\?/],
  [['--strictWarnings'], {}, /^unknown flag --strictWarnings; did you mean --strict-warnings\?/],
  [['--port', '1', 'help'], {}, 'the command comes first: bk-esb-emulator help …'],
  [['chekc', '--help'], {}, /^unknown command "chekc"; did you mean check\?/],
  [['halp'], {}, /^unknown command "halp"; did you mean help\?/],
  [['-x'], {}, /^unknown flag -x; there are: --host, --port, /],
  [['serve', 'now'], {}, 'unexpected argument "now"; settings are flags, see serve --help'],
  [['--port', '1', '8000'], {}, '"8000" stands without its flag; did you mean --port 8000?'],
  [['serve', 'my-fixtures/'], {}, '"my-fixtures/" stands without its flag; did you mean --fixtures my-fixtures/?'],
  [['own.yaml', '--watch'], {}, '"own.yaml" stands without its flag; did you mean --fixtures own.yaml?'],
  [['http://127.0.0.1:8000/'], {}, /^unknown command "http:/],
  [['--port', '1', 'check', 'a'], {}, 'the command comes first: bk-esb-emulator check …'],
  [['chekc', 'a'], {}, `unknown command "chekc"; did you mean check? There are: ${names}`],
  [['8000'], {}, '"8000" stands without its flag; did you mean --port 8000?'],
  [['start'], {}, `unknown command "start"; there are: ${names}`],
  [['help', 'FIXTURE_TABS'], {}, 'there is no error or problem with the code FIXTURE_TABS; did you mean FIXTURE_TAB?'],
  [['help', 'chekc'], {}, /^unknown command "chekc"/],
  [['check'], {}, 'check needs PATH, as in "bk-esb-emulator check my-fixtures/"; see check --help'],
  [['import', '--force'], {}, /^import needs CAPTURED, as in "bk-esb-emulator import .+"; see import --help$/],
  [['check', 'a', '--port', '1'], {}, /^unknown flag --port; (did you mean|there are)/],
  [['export', 'a.yaml'], {}, '"a.yaml" stands without its flag; did you mean --fixtures a.yaml?'],
  [['generate', '8000'], {}, 'unexpected argument "8000"; settings are flags, see generate --help'],
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
  [['--port', '1', '-h'], { shows: 'help', helpOf: undefined }],
  [['--help'], { shows: 'help', helpOf: undefined }],
  [['help'], { shows: 'help', helpOf: undefined }],
  [['help', '--lang', 'zh'], { shows: 'help', helpOf: undefined }],
  [['help', 'FIXTURE_TAB'], { shows: 'code', code: 'FIXTURE_TAB' }],
  [['--version'], { shows: 'version' }],
  [['check', '-v'], { shows: 'version' }],
  ...COMMANDS.flatMap((command) => [
    [[command.name, '--help'], { shows: 'help', helpOf: command }] as const,
    [['help', command.name], { shows: 'help', helpOf: command }] as const,
    [['help', '--lang=zh', command.name], { shows: 'help', helpOf: command }] as const,
  ]),
] as const) {
  t.strictSame(read([...args]), expected, args.join(' '));
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
    [['--lang'], ZH, 'zh'],
  ] as const) {
    t.equal(chooseLanguage(args, env), expected, [...args, JSON.stringify(env)].join(' '));
  }
  for (const { name } of COMMANDS) {
    t.match(
      readCommandLine([name, 'a'].slice(0, ['check', 'import', 'doctor', 'verify'].includes(name) ? 2 : 1), {
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

t.test('the help fits on 80 columns, in both languages', async (t) => {
  const withinColumns = (text: string): void => {
    for (const line of text.split('\n')) {
      if (columnsOf(line) > 80) t.fail(line);
      if (line !== line.trimEnd() || /^ *[，。；：、！？）”》」]/.test(line)) t.fail(`"${line}"`);
    }
  };
  const general = {} as Record<string, string>;
  for (const lang of LANGUAGES) {
    const { status, out } = await runs(['--help', '--lang', lang]);
    t.equal(status, 0);
    withinColumns(out);
    general[lang] = out;
  }
  t.match(general, { en: /^bk-esb-emulator \d+\.\d+\.\d+: .*\nUsage:\n/s, zh: /^bk-esb-emulator .*\n用法：\n/s });
  t.equal((await runs(['--version'])).out, (await runs(['serve', '-v'])).out);
  t.match((await runs(['--version'])).out, /^\d+\.\d+\.\d+\n$/);

  for (const command of COMMANDS) {
    for (const lang of LANGUAGES) {
      const { out } = await runs([command.name, '--help'], { env: { BK_ESB_LANG: lang } });
      withinColumns(out);
      const lines = out.split('\n');
      t.equal(lines[1], `  bk-esb-emulator ${command.name} ${command.usage}`);
      t.match(general[lang], `  ${command.name.padEnd(8)}  ${command.summary[lang]}\n`);
      for (const { about, line } of command.examples) t.match(out, `# ${about[lang].slice(0, 20)}`, line);
      const text = lines.map((line) => line.trim()).join(lang === 'en' ? ' ' : '');
      for (const setting of Object.values(flagsOf(command))) {
        const { flag, description, default: value, defaultText, flagOnly } = setting;
        const line = lines.find((line) => new RegExp(`^  --${flag}( |$)`).test(line)) ?? '';
        t.equal(line.endsWith(environmentName(setting)), flagOnly !== true, `${command.name} ${flag}`);
        const shown = defaultText?.[lang] ?? (typeof value === 'string' || typeof value === 'number' ? value : '');
        const expected = description[lang] + (shown === '' ? '' : ` [${shown}]`);
        t.ok(withoutBlanks(text).includes(withoutBlanks(expected)), `${command.name} ${flag}`);
      }
    }
  }
  t.end();
});

t.test('texts are wrapped where a reader expects it', (t) => {
  for (const [text, columns, indent, expected] of [
    ['one two three', 7, 0, 'one two\nthree'],
    ['one two three', 9, 2, '  one two\n  three'],
    ['one\n\ntwo', 80, 0, 'one\n\ntwo'],
    ['- one two three', 9, 1, ' - one\n   two\n   three'],
    ['averylongword', 5, 0, 'averylongword'],
    ['a averylongword b', 5, 0, 'a\naverylongword\nb'],
    ['监听端口', 4, 0, '监听\n端口'],
    ['监听端口。', 8, 0, '监听端\n口。'],
    ['见（端口）', 4, 0, '见\n（端\n口）'],
    ['用 --port 指定', 9, 0, '用 --port\n指定'],
    ['用“--port”指定', 11, 0, '用“--port”\n指定'],
  ] as const) {
    t.equal(wrapText(text, { columns, indent }), expected, text);
  }
  t.end();
});

t.test('the examples of the help run as they stand there', async (t) => {
  const reply = { result: true, code: 0, message: 'success', data: { count: 0, info: [] } };
  const request = { method: 'POST', url: 'http://esb.example.com/api/c/compapi/v2/cc/list_process_instance/' };
  const dir = t.testdir({
    'my-fixtures': { 'own.yaml': 'businesses: [{ bk_biz_id: 2 }]\n' },
    replies: { 'first.json': JSON.stringify(reply) },
    recorded: {
      '000001-a.b.yaml': `at: 2026-11-26T08:00:00.000Z\nrequest: { method: POST, path: /api/c/compapi/v2/a/b/, params: {} }\nreply: { status: 200, headers: {}, body: '{}' }\n`,
      '000002-list_process_instance.yaml': `at: 2026-11-26T08:00:01.000Z\nrequest: { method: POST, path: /api/c/compapi/v2/cc/list_process_instance/, params: { bk_biz_id: 2, service_instance_id: 999999 } }\nreply: { status: 200, headers: {}, body: '${JSON.stringify({ ...reply, data: [] })}' }\n`,
    },
    'captured.har': JSON.stringify({
      log: {
        entries: [{ request, response: { status: 200, content: { text: JSON.stringify({ ...reply, data: [] }) } } }],
      },
    }),
  });
  await using esb = await createEmulator();
  for (const { name, examples } of COMMANDS) {
    t.ok(examples.length >= 2, name);
    for (const { line } of examples) {
      const [program, ...words] = line.split(' ');
      t.equal(program, 'bk-esb-emulator');
      const args = words.map((word) => {
        // The address of an emulator with the default settings, which also stands in for a live system.
        if (['http://127.0.0.1:8000', 'http://paas.example.com'].includes(word)) return esb.url;
        return /^[a-z-]+(\/|\.[a-z]+)$/.test(word) ? join(dir, word) : word;
      });
      let stop: (() => void) | undefined;
      const serves = args[0] === undefined || args[0].startsWith('--');
      const free = args.includes('--port') ? [] : ['--port', '0'];
      const more = serves ? [...free, '--log-level', 'silent'] : [];
      const { status, out, err } = await runs([...args, ...more], { onStop: (handler) => (stop = handler) });
      t.equal(status, 0, `${line}\n${err}`);
      if (serves) {
        t.match(out, / listens on http:/, line);
        stop?.();
      }
    }
  }
});
