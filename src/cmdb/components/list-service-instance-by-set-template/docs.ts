import { Type } from 'typebox';
import type { ComponentDocs } from '../../../calls/component.js';
import type { Contract } from '../../../model/contract.js';
import { refusal } from '../../refusal.js';
import { urlBizId } from '../../schemas/biz-id.js';
import { pageOf } from '../../schemas/page.js';
import { SERVICE_INSTANCE_SCHEMAS, serviceInstancePage } from '../../schemas/service-instance.js';
import { PAGE_RULES } from './page.js';
import { described } from '../../../util/json/described.js';
import { INT64 } from '../../../util/json/integer-schema.js';

const documentedRow = (id: number, name: string, time: string) => ({
  bk_biz_id: 1,
  id,
  name,
  labels: null,
  service_template_id: 50,
  bk_host_id: id,
  bk_module_id: 59,
  creator: 'admin',
  modifier: 'admin',
  create_time: time,
  last_time: time,
  bk_supplier_account: '0',
});

/** The documentation's example, but with rows of the business that its request asks for: the page prints business 3. */
const example = {
  parameters: { bk_biz_id: 1, set_template_id: 1, page: { start: 0, limit: 10 } },
  data: {
    count: 2,
    info: [
      documentedRow(1, '10.0.0.1_lgh-process-1', '2020-10-09T02:46:25.002Z'),
      documentedRow(3, '127.0.122.2_lgh-process-1', '2020-10-09T03:04:19.859Z'),
    ],
  },
};

export const describe = (contract: Contract): ComponentDocs => {
  const { bounds, whenOmitted } = PAGE_RULES[contract];
  const page = pageOf({
    bounds,
    sort: { en: 'Has no effect: rows come by id.', zh: '不生效：总是按 ID 排序。' },
    description:
      whenOmitted === undefined
        ? { en: 'Query condition.', zh: '分页查询条件。' }
        : {
            en: `Query condition. Without it, the first ${String(whenOmitted.limit)} rows.`,
            zh: `分页查询条件。不传则返回前 ${String(whenOmitted.limit)} 条。`,
          },
  });
  return {
    summary: { en: 'List the service instances of a set template', zh: '查询集群模板的服务实例列表' },
    description: {
      en: 'Obtain a list of service instances according to the cluster template id (根据集群模板id获取服务实例列表).',
      zh: '根据集群模板 ID 获取服务实例列表。',
    },
    schemas: SERVICE_INSTANCE_SCHEMAS,
    parameters: Type.Object({
      bk_biz_id: urlBizId,
      set_template_id: Type.Integer({
        ...INT64,
        ...described('Set template id (cluster template ID).', '集群模板 ID。'),
      }),
      page: whenOmitted === undefined ? page : Type.Optional(page),
    }),
    data: serviceInstancePage,
    example,
    refusals: [
      refusal(1199000, {
        en: '`set_template_id`, `page` or a field of it is of another JSON type',
        zh: '`set_template_id`、`page` 或其中某个字段的 JSON 类型不对',
      }),
      refusal(
        1199008,
        { en: '`set_template_id` is missing, null or 0', zh: '`set_template_id` 缺失、为 null 或 0' },
        'set_template_id',
      ),
      refusal(1199045, { en: '`bk_biz_id` is not made of digits', zh: '`bk_biz_id` 不是纯数字' }, 'no matched rules'),
      refusal(
        1199059,
        whenOmitted === undefined
          ? { en: 'the page is out of bounds, or missing', zh: '分页参数超出范围，或缺失' }
          : { en: 'the page is out of bounds', zh: '分页参数超出范围' },
      ),
    ],
  };
};
