/** The pages of all errors and problems, from the catalogue of messages. */

/**
 * The areas, by the beginning of their codes: the heading, and what it is about.
 *
 * @type {[area: string, heading: Record<'en' | 'zh', string>, about: Record<'en' | 'zh', string>][]}
 */
const AREAS = [
  [
    'FIXTURE',
    { en: 'Fixtures', zh: 'Fixture' },
    {
      en: 'Found by `check`, at the start, when files change under `--watch`, and in data that is sent or given.',
      zh: '由 `check`、启动、`--watch` 下的文件改动，以及发送或传入的数据发现。',
    },
  ],
  [
    'FAULT',
    { en: 'Faults', zh: '故障' },
    { en: 'In a fault that is sent, given, or read from a file.', zh: '出现在发送、传入或从文件读取的故障中。' },
  ],
  ['STUB', { en: 'Stubs', zh: '桩' }, { en: 'In the `stubs` of a fixture.', zh: '出现在 fixture 的 `stubs` 中。' }],
  ['CAPTURE', { en: 'Import', zh: '导入' }, { en: 'Found by `import`.', zh: '由 `import` 发现。' }],
  [
    'SANDBOX',
    { en: 'Sandboxes', zh: '沙箱' },
    { en: 'From control requests and from the in-process API.', zh: '来自控制请求和进程内 API。' },
  ],
  ['SNAPSHOT', { en: 'Snapshots', zh: '快照' }, { en: 'The same.', zh: '同上。' }],
  ['ROWS', { en: 'Rows', zh: '数据行' }, { en: 'The same.', zh: '同上。' }],
  ['JOURNAL', { en: 'Journal', zh: '请求日志' }, { en: 'The same.', zh: '同上。' }],
  ['REQUESTS', { en: 'Expected requests', zh: '期望的请求' }, { en: 'The same.', zh: '同上。' }],
  ['MEMORY', { en: 'Memory', zh: '内存' }, { en: 'The same.', zh: '同上。' }],
  [
    'REQUEST',
    { en: 'Control requests', zh: '控制请求' },
    { en: 'Requests below `/__emulator`.', zh: '`/__emulator` 下的请求。' },
  ],
  ['EMULATOR', { en: 'The emulator itself', zh: '模拟器自身' }, { en: 'Rare.', zh: '很少出现。' }],
  [
    'DATABASE',
    { en: 'Databases', zh: '数据库' },
    { en: 'At the start with `--db`, and while it runs.', zh: '带 `--db` 启动时，以及运行期间。' },
  ],
  [
    'SETTING',
    { en: 'Settings', zh: '设置' },
    {
      en: 'Flags, environment variables and options of `createEmulator`.',
      zh: '命令行参数、环境变量和 `createEmulator` 的选项。',
    },
  ],
  ['COMMAND', { en: 'Command line', zh: '命令行' }, { en: 'Commands and their arguments.', zh: '命令及其参数。' }],
  ['LISTEN', { en: 'Listening', zh: '监听' }, { en: 'The address and the port.', zh: '地址和端口。' }],
  [
    'TARGET',
    { en: 'Addresses', zh: '地址' },
    { en: 'Found by `doctor` and `verify`.', zh: '由 `doctor` 和 `verify` 发现。' },
  ],
  ['VERIFY', { en: 'Verification', zh: '比对' }, { en: 'Found by `verify`.', zh: '由 `verify` 发现。' }],
  ['OUTPUT', { en: 'Output files', zh: '输出文件' }, { en: '`--out` of the commands.', zh: '各命令的 `--out`。' }],
];

/** An error with a problem, as it is sent. */
const EXAMPLE = `\`\`\`json
{
  "code": "FIXTURE_INVALID",
  "message": "1 problem in the fixtures",
  "problems": [
    {
      "code": "FIXTURE_MISSING_KEY",
      "severity": "error",
      "file": "request body",
      "line": 3,
      "column": 5,
      "path": "hosts[0]",
      "message": "bk_host_id is missing"
    }
  ]
}
\`\`\``;

const INTRO = {
  en: `# Errors by code

[中文](errors.zh-CN.md) · [All pages](README.md)

These are the emulator's own codes, in capital letters. The numbers that the ESB and CMDB answer with, such as 1306000, are in
[codes of replies](troubleshooting.md#codes-of-replies).

Every error and every problem has a stable code. At a terminal it stands at the end of the line in brackets; over HTTP it
is \`code\`; in the process it is \`error.code\`, and \`error.problems\` lists the problems. The words of a message may change,
its code does not. \`npm start -- help CODE\` shows an error at the terminal.

Over HTTP, and in \`error.problems\`, problems have one form:

${EXAMPLE}

\`line\` and \`column\` count from 1; they are 0 if there is no position. An \`error\` stops what was asked for, a \`warning\`
does not. The status is 400 if what was sent cannot be read, and 422 if its content is wrong.
`,
  zh: `# 错误代码

[English](errors.md) · [全部页面](README.zh-CN.md)

本页是模拟器自身的代码，由大写字母组成。ESB 和 CMDB 返回的数字错误码（如 1306000）见[返回中的错误码](troubleshooting.zh-CN.md#返回中的错误码)。

每个错误、每个问题都有固定的代码。在终端里，代码写在行尾的方括号中；通过 HTTP 时是 \`code\`；在进程内是 \`error.code\`，问题列表在 \`error.problems\`。消息的措辞可能变化，代码不变。\`npm start -- help CODE\` 可在终端查看某个代码。

通过 HTTP 返回的问题和 \`error.problems\` 格式相同：

${EXAMPLE}

\`line\` 和 \`column\` 从 1 开始；没有位置时为 0。\`error\`（错误）会中止操作，\`warning\`（警告）不会。内容无法读取时状态码为 400，内容有误时为 422。
`,
};

const LABELS = {
  en: { means: 'Message: ', cure: 'Cure: ', warning: ' (warning)' },
  zh: { means: '消息：', cure: '解决办法：', warning: '（警告）' },
};

const quoted = (text) => `\`${text}\``;

const textOf = ({ examples, ...entry }, language) => {
  const wording = entry[language];
  return typeof wording === 'string' ? wording : wording(examples[0]);
};

/**
 * The page in a language.
 *
 * @param {Record<string, object>} catalogue
 * @param {'en' | 'zh'} language
 * @returns {string}
 */
export const errorsPage = (catalogue, language) => {
  const { means, cure, warning } = LABELS[language];
  const sections = AREAS.map(([area, heading, about]) => {
    const entries = Object.entries(catalogue).filter(([code]) => code.startsWith(`${area}_`));
    const texts = entries.map(
      ([code, entry]) =>
        `### ${code}${entry.severity === 'warning' ? warning : ''}\n\n` +
        `- ${means}${quoted(textOf(entry, language))}\n- ${cure}${entry.cure[language]}\n`,
    );
    return [`## ${heading[language]}\n\n${about[language]}\n`, ...texts].join('\n');
  });
  return [INTRO[language], ...sections].join('\n');
};

/** The areas of the pages. Each code begins with one of them. */
export const AREA_NAMES = AREAS.map(([area]) => area);

/**
 * The pages, and their languages.
 *
 * @type {[page: string, language: 'en' | 'zh'][]}
 */
export const ERROR_PAGES = [
  ['docs/errors.md', 'en'],
  ['docs/errors.zh-CN.md', 'zh'],
];
