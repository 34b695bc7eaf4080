import type { Text } from '../../../../model/language.ts';

export const SANDBOXES = {
  title: { en: 'Sandboxes', zh: '沙箱' },
  about: {
    en: 'Each has data, faults, a journal and settings of its own, so that tests run beside each other.',
    zh: '每个沙箱有独立的数据、故障、请求日志和设置，多个测试可并行运行。',
  },
  name: { en: 'Name', zh: '名称' },
  contract: { en: 'Contract', zh: '契约' },
  auth: { en: 'Auth', zh: '认证' },
  origin: { en: 'Data', zh: '数据' },
  requests: { en: 'Requests', zh: '请求' },
  faults: { en: 'Faults', zh: '故障' },
  used: { en: 'Last used', zh: '最近使用' },
  bytes: { en: 'Memory', zh: '内存' },
  action: { en: 'Action', zh: '操作' },
  baseline: { en: 'baseline', zh: '基线' },
  current: { en: 'this page', zh: '当前页面' },
  filter: { en: 'Filter by name', zh: '按名称筛选' },
  shown: { en: '{shown} of {count}', zh: '{shown} / {count}' },
  more: { en: 'Show more', zh: '显示更多' },
  none: { en: 'No sandbox has such a name', zh: '没有名称匹配的沙箱' },
  drop: { en: 'Drop', zh: '删除' },
  dropIt: { en: 'Drop {name}', zh: '删除 {name}' },
  dropTitle: { en: 'Drop the sandbox {name}?', zh: '删除沙箱 {name}？' },
  dropAbout: {
    en: 'Its data, faults, journal, snapshots and settings are lost.',
    zh: '其数据、故障、请求日志、快照和设置都将丢失。',
  },
  dropped: { en: 'The sandbox {name} is gone.', zh: '沙箱 {name} 已删除。' },
  newTitle: { en: 'New sandbox', zh: '新建沙箱' },
  newName: { en: 'Name of the new sandbox', zh: '新沙箱的名称' },
  nameHint: {
    en: 'At most 64 of A–Z a–z 0–9 . _ -; the first is a letter or a digit',
    zh: '最多 64 个字符，可用 A–Z a–z 0–9 . _ -，以字母或数字开头',
  },
  taken: { en: 'There is one of this name already', zh: '已有同名沙箱' },
  make: { en: 'Make a sandbox', zh: '创建沙箱' },
  making: { en: 'A sandbox also comes to be by its first use, at', zh: '首次使用时也会自动创建沙箱，地址为' },
  made: { en: 'The sandbox {name} is there.', zh: '沙箱 {name} 已创建。' },
} satisfies Readonly<Record<string, Text>>;

export const SETTINGS = {
  title: { en: 'Settings of {sandbox}', zh: '{sandbox} 的设置' },
  documented: { en: 'documented: the API documentation to the letter', zh: 'documented：严格按照 API 文档' },
  'cmdb-3.14': { en: 'cmdb-3.14: as a live system answers', zh: 'cmdb-3.14：与真实系统一致' },
  off: { en: 'off: not checked', zh: 'off：不检查' },
  required: { en: 'required: any value passes', zh: 'required：必须提供，值不限' },
  strict: { en: 'strict: as the fixtures have them', zh: 'strict：必须与 fixture 一致' },
  strictWarnings: { en: 'Strict warnings', zh: '严格警告' },
  strictAbout: {
    en: 'Refuse under “documented” what cmdb-3.14 would refuse',
    zh: '在 documented 契约下，也拒绝 cmdb-3.14 会拒绝的请求',
  },
  clock: { en: 'Clock of stubs', zh: '桩的时钟' },
  clockHint: {
    en: 'Such as 2026-01-31T12:00:00Z; empty for the time of the machine',
    zh: '例如 2026-01-31T12:00:00Z；留空则使用本机时间',
  },
  set: { en: 'Set', zh: '设置' },
  saved: { en: 'Changed. It holds from the next call on.', zh: '已修改，从下一次调用起生效。' },
} satisfies Readonly<Record<string, Text>>;

export const MEMORY = {
  title: { en: 'Memory of all sandboxes', zh: '所有沙箱的内存' },
  data: { en: 'Data, snapshots and faults', zh: '数据、快照和故障' },
  journals: { en: 'Journals', zh: '请求日志' },
  taken: { en: '{bytes} of {most}', zh: '{bytes} / {most}' },
} satisfies Readonly<Record<string, Text>>;
