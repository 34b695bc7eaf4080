import type { Text } from '../../model/language.js';
import { entry, plain } from '../entry.js';
import { listEn, listZh, meantEn, meantZh, problemsEn, problemsZh, type Counts } from '../phrases.js';
import { EITHER, isEn, isZh, wantedEn, wantedZh, type FaultValue, type Wanted } from './values.js';

const LEAVE_OUT: Text = { en: 'Leave the key out.', zh: '去掉这个字段。' };
const LATENCY: Text = {
  en: 'Write `latency: 250`, `latency: { uniform: { min: 100, max: 300 } }` or `latency: { log_normal: { median: 200, sigma: 0.5 } }`.',
  zh: '写成 `latency: 250`、`latency: { uniform: { min: 100, max: 300 } }` 或 `latency: { log_normal: { median: 200, sigma: 0.5 } }`。',
};
const REPLY: Text = {
  en: 'Give `code` and `message` for an envelope of the ESB, or `status`, `headers` and `body` for a reply as it is.',
  zh: '要返回 ESB 结构，写 `code` 和 `message`；要原样返回，写 `status`、`headers` 和 `body`。',
};

/** Faults that are not valid. */
export const FAULTS = {
  FAULT_INVALID: entry<Counts>({
    en: (found) => `${problemsEn(found)} in the faults`,
    zh: (found) => `故障中有 ${problemsZh(found)}`,
    cure: {
      en: 'Mend each of the problems that are listed; each has a code of its own.',
      zh: '逐条修正列出的问题，每条都有自己的代码。',
    },
    examples: [{ errors: 2, warnings: 0 }],
  }),
  FAULT_WRONG_VALUE: entry<{ wanted: Wanted; is: FaultValue }>({
    en: ({ wanted, is }) => `must be ${wantedEn(wanted)}, is ${isEn(is)}`,
    zh: ({ wanted, is }) => `应为${wantedZh(wanted)}，实际为${isZh(is)}`,
    cure: { en: 'Write a value of the kind that is named.', zh: '请写成所要求的值。' },
    examples: [
      {
        wanted: { kind: 'integer', minimum: 1, above: null, maximum: 1_000_000_000 },
        is: { type: 'plain', text: '0' },
      },
      { wanted: { kind: 'number', minimum: null, above: 0, maximum: 1 }, is: { type: 'string', text: '"x"' } },
      { wanted: { kind: 'map', place: '/reply' }, is: { type: 'list', text: '' } },
      { wanted: { kind: 'string' }, is: { type: 'map', text: '' } },
      { wanted: { kind: 'filled string' }, is: { type: 'other', text: '' } },
    ],
  }),
  FAULT_UNKNOWN_CHOICE: entry<{ value: string; meant: string | null; choices: string[] }>({
    en: ({ value, meant, choices }) =>
      `there is no ${value}${meant === null ? '.' : meantEn(meant)} There are: ${listEn(choices)}`,
    zh: ({ value, meant, choices }) =>
      `没有 ${value}${meantZh(meant)}${meant === null ? '；' : ''}可用的有：${listZh(choices)}`,
    cure: {
      en: 'Write one of the names that are listed. GET /__emulator/faults/catalogue describes the failures.',
      zh: '写成列出的名称之一。GET /__emulator/faults/catalogue 说明了每种故障。',
    },
    examples: [
      { value: '"cmdb-dwn"', meant: 'cmdb-down', choices: ['cmdb-down', 'cmdb-refused'] },
      { value: '"x"', meant: null, choices: ['cmdb-down', 'cmdb-refused'] },
    ],
  }),
  FAULT_NOT_A_CHOICE: entry<{ choices: string[]; is: FaultValue }>({
    en: ({ choices, is }) => `must be one of ${listEn(choices)}; is ${isEn(is)}`,
    zh: ({ choices, is }) => `应为 ${listZh(choices)} 之一，实际为${isZh(is)}`,
    cure: { en: 'Write one of the values that are listed.', zh: '写成列出的值之一。' },
    examples: [{ choices: ['502', '503', '504'], is: { type: 'plain', text: '200' } }],
  }),
  FAULT_MISSING_KEY: entry<{ key: string; choices: string[] | null; isCustom: boolean }>({
    en: ({ key, choices, isCustom }) => {
      if (choices === null) return `${key} is missing`;
      return `${key} is missing; ${isCustom ? 'with a reply of your own it is custom' : `there are: ${listEn(choices)}`}`;
    },
    zh: ({ key, choices, isCustom }) => {
      if (choices === null) return `缺少 ${key}`;
      return `缺少 ${key}；${isCustom ? '自定义返回时应为 custom' : `可用的有：${listZh(choices)}`}`;
    },
    cure: { en: 'Write the key. A fault needs at least a `name`.', zh: '补上这个字段。故障至少要有 `name`。' },
    examples: [
      { key: 'name', choices: ['cmdb-down', 'slow'], isCustom: false },
      { key: 'name', choices: ['cmdb-down', 'slow'], isCustom: true },
      { key: 'max', choices: null, isCustom: false },
    ],
  }),
  FAULT_UNKNOWN_KEY: entry<{ meant: string | null; known: string[] }>({
    en: ({ meant, known }) => `unknown key${meant === null ? '.' : meantEn(meant)} There are: ${listEn(known)}`,
    zh: ({ meant, known }) => `未知字段${meantZh(meant)}${meant === null ? '；' : ''}可用的有：${listZh(known)}`,
    cure: { en: 'Correct the spelling, or remove the key.', zh: '改正拼写，或去掉这个字段。' },
    examples: [
      { meant: 'times', known: ['name', 'times'] },
      { meant: null, known: ['name', 'times'] },
    ],
  }),
  FAULT_COUNTED_KEY: plain('is counted here, not set; leave it out', '由模拟器计数，不能设置；请去掉', LEAVE_OUT),
  FAULT_REPLY_OF_BOTH: plain(`must be ${EITHER.en}, not of both`, `${EITHER.zh}，不能混用`, REPLY),
  FAULT_EMPTY_REPLY: plain(`must be a map of ${EITHER.en}, is empty`, `不能为空：${EITHER.zh}`, REPLY),
  FAULT_MISSING_REPLY: plain(
    'reply is missing: custom needs one, {"code", "message"} or {"status", "headers", "body"}',
    '缺少 reply：custom 需要 {"code", "message"} 或 {"status", "headers", "body"}',
    REPLY,
  ),
  FAULT_REPLY_NOT_CUSTOM: entry<{ name: string }>({
    en: ({ name }) => `goes with the name custom; name the fault so, or leave the reply to ${name}`,
    zh: ({ name }) => `只能用于名为 custom 的故障；请改名为 custom，或由 ${name} 决定返回内容`,
    cure: { en: 'Name the fault `custom`, or remove `reply`.', zh: '把故障命名为 `custom`，或去掉 `reply`。' },
    examples: [{ name: 'cmdb-down' }],
  }),
  FAULT_STATUS_NOT_HERE: entry<{ isCustom: boolean }>({
    en: ({ isCustom }) =>
      `goes with the name bad-gateway; ${isCustom ? 'put it into the reply' : 'leave it out, or name the fault custom'}`,
    zh: ({ isCustom }) =>
      `只能用于名为 bad-gateway 的故障；${isCustom ? '请写进 reply' : '请去掉，或把故障命名为 custom'}`,
    cure: { en: 'Put the status into `reply` of a `custom` fault.', zh: '把状态码写进 `custom` 故障的 `reply`。' },
    examples: [{ isCustom: true }, { isCustom: false }],
  }),
  FAULT_HEADER_NAME: plain('is no name of an HTTP header', '不是 HTTP 头的名称', {
    en: 'A name has letters, digits and `-`.',
    zh: '名称由字母、数字和 `-` 组成。',
  }),
  FAULT_HEADER_VALUE: plain(
    'must be without line breaks and other signs that HTTP headers cannot carry',
    '不能有换行，也不能有 HTTP 头无法携带的字符',
    { en: 'Write the value in ASCII or Latin-1, in one line.', zh: '请用 ASCII 或 Latin-1 字符写成一行。' },
  ),
  FAULT_TRANSPORT_HEADER: plain('is set where the reply is sent; leave it out', '由发送时设置；请去掉', LEAVE_OUT),
  FAULT_DOUBLE_HEADER: plain(
    'is there already; the case of letters makes no difference',
    '已经写过；HTTP 头的名称不区分大小写',
    LEAVE_OUT,
  ),
  FAULT_BODY_TOO_LARGE: entry<{ most: number }>({
    en: ({ most }) => `has more than ${most} bytes`,
    zh: ({ most }) => `超过 ${most} 字节`,
    cure: { en: 'Write a shorter body.', zh: '请缩短 body。' },
    examples: [{ most: 1_048_576 }],
  }),
  FAULT_NO_BODY_WITH_STATUS: entry<{ status: number }>({
    en: ({ status }) => `a reply with status ${status} has none; leave it out`,
    zh: ({ status }) => `状态码为 ${status} 的返回没有 body；请去掉`,
    cure: LEAVE_OUT,
    examples: [{ status: 204 }],
  }),
  FAULT_MIN_ABOVE_MAX: entry<{ min: number; max: number }>({
    en: ({ min, max }) => `min ${min} is above max ${max}; swap them`,
    zh: ({ min, max }) => `min ${min} 大于 max ${max}；请对调`,
    cure: LATENCY,
    examples: [{ min: 300, max: 100 }],
  }),
  FAULT_SEVERAL_LATENCIES: plain(
    'must be one of fixed, uniform and log_normal, is several',
    '只能写 fixed、uniform、log_normal 之一，不能写多个',
    LATENCY,
  ),
  FAULT_NO_LATENCY: plain(
    'must be one of fixed, uniform and log_normal, is none',
    '应写 fixed、uniform、log_normal 之一，实际为空',
    LATENCY,
  ),
  FAULT_INEXACT_NUMBER: entry<{ value: string }>({
    en: ({ value }) => `${value} is beyond 2^53, where numbers are no longer exact; make it a bigint`,
    zh: ({ value }) => `${value} 超出 2^53，无法精确表示；请用 bigint`,
    cure: {
      en: 'In JavaScript write `9007199254740993n`. JSON keeps the number.',
      zh: '在 JavaScript 中写成 `9007199254740993n`。JSON 会保留原值。',
    },
    examples: [{ value: '9007199254740992' }],
  }),
  FAULT_NOT_JSON: entry<{ is: FaultValue }>({
    en: ({ is }) => `must be a JSON value, is ${isEn(is)}`,
    zh: ({ is }) => `应为 JSON 值，实际为${isZh(is)}`,
    cure: { en: 'Give only what JSON has.', zh: '只能使用 JSON 支持的值。' },
    examples: [{ is: { type: 'other', text: '' } }],
  }),
  FAULT_TOO_DEEP: entry<{ most: number }>({
    en: ({ most }) => `is nested more than ${most} deep`,
    zh: ({ most }) => `嵌套超过 ${most} 层`,
    cure: { en: 'Write fewer levels.', zh: '请减少层数。' },
    examples: [{ most: 8 }],
  }),
};
