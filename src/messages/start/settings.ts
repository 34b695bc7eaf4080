import type { Text } from '../../model/language.js';
import { entry, plain } from '../entry.js';
import { listEn, listZh, meantEn, meantZh } from '../phrases.js';

const HELP = {
  en: 'Correct the spelling. `--help` shows all flags and variables, and `docs/flags.md` also the names in process.',
  zh: '改正拼写。`--help` 列出全部参数和环境变量，`docs/flags.zh-CN.md` 还列出进程内的名称。',
};
const VALUE = {
  en: 'Give one of the values that are named, or leave the setting out to keep its default.',
  zh: '改用所列的取值，或不写此项以使用默认值。',
};

export interface Unknown {
  name: string;
  /** The nearest name; null if none is near. */
  meant: string | null;
  known: string[];
}

const unknown = (
  { meant, known }: Unknown,
  meantIn: (name: string | null) => string,
  all: (names: string) => string,
  listIn: (items: readonly string[]) => string,
): string => (meant === null ? all(listIn(known)) : meantIn(meant));

/** The names that are known, only if none is near. */
const knownEn = (values: Unknown): string => unknown(values, meantEn, (names) => `; there are: ${names}`, listEn);
const knownZh = (values: Unknown): string => unknown(values, meantZh, (names) => `；可用的有：${names}`, listZh);

/** Why a text is no origin of a page. */
export type OriginFault = 'list' | 'pattern' | 'path' | 'no-scheme' | 'other';

const ORIGIN_FAULTS: Readonly<Record<OriginFault, Text>> = {
  list: { en: 'is a list, and it takes one', zh: '是列表，而这里只能写一个' },
  pattern: {
    en: 'has a *, which stands for nothing but any origin, alone',
    zh: '含有 *，而 * 只能单独使用，表示任意来源',
  },
  path: {
    en: 'is no origin as browsers write it, without path and slash',
    zh: '不是浏览器所写的来源形式：不能带路径和末尾的斜杠',
  },
  'no-scheme': { en: 'lacks the scheme', zh: '缺少协议（http:// 或 https://）' },
  other: { en: 'is none', zh: '不是来源' },
};

