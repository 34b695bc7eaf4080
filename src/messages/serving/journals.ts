import { entry } from '../entry.js';
import { jsonErrorZh } from '../fixture/parser-texts.js';
import { listEn, listZh } from '../phrases.js';

/** The kinds of values of the filters of a journal. */
const KINDS = {
  component: { en: 'the name of a component', zh: '组件名称' },
  face: { en: 'one of the faces', zh: '入口名称' },
  app: { en: 'an app code', zh: '应用 ID' },
  code: { en: 'an integer', zh: '整数' },
  body: { en: 'an object of parameters', zh: '由参数组成的对象' },
  limit: { en: 'an integer from 1', zh: '不小于 1 的整数' },
  after: { en: 'the id of an entry', zh: '请求日志条目的 id' },
};

/** The filters of a journal whose values are checked. */
export type CheckedFilter = keyof typeof KINDS;

/** Journals: filters and streams. */
export const JOURNALS = {
  JOURNAL_UNKNOWN_FILTER: entry<{ name: string; known: string[] }>({
    en: ({ name, known }) => `there is no filter "${name}"; there are: ${listEn(known)}`,
    zh: ({ name, known }) => `没有筛选条件“${name}”；可用的有：${listZh(known)}`,
    cure: { en: 'Correct the spelling.', zh: '请改正拼写。' },
    examples: [{ name: 'componet', known: ['component', 'app'] }],
  }),
  JOURNAL_FILTER_NO_OBJECT: entry<{ is: string }>({
    en: ({ is }) => `the filter must be an object such as { component: 'list_process_instance' }, is ${is}`,
    zh: ({ is }) => `筛选条件应为对象，如 { component: 'list_process_instance' }，实际为 ${is}`,
    cure: {
      en: 'Give an object with the filters, or nothing for all entries.',
      zh: '请传入由筛选条件组成的对象；要取全部请求时不传。',
    },
    examples: [{ is: '"list_process_instance"' }],
  }),
  JOURNAL_WRONG_FILTER: entry<{
    name: CheckedFilter;
    /** The values that it takes; empty if there are too many to list. */
    choices: string[];
  }>({
    en: ({ name, choices }) =>
      `${name} must be ${KINDS[name].en}${choices.length === 0 ? '' : `: ${listEn(choices.slice(0, -1))} or ${String(choices.at(-1))}`}`,
    zh: ({ name, choices }) => `${name} 应为${KINDS[name].zh}${choices.length === 0 ? '' : `：${listZh(choices)}`}`,
    cure: { en: 'Write a value of the kind that is named.', zh: '请写成所要求的值。' },
    examples: [
      { name: 'face', choices: ['esb', 'api-server', 'api-gateway'] },
      { name: 'limit', choices: [] },
    ],
  }),
  JOURNAL_WRONG_SINCE: entry<{ value: string }>({
    en: ({ value }) => `since must be a time such as 2026-01-31T12:00:00Z, or the id of an entry, not "${value}"`,
    zh: ({ value }) => `since 应为 2026-01-31T12:00:00Z 这样的时间，或请求日志条目的 id，而不是“${value}”`,
    cure: { en: 'In a URL, write `+` of a time zone as `%2B`.', zh: '在 URL 中，时区里的 `+` 要写成 `%2B`。' },
    examples: [{ value: 'yesterday' }],
  }),
  JOURNAL_WRONG_BODY: entry<{ said: string | null }>({
    en: ({ said }) => `body must be a JSON object${said === null ? ', such as {"bk_biz_id":2}' : `: ${said}`}`,
    zh: ({ said }) => `body 应为 JSON 对象${said === null ? '，例如 {"bk_biz_id":2}' : `：${jsonErrorZh(said)}`}`,
    cure: {
      en: 'Encode the JSON for the URL: `curl -G --data-urlencode`.',
      zh: 'JSON 要按 URL 编码：`curl -G --data-urlencode`。',
    },
    examples: [{ said: null }, { said: 'JSON value expected but reached end of input at position 0' }],
  }),
  JOURNAL_WRONG_EVENT_ID: entry<{ value: string }>({
    en: ({ value }) => `Last-Event-ID must be the id of an entry, not "${value}"`,
    zh: ({ value }) => `Last-Event-ID 应为请求日志条目的 id，而不是“${value}”`,
    cure: {
      en: 'Send the id of the last event, or leave the header out.',
      zh: '发送最后一个事件的 id，或不带该请求头。',
    },
    examples: [{ value: 'x' }],
  }),
  JOURNAL_ENTRY_NOT_FOUND: entry<{ sandbox: string; id: string }>({
    en: ({ sandbox, id }) => `sandbox "${sandbox}" has no request ${id}: it never came, or the journal has dropped it`,
    zh: ({ sandbox, id }) => `沙箱“${sandbox}”没有请求 ${id}：从未收到，或已被请求日志丢弃`,
    cure: {
      en: 'List the requests: `GET /__emulator/requests`. `--journal-size` and `--journal-bytes` keep more of them.',
      zh: '可用 `GET /__emulator/requests` 列出请求；`--journal-size` 和 `--journal-bytes` 可以保留更多。',
    },
    examples: [{ sandbox: 'default', id: '7' }],
  }),
  JOURNAL_TOO_MANY_STREAMS: entry<{ most: number }>({
    en: ({ most }) => `${most} streams are open, which is the most; close one first`,
    zh: ({ most }) => `同时打开的事件流已达上限 ${most} 个；请先关闭一个`,
    cure: { en: 'Close streams that nobody reads.', zh: '关闭无人读取的事件流。' },
    examples: [{ most: 100 }],
  }),
};
