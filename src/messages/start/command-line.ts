import { entry, plain } from '../entry.js';
import { listEn, listZh, meantEn, meantZh } from '../phrases.js';

/** The way out of counts that do not go together. */
const SUIT = {
  en: 'Change the number that is named, or leave it out: it then suits the others.',
  zh: '修改所指的数量，或不写它，使其与其他数量相称。',
};

/** Command lines that cannot be understood. */
export const COMMAND_LINE = {
  COMMAND_UNKNOWN: entry<{ name: string; meant: string | null; known: string[] }>({
    en: ({ name, meant, known }) =>
      `unknown command "${name}"${meantEn(meant)}${meant === null ? '; there' : ' There'} are: ${listEn(known)}`,
    zh: ({ name, meant, known }) =>
      `未知的命令“${name}”${meantZh(meant)}${meant === null ? '；' : ''}可用的命令：${listZh(known)}`,
    cure: {
      en: 'Correct the spelling. `bk-esb-emulator --help` lists the commands.',
      zh: '改正拼写。`bk-esb-emulator --help` 列出全部命令。',
    },
    examples: [
      { name: 'chekc', meant: 'check', known: ['serve', 'check'] },
      { name: 'start', meant: null, known: ['serve', 'check'] },
    ],
  }),
  COMMAND_UNKNOWN_CODE: entry<{ name: string; meant: string | null }>({
    en: ({ name, meant }) => `there is no error or problem with the code ${name}${meantEn(meant)}`,
    zh: ({ name, meant }) => `没有代码为 ${name} 的错误或问题${meantZh(meant)}`,
    cure: {
      en: 'Write the code as it stands in the brackets behind a message. `docs/errors.md` lists all codes.',
      zh: '请按消息末尾方括号中的写法输入代码。`docs/errors.zh-CN.md` 列出全部代码。',
    },
    examples: [
      { name: 'FIXTURE_TABS', meant: 'FIXTURE_TAB' },
      { name: 'QUITE_ANOTHER', meant: null },
    ],
  }),
  COMMAND_WITHOUT_FLAG: entry<{ argument: string; flag: string }>({
    en: ({ argument, flag }) => `"${argument}" stands without its flag; did you mean ${flag} ${argument}?`,
    zh: ({ argument, flag }) => `“${argument}”前面缺少参数名；是不是想写 ${flag} ${argument}？`,
    cure: {
      en: 'Fixtures are named with `--fixtures PATH`, and the port with `--port N`.',
      zh: 'fixture 用 `--fixtures PATH` 指定，端口用 `--port N` 指定。',
    },
    examples: [
      { argument: 'my-fixtures/', flag: '--fixtures' },
      { argument: '8001', flag: '--port' },
    ],
  }),
  COMMAND_NEEDS_OPERAND: entry<{ command: string; operand: string; example: string }>({
    en: ({ command, operand, example }) => `${command} needs ${operand}, as in "${example}"; see ${command} --help`,
    zh: ({ command, operand, example }) => `${command} 需要 ${operand}，例如“${example}”；见 ${command} --help`,
    cure: {
      en: 'Write behind the command what it shall work on: files or folders, or an address.',
      zh: '在命令后写上它要处理的内容：文件或目录，或地址。',
    },
    examples: [{ command: 'check', operand: 'PATH', example: 'bk-esb-emulator check my-fixtures/' }],
  }),
  COMMAND_NEEDS_FLAG: entry<{ command: string; flag: string; example: string }>({
    en: ({ command, flag, example }) => `${command} needs ${flag}, as in "${example}"; see ${command} --help`,
    zh: ({ command, flag, example }) => `${command} 需要 ${flag}，例如“${example}”；见 ${command} --help`,
    cure: { en: 'Add the flag with its value.', zh: '加上该参数及其值。' },
    examples: [
      {
        command: 'verify',
        flag: '--against URL',
        example: 'bk-esb-emulator verify recorded/ --against http://127.0.0.1:8000',
      },
    ],
  }),
  COMMAND_COMES_FIRST: entry<{ command: string }>({
    en: ({ command }) => `the command comes first: bk-esb-emulator ${command} …`,
    zh: ({ command }) => `命令要写在最前面：bk-esb-emulator ${command} …`,
    cure: { en: 'Write the command before all flags.', zh: '把命令写在所有参数之前。' },
    examples: [{ command: 'check' }],
  }),
  COMMAND_UNEXPECTED_ARGUMENT: entry<{ command: string; argument: string }>({
    en: ({ command, argument }) => `unexpected argument "${argument}"; settings are flags, see ${command} --help`,
    zh: ({ command, argument }) => `多余的内容“${argument}”；设置要写成参数，见 ${command} --help`,
    cure: { en: 'Write a setting as a flag, such as `--port 8000`.', zh: '把设置写成参数，例如 `--port 8000`。' },
    examples: [{ command: 'serve', argument: '8000' }],
  }),
  COMMAND_DATABASE_OR_FILE: plain('--db and --out exclude each other; name one', '--db 和 --out 只能指定一个', {
    en: 'Name `--db` for a database, or `--out` for a fixture.',
    zh: '写入数据库用 `--db`，写成 fixture 用 `--out`。',
  }),
  COMMAND_DATABASE_IN_MEMORY: plain(
    '--db :memory: would be gone at the end; name a file',
    '--db :memory: 在结束时就会消失；请指定文件',
    { en: 'Name a file with `--db`.', zh: '用 `--db` 指定一个文件。' },
  ),
  COMMAND_IMPOSSIBLE_SHAPE: entry<{ child: string; parent: string }>({
    en: ({ child, parent }) => `${child} need ${parent} to be 1 or more`,
    zh: ({ child, parent }) => `指定了 ${child} 时，${parent} 至少为 1`,
    cure: SUIT,
    examples: [{ child: '--modules', parent: '--businesses' }],
  }),
  COMMAND_TOO_MANY: entry<{ flag: string; most: number; value: number }>({
    en: ({ flag, most, value }) => `${flag} must be an integer from 0 to ${most}, not ${value}`,
    zh: ({ flag, most, value }) => `${flag} 应为 0 到 ${most} 的整数，实际为 ${value}`,
    cure: SUIT,
    examples: [{ flag: '--hosts', most: 8_000_000, value: 9_000_000 }],
  }),
};
