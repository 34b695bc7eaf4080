import type { Text } from '../../model/language.js';
import { namesEn, namesZh, note, oneEn, oneZh, orEn, orZh, rowsEn, rowsZh, type CapturedKind } from './words.js';

/** Why a row is not taken. */
export type RowFault = 'no-id' | 'no-business' | 'no-property' | 'relation-without-id' | 'no-service-instance';

const FAULTS: Readonly<Record<RowFault, Text>> = {
  'no-id': { en: 'without an id', zh: '没有 id' },
  'no-business': { en: 'of a business that is not known', zh: '所属业务未知' },
  'no-property': { en: 'without property and relation', zh: '没有 property 和 relation' },
  'relation-without-id': { en: 'whose relation lacks an id', zh: '的 relation 缺少 id' },
  'no-service-instance': { en: 'of a service instance that is not known', zh: '所属的服务实例未知' },
};

export interface Differing {
  kind: CapturedKind;
  id: number;
  /** The place of the other version. */
  other: string;
  fields: string[];
}

const ALL_AT_ONCE = {
  en: 'Capture that component too, and import all captures in one run.',
  zh: '请同时抓取该组件，并一次导入全部抓取文件。',
};
const CAPTURE_AGAIN = {
  en: 'The import goes on. If it is not what you need, capture it again.',
  zh: '导入会继续。如果不符合需要，请重新抓取。',
};

