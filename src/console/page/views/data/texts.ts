import type { RowKind } from '../../../../model/row-list.ts';
import type { Text } from '../../../../model/language.ts';

/** The names of the kinds: of one row, and of several. */
export const KIND_NAMES: Readonly<Record<RowKind, Readonly<Record<'one' | 'many', Text>>>> = {
  businesses: { one: { en: 'Business', zh: '业务' }, many: { en: 'Businesses', zh: '业务' } },
  set_templates: { one: { en: 'Set template', zh: '集群模板' }, many: { en: 'Set templates', zh: '集群模板' } },
  sets: { one: { en: 'Set', zh: '集群' }, many: { en: 'Sets', zh: '集群' } },
  modules: { one: { en: 'Module', zh: '模块' }, many: { en: 'Modules', zh: '模块' } },
  service_instances: {
    one: { en: 'Service instance', zh: '服务实例' },
    many: { en: 'Service instances', zh: '服务实例' },
  },
  processes: { one: { en: 'Process', zh: '进程' }, many: { en: 'Processes', zh: '进程' } },
  service_templates: {
    one: { en: 'Service template', zh: '服务模板' },
    many: { en: 'Service templates', zh: '服务模板' },
  },
  hosts: { one: { en: 'Host', zh: '主机' }, many: { en: 'Hosts', zh: '主机' } },
  stubs: { one: { en: 'Stub', zh: '桩' }, many: { en: 'Stubs', zh: '桩' } },
};

export const DATA = {
  title: { en: 'Data', zh: '数据' },
  about: {
    en: 'All rows of this sandbox as they are served, and the requests that return them.',
    zh: '本沙箱中的全部数据（与接口返回的内容一致），以及可以查到它们的请求。',
  },
  reload: { en: 'Reload', zh: '刷新' },
  tree: { en: 'Rows', zh: '数据树' },
  loading: { en: 'Loading …', zh: '加载中……' },
  nothing: { en: 'This sandbox holds no rows.', zh: '此沙箱中没有数据。' },
  more: { en: 'Show more ({count} left)', zh: '显示更多（还有 {count} 条）' },
  expand: { en: 'Expand {name}', zh: '展开 {name}' },
  collapse: { en: 'Collapse {name}', zh: '收起 {name}' },
  search: { en: 'Search', zh: '搜索' },
  searchHint: { en: 'name or id', zh: '名称或 ID' },
  kind: { en: 'Kind', zh: '类别' },
  anyKind: { en: 'All kinds', zh: '全部类别' },
  results: { en: 'Results', zh: '搜索结果' },
  noResult: { en: 'No row matches', zh: '没有匹配的数据' },
  noResultHint: {
    en: 'A search looks for a part of the name, or the whole id.',
    zh: '请输入名称的一部分，或完整的 ID。',
  },
  choose: { en: 'Choose a row', zh: '请选择一条数据' },
  chooseHint: {
    en: 'Its JSON and the request that returns it are shown here.',
    zh: '此处将显示其 JSON，以及可以查到它的请求。',
  },
} satisfies Readonly<Record<string, Text>>;

export const ROW = {
  back: { en: '← Back to the tree', zh: '← 返回数据树' },
  backToResults: { en: '← Back to the results', zh: '← 返回搜索结果' },
  close: { en: 'Close', zh: '关闭' },
  inTree: { en: 'Show in the tree', zh: '在数据树中查看' },
  path: { en: 'Path', zh: '路径' },
  goneTitle: { en: 'There is no such row', zh: '没有这条数据' },
  gone: {
    en: '{kind} {id} is not in the data of this sandbox. Other rows may still name it.',
    zh: '此沙箱的数据中没有 {kind} {id}，但其他数据仍可能引用它。',
  },
  goneAddress: { en: 'The address names no row.', zh: '此地址没有指向任何数据。' },
  json: { en: 'As it is served', zh: '接口返回的内容' },
  jsonOfFixture: { en: 'As a fixture has it', zh: 'Fixture 中的内容' },
  copyJson: { en: 'Copy JSON', zh: '复制 JSON' },
  request: { en: 'The request that returns it', zh: '可查到它的请求' },
  instancesRequest: { en: 'The request that returns its service instances', zh: '可查到其服务实例的请求' },
  noRequest: {
    en: 'No component returns rows of this kind.',
    zh: '没有组件返回此类数据。',
  },
  parameters: { en: 'Parameters', zh: '参数' },
  send: { en: 'Send', zh: '发送' },
  sending: { en: 'Sending …', zh: '发送中……' },
} satisfies Readonly<Record<string, Text>>;
