import { note } from './words.js';

/** A list of service instances, by what was asked for. */
export interface CapturedListName {
  /** Undefined for the list of a set template. */
  component?: string;
  /** Undefined if it is not known. */
  setTemplateId?: number;
  bizId?: number;
  isFiltered?: boolean;
}

const listEn = ({ component, setTemplateId, bizId, isFiltered }: CapturedListName): string => {
  const name = component ?? (setTemplateId === undefined ? 'a set template' : `set template ${setTemplateId}`);
  return `${name}${bizId === undefined ? '' : ` of business ${bizId}`}${isFiltered === true ? ', filtered' : ''}`;
};
const listZh = ({ component, setTemplateId, bizId, isFiltered }: CapturedListName): string => {
  const name = component ?? (setTemplateId === undefined ? '某个集群模板' : `集群模板 ${setTemplateId}`);
  return `${bizId === undefined ? '' : `业务 ${bizId} 的 `}${name}${isFiltered === true ? '（带过滤条件）' : ''}`;
};

const instancesEn = (count: number): string => `${count} service instance${count === 1 ? '' : 's'}`;

const EXAMPLES: readonly CapturedListName[] = [
  { setTemplateId: 11, bizId: 2 },
  { component: 'list_service_instance', bizId: 2, isFiltered: true },
  {},
];

/** Notes on lists whose pages do not fit together. */
export const CAPTURED_LISTS = {
  CAPTURE_LIST_CHANGED: note<{ list: CapturedListName; counts: number[] }>({
    en: ({ list, counts }) =>
      `${listEn(list)} changed while it was captured: its pages count ${counts.join(', ')} service instances; capture it again for a list of one moment`,
    zh: ({ list, counts }) =>
      `${listZh(list)} 在抓取期间有变化：各页的总数为 ${counts.join('、')}；如需同一时刻的列表，请重新抓取`,
    cure: { en: 'Capture all pages again, one right after the other.', zh: '请连续地重新抓取全部分页。' },
    examples: EXAMPLES.map((list) => ({ list, counts: [636, 637] })),
  }),
  CAPTURE_PAGES_MISSING: note<{ list: CapturedListName; count: number; captured: number }>({
    en: ({ list, count, captured }) =>
      `${listEn(list)} has ${instancesEn(count)}, of which ${captured} were captured; capture the other pages too`,
    zh: ({ list, count, captured }) =>
      `${listZh(list)} 共有 ${count} 个服务实例，只抓取到 ${captured} 个；请补抓其他分页`,
    cure: {
      en: 'Ask for the pages that are missing, with another `page.start`, and import all captures in one run.',
      zh: '请改变 `page.start` 抓取缺少的分页，并一次导入全部抓取文件。',
    },
    examples: EXAMPLES.map((list) => ({ list, count: 636, captured: 500 })),
  }),
  CAPTURE_LIST_TOO_LONG: note<{ list: CapturedListName; count: number; captured: number }>({
    en: ({ list, count, captured }) =>
      `${listEn(list)} has ${instancesEn(count)}, but ${captured} were captured; those that were removed meanwhile are among them`,
    zh: ({ list, count, captured }) =>
      `${listZh(list)} 共有 ${count} 个服务实例，却抓取到 ${captured} 个，其中包括期间已删除的`,
    cure: { en: 'Capture all pages again, one right after the other.', zh: '请连续地重新抓取全部分页。' },
    examples: EXAMPLES.map((list) => ({ list, count: 1, captured: 2 })),
  }),
};