/** Settings of the command line, the environment and `createEmulator`. `name` is as the user wrote it. */
export const SETTINGS = {
  SETTING_UNKNOWN_FLAG: entry<Unknown>({
    en: (values) => `unknown flag ${values.name}${knownEn(values)}`,
    zh: (values) => `未知的参数 ${values.name}${knownZh(values)}`,
    cure: HELP,
    examples: [
      { name: '--prot', meant: '--port', known: ['--host', '--port'] },
      { name: '-x', meant: null, known: ['--host', '--port'] },
    ],
  }),
  SETTING_UNKNOWN_VARIABLE: entry<{ name: string; meant: string }>({
    en: ({ name, meant }) => `unknown environment variable ${name}${meantEn(meant)}`,
    zh: ({ name, meant }) => `未知的环境变量 ${name}${meantZh(meant)}`,
    cure: HELP,
    examples: [{ name: 'BK_ESB_PROT', meant: 'BK_ESB_PORT' }],
  }),
  SETTING_UNKNOWN_OPTION: entry<Unknown>({
    en: (values) => `unknown option ${values.name}${knownEn(values)}`,
    zh: (values) => `未知的选项 ${values.name}${knownZh(values)}`,
    cure: HELP,
    examples: [
      { name: 'strict_warnings', meant: 'strictWarnings', known: ['host', 'port'] },
      { name: 'q', meant: null, known: ['host', 'port'] },
    ],
  }),
  SETTING_NEEDS_VALUE: entry<{ name: string; values: string[] }>({
    en: ({ name, values }) => `${name} needs a value: ${listEn(values)}`,
    zh: ({ name, values }) => `${name} 需要一个值：${listZh(values)}`,
    cure: {
      en: 'Write the value behind the flag. A value that begins with `--` is written `--flag=value`.',
      zh: '在参数后写上值。以 `--` 开头的值要写成 `--参数=值`。',
    },
    examples: [
      { name: '--contract', values: ['documented', 'cmdb-3.14'] },
      { name: '--db', values: ['FILE'] },
    ],
  }),
  SETTING_REPEATED: entry<{ name: string }>({
    en: ({ name }) => `${name} is given twice, and takes one value`,
    zh: ({ name }) => `${name} 写了两次，而它只能有一个值`,
    cure: {
      en: 'Leave one of them out. Only flags of lists, such as `--fixtures` and `--faults`, may be repeated. For pages of several origins, `--cors` takes `*`.',
      zh: '去掉其中一个。只有列表类的参数（如 `--fixtures`、`--faults`）可以重复。有多个来源的页面时，`--cors` 用 `*`。',
    },
    examples: [{ name: '--port' }],
  }),
  SETTING_NOT_AN_INTEGER: entry<{ name: string; value: string; min: number; max: number }>({
    en: ({ name, value, min, max }) => `${name} must be an integer from ${min} to ${max}, not "${value}"`,
    zh: ({ name, value, min, max }) => `${name} 必须是 ${min} 到 ${max} 的整数，不能是“${value}”`,
    cure: { en: 'Give a number within these bounds, in digits alone.', zh: '只用数字写出该范围内的数。' },
    examples: [{ name: '--port', value: 'http', min: 0, max: 65535 }],
  }),
  SETTING_NOT_A_CHOICE: entry<{ name: string; value: string; choices: string[] }>({
    en: ({ name, value, choices }) => `${name} must be one of ${listEn(choices)}, not "${value}"`,
    zh: ({ name, value, choices }) => `${name} 必须是 ${listZh(choices)} 之一，不能是“${value}”`,
    cure: VALUE,
    examples: [{ name: '--auth', value: 'none', choices: ['off', 'required', 'strict'] }],
  }),
  SETTING_NOT_AN_ORIGIN: entry<{ name: string; value: string; fault: OriginFault; meant: string | null }>({
    en: ({ name, value, fault, meant }) =>
      `${name} must be an origin such as http://localhost:3000, or * for any: "${value}" ${ORIGIN_FAULTS[fault].en}${meantEn(meant)}`,
    zh: ({ name, value, fault, meant }) =>
      `${name} 必须是 http://localhost:3000 这样的来源，或表示任意来源的 *：“${value}”${ORIGIN_FAULTS[fault].zh}${meantZh(meant)}`,
    cure: {
      en: 'Write scheme, host and port as the browser shows them in the header `Origin`.',
      zh: '按浏览器在 `Origin` 请求头中的写法，写出协议、主机和端口。',
    },
    examples: [
      { name: '--cors', value: 'localhost:3000', fault: 'no-scheme', meant: 'http://localhost:3000' },
      { name: '--cors', value: 'http://a.com,http://b.com', fault: 'list', meant: null },
    ],
  }),
  SETTING_NOT_A_TEXT: entry<{ name: string; value: string }>({
    en: ({ name, value }) => `${name} must be a string, not ${value}`,
    zh: ({ name, value }) => `${name} 必须是字符串，不能是 ${value}`,
    cure: { en: 'Give a string, or leave the option out.', zh: '请传入字符串，或不传此选项。' },
    examples: [{ name: 'host', value: '5' }],
  }),
  SETTING_NOT_A_LIST: entry<{ name: string }>({
    en: ({ name }) => `${name} must be a list such as ["my-${name}.yaml"]`,
    zh: ({ name }) => `${name} 必须是列表，例如 ["my-${name}.yaml"]`,
    cure: {
      en: 'Put the value into a list: `faults: ["my-faults.yaml"]`.',
      zh: '把值放进列表：`faults: ["my-faults.yaml"]`。',
    },
    examples: [{ name: 'faults' }],
  }),
  SETTING_NOT_A_PATH: entry<{ name: string; value: string }>({
    en: ({ name, value }) => `${name} must be a list of paths, but has ${value}`,
    zh: ({ name, value }) => `${name} 必须是路径的列表，但其中有 ${value}`,
    cure: {
      en: 'Give the paths of files or folders. Only `fixtures` takes objects as well.',
      zh: '请传入文件或目录的路径；只有 `fixtures` 还可以传对象。',
    },
    examples: [{ name: 'faults', value: "{ name: 'slow' }" }],
  }),
  SETTING_WATCH_NEEDS_FIXTURES: plain(
    'watch needs fixtures: name the files or folders to watch, with --fixtures PATH',
    'watch 需要 fixture：请用 --fixtures PATH 指定要监视的文件或目录',
    { en: 'Add `--fixtures PATH`, or leave `--watch` out.', zh: '加上 `--fixtures PATH`，或去掉 `--watch`。' },
  ),
  SETTING_WATCH_NEEDS_FILES: plain(
    'watch needs files: a fixture that is an object does not change',
    'watch 需要文件：以对象传入的 fixture 不会改动',
    { en: 'Give paths as `fixtures`, or leave `watch` out.', zh: '用路径作为 `fixtures`，或去掉 `watch`。' },
  ),
  SETTING_NOT_AN_UPSTREAM: entry<{ value: string }>({
    en: ({ value }) => `--upstream must be an address such as http://paas.example.com, not "${value}"`,
    zh: ({ value }) => `--upstream 必须是地址，例如 http://paas.example.com，不能是“${value}”`,
    cure: {
      en: 'Give `http://` or `https://` and a host, with a path before `/api/` if there is one. Credentials come with each request.',
      zh: '写成 `http://` 或 `https://` 加主机；如果 `/api/` 前还有路径，一并写上。认证信息由每个请求自带。',
    },
    examples: [{ value: 'paas.example.com' }],
  }),
  SETTING_NEEDS_UPSTREAM: entry<{ name: string }>({
    en: ({ name }) => `${name} needs an upstream: name the live ESB, with --upstream URL`,
    zh: ({ name }) => `${name} 需要上游：请用 --upstream URL 指定真实 ESB`,
    cure: { en: 'Add `--upstream URL`, or leave the flag out.', zh: '加上 `--upstream URL`，或去掉该参数。' },
    examples: [{ name: '--upstream-mode' }],
  }),
  SETTING_NEEDS_RECORD: plain(
    '--mask needs a folder of recordings: name it with --record DIR',
    '--mask 需要录制目录：请用 --record DIR 指定',
    { en: 'Add `--record DIR`, or leave `--mask` out.', zh: '加上 `--record DIR`，或去掉 `--mask`。' },
  ),
};
