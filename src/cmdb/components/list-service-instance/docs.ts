import { Type } from 'typebox';
import type { ComponentDocs } from '../../../calls/component.js';
import { NOT_SUPPORTED } from '../../parameters/search-key.js';
import { LABEL_KEY, OPERATOR_NAMES } from '../../parameters/selectors.js';
import { refusal } from '../../refusal.js';
import { pageOf } from '../../schemas/page.js';
import { SERVICE_INSTANCE_SCHEMAS, serviceInstancePage } from '../../schemas/service-instance.js';
import { PAGE_BOUNDS } from './limits.js';
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
    key: Type.String({ pattern: LABEL_KEY.source, description: 'Key of a label.' }),
    operator: Type.Unsafe({
      type: 'string',
      enum: OPERATOR_NAMES,
      description: '`!=` and `notin` also match rows that lack the label.',
    }),
    values: Type.Optional(
      Type.Array(Type.String(), {
        description: '`=` and `!=` take exactly one, `in` and `notin` at least one, `exists` and `!` none.',
      }),
    ),
  },
  { description: 'A condition on labels.' },
);

export const describe = (): ComponentDocs => ({
  summary: 'List the service instances of a business',
  description:
    'Query the list of service instances by business id; module, hosts, name and labels can be added ' +
    '(根据业务id查询服务实例列表,也可以加上模块id等信息查询).',
  schemas: { ...SERVICE_INSTANCE_SCHEMAS, LabelSelector: selector },
  parameters: Type.Object({
    bk_biz_id: Type.Integer({ ...INT64, description: 'Business id.' }),
    bk_module_id: Type.Optional(Type.Integer({ ...INT64, description: 'Module id; any module without it.' })),
    bk_host_ids: Type.Optional(
      Type.Array(Type.Integer(INT64), { maxItems: 1000, description: 'Host ids; any host without them.' }),
    ),
    search_key: Type.Optional(
      Type.String({
        description:
          'A regular expression that a part of the name has to match; letters count as they are written. ' +
          `The emulator takes no ${NOT_SUPPORTED}.`,
      }),
    ),
    selectors: Type.Optional(
      Type.Array(Type.Ref('LabelSelector#'), { description: 'Conditions on labels, which all have to hold.' }),
    ),
    page: Type.Optional(
      pageOf({
        bounds: PAGE_BOUNDS,
        sort: 'Fields to sort by, with commas between; `-create_time` is descending. Without it, rows come by id.',
        description: 'Query condition. Without it, all rows. The documentation says 500 rows at most.',
      }),
    ),
  }),
  data: serviceInstancePage,
  example,
  refusals: [
    refusal(1199000, 'a parameter is of another JSON type'),
    refusal(1199035, '`bk_host_ids` has more than 1000 ids', ['search service instances', 1000]),
    refusal(1199059, 'the page is out of bounds'),
    refusal(
      1199006,
      '`bk_biz_id` is missing, null or 0, or a selector is wrong: its `operator`, `values` or `key`',
      'bk_biz_id',
    ),
    refusal(1199017, `\`search_key\` is no regular expression, or one with ${NOT_SUPPORTED}`),
  ],
});