/** Notes on rows that differ, lack something, or have more than a fixture keeps. */
export const CAPTURED_ROWS = {
  CAPTURE_ROW_CHANGED: note<Differing>({
    en: ({ kind, id, other, fields }) =>
      `${oneEn(kind, id)} differs from the one at ${other} in ${namesEn(fields)}; this later one is taken`,
    zh: ({ kind, id, other, fields }) =>
      `${oneZh(kind, id)} 与 ${other} 处的 ${namesZh(fields)} 不同；采用后面的这一个`,
    cure: CAPTURE_AGAIN,
    examples: [{ kind: 'process', id: 46, other: 'a.json:1:20', fields: ['property.user'] }],
  }),
  CAPTURE_PROCESS_CONTRADICTS: note<Differing>({
    en: ({ kind, id, other, fields }) =>
      `${oneEn(kind, id)} differs from the one at ${other} in ${namesEn(fields)}; that one is taken`,
    zh: ({ kind, id, other, fields }) => `${oneZh(kind, id)} 与 ${other} 处的 ${namesZh(fields)} 不同；采用那一个`,
    cure: CAPTURE_AGAIN,
    examples: [{ kind: 'process', id: 46, other: 'a.json:1:20', fields: ['user'] }],
  }),
  CAPTURE_ROW_USELESS: note<{ kind: CapturedKind; fault: RowFault; count: number; components: string[] }>({
    en: ({ kind, fault, count, components }) =>
      `${rowsEn(count, kind)} ${FAULTS[fault].en}${components.length === 0 ? '' : `; capture ${orEn(components)} too`}; not taken`,
    zh: ({ kind, fault, count, components }) =>
      `${rowsZh(count, kind)}${FAULTS[fault].zh}${components.length === 0 ? '' : `；请同时抓取 ${orZh(components)}`}；未采用`,
    cure: CAPTURE_AGAIN,
    examples: [
      { kind: 'service instance', fault: 'no-id', count: 1, components: [] },
      { kind: 'process', fault: 'no-service-instance', count: 2, components: ['list_process_instance'] },
    ],
  }),
  CAPTURE_FIELDS_DROPPED: note<{ kind: CapturedKind; count: number; names: string[] }>({
    en: ({ kind, count, names }) =>
      `${rowsEn(count, kind)} with fields that a fixture does not keep: ${namesEn(names)}`,
    zh: ({ kind, count, names }) => `${rowsZh(count, kind)}含有 fixture 不保存的字段：${namesZh(names)}`,
    cure: {
      en: 'The import goes on without these fields. Replies of the emulator will not have them.',
      zh: '导入时会去掉这些字段，模拟器的返回中也不会有。',
    },
    examples: [{ kind: 'service instance', count: 2, names: ['own'] }],
  }),
  CAPTURE_FIELDS_DEFAULTED: note<{ kind: CapturedKind; count: number; names: string[] }>({
    en: ({ kind, count, names }) =>
      `${rowsEn(count, kind)} without all the fields that CMDB gives; the defaults are taken for ${namesEn(names)}`,
    zh: ({ kind, count, names }) => `${rowsZh(count, kind)}缺少 CMDB 返回的部分字段；${namesZh(names)} 采用默认值`,
    cure: { en: 'Capture the replies with all their fields.', zh: '请抓取包含全部字段的返回。' },
    examples: [{ kind: 'relation', count: 1, names: ['bk_host_id'] }],
  }),
  CAPTURE_ATTRIBUTES_MISSING: note<{ count: number; names: string[] }>({
    en: ({ count, names }) =>
      `${rowsEn(count, 'process')} without all the attributes that CMDB gives, so the fixture lacks them too: ${namesEn(names)}; capture all fields`,
    zh: ({ count, names }) =>
      `${rowsZh(count, 'process')}缺少 CMDB 返回的部分属性，fixture 中同样没有：${namesZh(names)}；请抓取全部字段`,
    cure: { en: 'Ask without `fields`, and capture the replies again.', zh: '请求中不要写 `fields`，重新抓取。' },
    examples: [
      { count: 1, names: ['user', 'work_path'] },
      { count: 2, names: Array.from({ length: 13 }, (_, index) => `attribute_${index}`) },
    ],
  }),
  CAPTURE_OTHER_BUSINESS: note<{ kind: CapturedKind; count: number; bizId: number | null; asked: number }>({
    en: ({ kind, count, bizId, asked }) =>
      `${rowsEn(count, kind)} of ${bizId === null ? 'another business' : `business ${bizId}`} in replies for business ${asked}; taken as they are, so who asks for business ${asked} will not find them`,
    zh: ({ kind, count, bizId, asked }) =>
      `业务 ${asked} 的返回中有 ${rowsZh(count, kind)}属于${bizId === null ? '其他业务' : `业务 ${bizId}`}；原样采用，因此按业务 ${asked} 查不到`,
    cure: {
      en: 'A live CMDB gives no such rows; the examples of the documentation do. Ask for the business of the rows.',
      zh: '真实的 CMDB 不会返回这样的行，文档的示例中才有。请按这些行所属的业务查询。',
    },
    examples: [
      { kind: 'service instance', count: 2, bizId: 3, asked: 1 },
      { kind: 'process', count: 1, bizId: null, asked: 1 },
    ],
  }),
  CAPTURE_INEXACT_NUMBER: note<{ attribute: string; count: number; names: string[] }>({
    en: ({ attribute, count, names }) =>
      `${attribute} has ${count} number${count === 1 ? '' : 's'} that a fixture cannot hold exactly: ${namesEn(names)}; taken as null`,
    zh: ({ attribute, count, names }) =>
      `${attribute} 中有 ${count} 个数值无法在 fixture 中精确保存：${namesZh(names)}；按 null 处理`,
    cure: {
      en: 'If your client needs the value, write one into the fixture that a double holds.',
      zh: '如果客户端需要该值，请在 fixture 中写一个双精度浮点数能表示的值。',
    },
    examples: [{ attribute: 'weight', count: 1, names: ['1E400'] }],
  }),
  CAPTURE_PROCESSES_WITHOUT_RELATION: note<{ count: number; components: string[] }>({
    en: ({ count, components }) =>
      `${rowsEn(count, 'process')} known by attributes alone: of no process template, and on the host of the service instance; capture ${orEn(components)} too`,
    zh: ({ count, components }) =>
      `${rowsZh(count, 'process')}只有属性：视为没有进程模板，主机取自服务实例；请同时抓取 ${orZh(components)}`,
    cure: ALL_AT_ONCE,
    examples: [{ count: 1, components: ['list_process_instance'] }],
  }),
  CAPTURE_INSTANCES_MADE_UP: note<{ count: number; components: string[] }>({
    en: ({ count, components }) =>
      `${rowsEn(count, 'service instance')} known by ${count === 1 ? 'its' : 'their'} processes alone: in the list of no set template, and with a name that is made up; capture ${orEn(components)} too`,
    zh: ({ count, components }) =>
      `${rowsZh(count, 'service instance')}只抓取到进程：不属于任何集群模板，名称自动生成；请同时抓取 ${orZh(components)}`,
    cure: ALL_AT_ONCE,
    examples: [
      { count: 1, components: ['list_service_instance_by_set_template'] },
      { count: 2, components: ['list_service_instance_by_set_template'] },
    ],
  }),
  CAPTURE_PROCESSES_MISSING: note<{ count: number; all: number; components: string[] }>({
    en: ({ count, all, components }) =>
      `the processes of ${count} of ${rowsEn(all, 'service instance')} were not captured; capture ${orEn(components)} for ${count === 1 ? 'it' : 'them'} too`,
    zh: ({ count, all, components }) =>
      `${rowsZh(all, 'service instance')}中有 ${count} 个没有抓取进程；请为其抓取 ${orZh(components)}`,
    cure: {
      en: 'Capture their processes too, and import all captures in one run. Until then, their replies are empty, and the journal says why.',
      zh: '请同时抓取它们的进程，并一次导入全部抓取文件。在此之前，相关返回为空，请求日志会说明原因。',
    },
    examples: [
      { count: 1, all: 1, components: ['list_process_instance'] },
      { count: 2, all: 4, components: ['list_process_instance'] },
    ],
  }),
};
