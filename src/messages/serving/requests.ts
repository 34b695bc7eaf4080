import type { Text } from '../../model/language.js';
import { entry, plain } from '../entry.js';
import { jsonErrorZh } from '../fixture/parser-texts.js';
import { knownEn, knownZh, listEn, listZh, meantEn, meantZh, problemsEn, problemsZh, type Counts } from '../phrases.js';

const WITH_TOKEN = {
  en: 'Send `Authorization: Bearer TOKEN`. Start with `--control-token TOKEN` to choose the token.',
  zh: '发送 `Authorization: Bearer TOKEN`。用 `--control-token TOKEN` 启动可指定令牌。',
};

const SEND_TOKEN = {
  en: 'send "Authorization: Bearer TOKEN" or "X-Emulator-Token: TOKEN"; the emulator printed it when it was started, and --control-token sets it',
  zh: '请发送“Authorization: Bearer TOKEN”或“X-Emulator-Token: TOKEN”；令牌在启动时打印，也可用 --control-token 指定',
};

/** Requests to the control API, and the emulator itself. */
export const REQUESTS = {
  REQUEST_INVALID: entry<Counts>({
    en: (found) => `${problemsEn(found)} in the request`,
    zh: (found) => `请求中有 ${problemsZh(found)}`,
    cure: {
      en: 'Mend each of the problems that are listed; `/docs` describes each operation.',
      zh: '逐条修正列出的问题；`/docs` 说明了每个操作。',
    },
    examples: [{ errors: 1, warnings: 0 }],
  }),
  REQUEST_UNKNOWN_PARAMETER: entry<{ name: string; meant: string | null; known: string[]; isQuery: boolean }>({
    en: ({ name, meant, known, isQuery }) =>
      `there is no ${isQuery ? 'query parameter ' : ''}"${name}"${meantEn(meant)}` +
      (known.length === 0 ? '; it takes none' : knownEn(meant, known)),
    zh: ({ name, meant, known, isQuery }) =>
      `没有${isQuery ? '查询参数' : ''}“${name}”${meantZh(meant)}` +
      (known.length === 0 ? '；该操作不接受参数' : knownZh(meant, known)),
    cure: { en: 'Correct the spelling, or remove the parameter.', zh: '改正拼写，或去掉该参数。' },
    examples: [
      { name: 'limt', meant: 'limit', known: ['limit', 'after'], isQuery: true },
      { name: 'seed', meant: null, known: ['contract', 'auth', 'strict_warnings', 'clock'], isQuery: false },
      { name: 'x', meant: null, known: [], isQuery: false },
    ],
  }),
  REQUEST_NOT_A_CHOICE: entry<{ choices: string[] }>({
    en: ({ choices }) => `must be one of ${listEn(choices)}`,
    zh: ({ choices }) => `应为 ${listZh(choices)} 之一`,
    cure: { en: 'Write one of the values that are listed.', zh: '写成列出的值之一。' },
    examples: [{ choices: ['json', 'yaml'] }],
  }),
  REQUEST_EMPTY: entry<{ known: string[] }>({
    en: ({ known }) => `is empty; it may have: ${listEn(known)}`,
    zh: ({ known }) => `为空；可以包含：${listZh(known)}`,
    cure: { en: 'Write at least one of the keys.', zh: '至少写一个字段。' },
    examples: [{ known: ['contract', 'auth', 'strict_warnings', 'clock'] }],
  }),
  REQUEST_WRONG_VALUE: entry<{ said: Text }>({
    en: ({ said }) => said.en,
    zh: ({ said }) => said.zh,
    cure: { en: 'Write a value of the kind that is named.', zh: '请写成所要求的值。' },
    examples: [{ said: { en: 'must be >= 1', zh: '不能小于 1' } }],
  }),
  REQUEST_NOT_JSON: entry<{ said: string | null }>({
    en: ({ said }) => `the body must be JSON: ${said ?? 'there is none'}`,
    zh: ({ said }) => `请求体应为 JSON：${said === null ? '没有请求体' : jsonErrorZh(said)}`,
    cure: {
      en: 'Send JSON, as `curl -d \'{"name": "slow"}\'` does.',
      zh: '请发送 JSON，例如 `curl -d \'{"name": "slow"}\'`。',
    },
    examples: [{ said: null }, { said: 'Unexpected end of JSON input' }],
  }),
  REQUEST_NOT_UTF8: plain('the body is not UTF-8', '请求体不是 UTF-8 编码', {
    en: 'Send UTF-8, or name the charset in `Content-Type`.',
    zh: '请发送 UTF-8，或在 `Content-Type` 中写明 charset。',
  }),
  REQUEST_NOT_ITS_CHARSET: entry<{ charset: string }>({
    en: ({ charset }) => `the body is not ${charset}, as its byte-order mark or its Content-Type says`,
    zh: ({ charset }) => `字节顺序标记（BOM）或 Content-Type 表明请求体是 ${charset}，实际却不是`,
    cure: { en: 'Correct the charset of `Content-Type`.', zh: '请改正 `Content-Type` 的 charset。' },
    examples: [{ charset: 'gbk' }],
  }),
  REQUEST_UNKNOWN_CHARSET: entry<{ charset: string }>({
    en: ({ charset }) => `the charset of the Content-Type is "${charset}", which is not known here; send UTF-8`,
    zh: ({ charset }) => `不认识 Content-Type 的 charset“${charset}”；请发送 UTF-8`,
    cure: { en: 'Send UTF-8.', zh: '请发送 UTF-8。' },
    examples: [{ charset: 'x-none' }],
  }),
  REQUEST_UNKNOWN_ENCODING: entry<{ encoding: string; known: string[] }>({
    en: ({ encoding, known }) =>
      `Content-Encoding is "${encoding}"; control takes ${listEn(known.slice(0, -1))} or ${String(known.at(-1))}, one alone`,
    zh: ({ encoding, known }) => `Content-Encoding 为“${encoding}”；控制接口只接受 ${listZh(known)} 之一`,
    cure: { en: 'Compress the body with gzip, or send it as it is.', zh: '请用 gzip 压缩请求体，或不压缩。' },
    examples: [{ encoding: 'zstd', known: ['gzip', 'deflate', 'br'] }],
  }),
  REQUEST_NOT_ITS_ENCODING: entry<{ encoding: string; reason: string }>({
    en: ({ encoding, reason }) => `Content-Encoding is ${encoding}, but the body is not: ${reason}`,
    zh: ({ encoding, reason }) => `Content-Encoding 为 ${encoding}，请求体却不是：${reason}`,
    cure: { en: 'Leave the header out if the body is not compressed.', zh: '请求体未压缩时不要带这个请求头。' },
    examples: [{ encoding: 'gzip', reason: 'incorrect header check' }],
  }),
  REQUEST_TOO_LARGE: entry<{ fixture: number; other: number }>({
    en: ({ fixture, other }) =>
      `the body is too large: a fixture may have ${fixture} MiB (start with --fixtures for more), anything else ${other} MiB`,
    zh: ({ fixture, other }) =>
      `请求体过大：fixture 最大 ${fixture} MiB（更大的请用 --fixtures 启动），其他最大 ${other} MiB`,
    cure: {
      en: 'Start the emulator with `--fixtures`, or load the data in several PATCH requests.',
      zh: '用 `--fixtures` 启动模拟器，或分多次 PATCH 加载。',
    },
    examples: [{ fixture: 64, other: 8 }],
  }),
  REQUEST_UNKNOWN_OPERATION: entry<{ method: string; path: string; methods: string[] }>({
    en: ({ method, path, methods }) =>
      `there is no ${method} ${path}; ${methods.length === 0 ? 'GET /__emulator lists what there is' : `there is: ${listEn(methods)}`}`,
    zh: ({ method, path, methods }) =>
      `没有 ${method} ${path}；${methods.length === 0 ? 'GET /__emulator 列出全部操作' : `该路径支持：${listZh(methods)}`}`,
    cure: {
      en: 'GET /__emulator lists all operations, and `/docs` describes them.',
      zh: 'GET /__emulator 列出全部操作，`/docs` 有说明。',
    },
    examples: [
      { method: 'POST', path: '/__emulator/data', methods: ['GET', 'PUT', 'PATCH'] },
      { method: 'GET', path: '/__emulator/x', methods: [] },
    ],
  }),
  REQUEST_MALFORMED: entry<{ reason: string }>({
    en: ({ reason }) => reason,
    zh: ({ reason }) => `请求格式不对：${reason}`,
    cure: { en: 'Correct the request line and the headers.', zh: '请改正请求行和请求头。' },
    examples: [{ reason: "'/__emulator/%' is not a valid url component" }],
  }),
  REQUEST_TOKEN_MISSING: plain(
    `a control token is wanted: ${SEND_TOKEN.en}`,
    `需要控制令牌：${SEND_TOKEN.zh}`,
    WITH_TOKEN,
  ),
  REQUEST_TOKEN_WRONG: plain(
    `this is not the control token: ${SEND_TOKEN.en}`,
    `控制令牌不对：${SEND_TOKEN.zh}`,
    WITH_TOKEN,
  ),
  REQUEST_OTHER_ORIGIN: entry<{ origin: string }>({
    en: ({ origin }) =>
      `pages of another origin (${origin}) may control the emulator only with a token: start it with --control-token`,
    zh: ({ origin }) => `其他来源（${origin}）的页面必须携带令牌才能控制模拟器：请用 --control-token 启动`,
    cure: WITH_TOKEN,
    examples: [{ origin: 'http://localhost:3000' }],
  }),
  REQUEST_OTHER_NAME: entry<{ name: string }>({
    en: ({ name }) =>
      `under the name ${name}, the emulator can be controlled only with a token: start it with --control-token, or use the address that it printed`,
    zh: ({ name }) =>
      `以主机名 ${name} 访问时，必须携带令牌才能控制模拟器：请用 --control-token 启动，或使用启动时打印的地址`,
    cure: WITH_TOKEN,
    examples: [{ name: 'emulator.test' }],
  }),
  REQUEST_PAGE_REFUSED: entry<{ reason: Text }>({
    en: ({ reason }) => reason.en,
    zh: ({ reason }) => reason.zh,
    cure: {
      en: 'Name the origin of the page with `--cors ORIGIN`, with its scheme and port.',
      zh: '用 `--cors ORIGIN` 指定页面的来源，要写明协议和端口。',
    },
    examples: [
      {
        reason: {
          en: 'the page of http://a.test may not call; --cors names another origin',
          zh: 'http://a.test 的页面不能调用；--cors 写的是另一个来源',
        },
      },
    ],
  }),
  EMULATOR_CLOSED: plain('the emulator is closed', '模拟器已关闭', {
    en: 'Wait for the calls of a test before the emulator is closed.',
    zh: '请在关闭模拟器之前等待测试中的调用完成。',
  }),
  EMULATOR_FAILED: entry<{ reason: string }>({
    en: ({ reason }) => `the emulator failed: ${reason}`,
    zh: ({ reason }) => `模拟器内部错误：${reason}`,
    cure: {
      en: 'This is a bug of the emulator. Report it with the line of the log.',
      zh: '这是模拟器的缺陷，请附上运行日志反馈。',
    },
    examples: [{ reason: 'x is not a function' }],
  }),
};
