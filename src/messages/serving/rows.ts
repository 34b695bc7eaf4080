import { entry } from '../entry.js';
import { listEn, listZh } from '../phrases.js';

/** The values of a list's parameters. */
const ID = { en: 'an id: an integer from 0', zh: 'id，即不小于 0 的整数' };
const VALUES = {
  business: ID,
  set_template: ID,
  service_template: ID,
  set: ID,
  module: ID,
  host: ID,
  service_instance: ID,
  id: ID,
  search: { en: 'a text of 200 characters at most', zh: '不超过 200 个字符的文本' },
  limit: { en: 'an integer from 1 to 1000', zh: '1 到 1000 的整数' },
  after: {
    en: '`next` of the page before, of the same kind with the same filter',
    zh: '上一页（同类、同一筛选条件）的 `next`',
  },
};

/** Lists of rows. */
export const ROWS = {
  ROWS_UNKNOWN_KIND: entry<{ kind: string; known: string[] }>({
    en: ({ kind, known }) => `there are no rows "${kind}"; there are: ${listEn(known)}`,
    zh: ({ kind, known }) => `没有“${kind}”这类数据；可用的有：${listZh(known)}`,
    cure: { en: 'Write one of the kinds that are listed.', zh: '请写列出的类别之一。' },
    examples: [{ kind: 'instances', known: ['modules', 'service_instances'] }],
  }),
  ROWS_WRONG_PARENT: entry<{ kind: string; name: string; allowed: string[] }>({
    en: ({ kind, name, allowed }) =>
      `${kind} are not filtered by "${name}"${allowed.length === 0 ? '; use "search"' : `; they are by: ${listEn(allowed)}`}`,
    zh: ({ kind, name, allowed }) =>
      `${kind} 不能按“${name}”筛选${allowed.length === 0 ? '；请用“search”' : `；可用的有：${listZh(allowed)}`}`,
    cure: { en: 'Use one of the filters that are listed, or none.', zh: '请用列出的筛选条件，或不筛选。' },
    examples: [
      { kind: 'sets', name: 'host', allowed: ['business', 'set_template'] },
      { kind: 'stubs', name: 'business', allowed: [] },
    ],
  }),
  ROWS_SEVERAL_PARENTS: entry<{ names: string[] }>({
    en: ({ names }) => `rows are filtered by one of these, not by several: ${listEn(names)}`,
    zh: ({ names }) => `只能按其中一个筛选，不能同时使用：${listZh(names)}`,
    cure: {
      en: 'Keep the nearest one: a module lies in one business.',
      zh: '保留最近的一级：一个模块只属于一个业务。',
    },
    examples: [{ names: ['business', 'module'] }],
  }),
  ROWS_ID_AND_SEARCH: entry({
    en: () => 'rows are found by id or by search, not by both',
    zh: () => '只能用 id 或 search 之一查找，不能同时使用',
    cure: { en: 'Leave one of them out.', zh: '请去掉其中一个。' },
    examples: [{}],
  }),
  ROWS_WRONG_VALUE: entry<{ name: keyof typeof VALUES }>({
    en: ({ name }) => `${name} must be ${VALUES[name].en}`,
    zh: ({ name }) => `${name} 应为${VALUES[name].zh}`,
    cure: { en: 'Write a value of the kind that is named.', zh: '请写成所要求的值。' },
    examples: [{ name: 'business' }, { name: 'limit' }, { name: 'after' }],
  }),
};
