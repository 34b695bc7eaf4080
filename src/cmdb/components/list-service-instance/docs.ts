import { Type } from 'typebox';
import type { ComponentDocs } from '../../../calls/component.js';
import { NOT_SUPPORTED } from '../../parameters/search-key.js';
import { LABEL_KEY, OPERATOR_NAMES } from '../../parameters/selectors.js';
import { refusal } from '../../refusal.js';
import { pageOf } from '../../schemas/page.js';
import { SERVICE_INSTANCE_SCHEMAS, serviceInstancePage } from '../../schemas/service-instance.js';
import { PAGE_BOUNDS } from './limits.js';
import { described } from '../../../util/json/described.js';
import { INT64 } from '../../../util/json/integer-schema.js';

/** The documentation's example, asked of the documented data. CMDB returns twelve fields; the page prints ten. */
const example = {
  parameters: {
    bk_biz_id: 1,
    page: { start: 0, limit: 1 },
    bk_module_id: 59,
    search_key: '',
    selectors: [{ key: 'key1', operator: 'notin', values: ['value1'] }],
  },
  data: {
    count: 2,
    info: [
      {
        bk_biz_id: 1,
        id: 1,
        name: '10.0.0.1_lgh-process-1',
        labels: null,
        service_template_id: 50,
        bk_host_id: 1,
        bk_module_id: 59,
        creator: 'admin',
        modifier: 'admin',
        create_time: '2020-10-09T02:46:25.002Z',
        last_time: '2020-10-09T02:46:25.002Z',
        bk_supplier_account: '0',
      },
    ],
  },
};

const selector = Type.Object(
  {
    key: Type.String({ pattern: LABEL_KEY.source, ...described('Key of a label.', '标签的键。') }),
    operator: Type.Unsafe({
      type: 'string',
      enum: OPERATOR_NAMES,
      ...described(
        '`!=` and `notin` also match rows that lack the label.',
        '`!=` 和 `notin` 也匹配没有该标签的服务实例。',
      ),
    }),
    values: Type.Optional(
      Type.Array(Type.String(), {
        ...described(
          '`=` and `!=` take exactly one, `in` and `notin` at least one, `exists` and `!` none.',
          '`=` 和 `!=` 只能有一个值，`in` 和 `notin` 至少一个，`exists` 和 `!` 不能有值。',
        ),
      }),
    ),
  },
  described('A condition on labels.', '标签的过滤条件。'),
);

export const describe = (): ComponentDocs => ({
  summary: { en: 'List the service instances of a business', zh: '查询业务的服务实例列表' },
  description: {
    en:
      'Query the list of service instances by business id; module, hosts, name and labels can be added ' +
      '(根据业务id查询服务实例列表,也可以加上模块id等信息查询).',
    zh: '根据业务 ID 查询服务实例列表，也可以加上模块 ID 等信息查询。',
  },
  schemas: { ...SERVICE_INSTANCE_SCHEMAS, LabelSelector: selector },
  parameters: Type.Object({
    bk_biz_id: Type.Integer({ ...INT64, ...described('Business id.', '业务 ID。') }),
    bk_module_id: Type.Optional(
      Type.Integer({ ...INT64, ...described('Module id; any module without it.', '模块 ID；不传则不限模块。') }),
    ),
    bk_host_ids: Type.Optional(
      Type.Array(Type.Integer(INT64), {
        maxItems: 1000,
        ...described('Host ids; any host without them.', '主机 ID 列表；不传则不限主机。'),
      }),
    ),
    search_key: Type.Optional(
      Type.String({
        ...described(
          'A regular expression that a part of the name has to match; letters count as they are written. ' +
            `The emulator takes no ${NOT_SUPPORTED.en}.`,
          `名称的过滤条件：匹配名称一部分的正则表达式，区分大小写。模拟器不支持${NOT_SUPPORTED.zh}。`,
        ),
      }),
    ),
    selectors: Type.Optional(
      Type.Array(
        Type.Ref('LabelSelector#'),
        described('Conditions on labels, which all have to hold.', '标签的过滤条件，须全部满足。'),
      ),
    ),
    page: Type.Optional(
      pageOf({
        bounds: PAGE_BOUNDS,
        sort: {
          en: 'Fields to sort by, with commas between; `-create_time` is descending. Without it, rows come by id.',
          zh: '排序字段，多个用逗号分隔；`-create_time` 表示降序。不传则按 ID 排序。',
        },
        description: {
          en: 'Query condition. Without it, all rows. The documentation says 500 rows at most.',
          zh: '分页查询条件。不传则返回全部；接口文档称最多 500 条。',
        },
      }),
    ),
  }),
  data: serviceInstancePage,
  example,
  refusals: [
    refusal(1199000, { en: 'a parameter is of another JSON type', zh: '某个参数的 JSON 类型不对' }),
    refusal(1199035, { en: '`bk_host_ids` has more than 1000 ids', zh: '`bk_host_ids` 超过 1000 个' }, [
      'search service instances',
      1000,
    ]),
    refusal(1199059, { en: 'the page is out of bounds', zh: '分页参数超出范围' }),
    refusal(
      1199006,
      {
        en: '`bk_biz_id` is missing, null or 0, or a selector is wrong: its `operator`, `values` or `key`',
        zh: '`bk_biz_id` 缺失、为 null 或 0，或某个 selector 的 `operator`、`values` 或 `key` 不对',
      },
      'bk_biz_id',
    ),
    refusal(1199017, {
      en: `\`search_key\` is no regular expression, or one with ${NOT_SUPPORTED.en}`,
      zh: `\`search_key\` 不是正则表达式，或含有${NOT_SUPPORTED.zh}`,
    }),
  ],
});
