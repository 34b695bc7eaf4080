import { Type } from 'typebox';
import type { ComponentDocs } from '../../../calls/component.js';
import { refusal } from '../../refusal.js';
import { urlBizId } from '../../schemas/biz-id.js';
import { PROCESS_PROPERTY_SCHEMAS } from '../../schemas/process.js';
import { MAX_IDS } from './limits.js';
import { described } from '../../../util/json/described.js';
import { INT64 } from '../../../util/json/integer-schema.js';

/** The documentation's example, asked of the process in the documented data. */
const example = {
  parameters: {
    bk_biz_id: 1,
    bk_process_ids: [46],
    fields: ['bk_process_id', 'bk_process_name', 'bk_func_id', 'bk_func_name'],
  },
  data: [{ bk_func_id: '', bk_func_name: 'java', bk_process_id: 46, bk_process_name: 'job_java' }],
};

export const describe = (): ComponentDocs => ({
  summary: { en: 'List the attributes of processes', zh: '查询进程的属性' },
  description: {
    en: 'Query the process details corresponding to the process ids under a business (查询某业务下进程ID对应的进程详情).',
    zh: '查询某业务下进程 ID 对应的进程详情。',
  },
  schemas: PROCESS_PROPERTY_SCHEMAS,
  parameters: Type.Object({
    bk_biz_id: urlBizId,
    bk_process_ids: Type.Array(Type.Integer(INT64), {
      minItems: 1,
      maxItems: MAX_IDS,
      ...described('Process ids. Those that the business lacks are left out.', '进程 ID 列表。业务中没有的不返回。'),
    }),
    fields: Type.Optional(
      Type.Array(Type.String(), {
        ...described(
          'The attributes to return, beside `bk_process_id`. Empty or missing: all. Unknown names are no error.',
          '要返回的进程属性，`bk_process_id` 总会返回。为空或不传则返回全部；不认识的名称不报错。',
        ),
      }),
    ),
  }),
  data: Type.Array(Type.Ref('ProcessProperty#'), {
    description: 'The attributes of the processes, by process id; empty where there are none.',
  }),
  example,
  refusals: [
    refusal(1199000, {
      en: '`bk_process_ids` or `fields` is of another JSON type',
      zh: '`bk_process_ids` 或 `fields` 的 JSON 类型不对',
    }),
    refusal(1199045, { en: '`bk_biz_id` is not made of digits', zh: '`bk_biz_id` 不是纯数字' }, 'no matched rules'),
    refusal(
      1199089,
      {
        en: `\`bk_process_ids\` is missing, empty, or has more than ${MAX_IDS} ids`,
        zh: `\`bk_process_ids\` 缺失、为空，或超过 ${MAX_IDS} 个`,
      },
      ['bk_process_ids', MAX_IDS],
    ),
  ],
});
