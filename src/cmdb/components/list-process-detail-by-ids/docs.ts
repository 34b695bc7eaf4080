import { Type } from 'typebox';
import type { ComponentDocs } from '../../../calls/component.js';
import { refusal } from '../../refusal.js';
import { urlBizId } from '../../schemas/biz-id.js';
import { PROCESS_PROPERTY_SCHEMAS } from '../../schemas/process.js';
import { MAX_IDS } from './limits.js';
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
  summary: 'List the attributes of processes',
  description:
    'Query the process details corresponding to the process ids under a business (查询某业务下进程ID对应的进程详情).',
  schemas: PROCESS_PROPERTY_SCHEMAS,
  parameters: Type.Object({
    bk_biz_id: urlBizId,
    bk_process_ids: Type.Array(Type.Integer(INT64), {
      minItems: 1,
      maxItems: MAX_IDS,
      description: 'Process ids. Those that the business lacks are left out.',
    }),
    fields: Type.Optional(
      Type.Array(Type.String(), {
        description:
          'The attributes to return, beside `bk_process_id`. Empty or missing: all. Unknown names are no error.',
      }),
    ),
  }),
  data: Type.Array(Type.Ref('ProcessProperty#'), {
    description: 'The attributes of the processes, by process id; empty where there are none.',
  }),
  example,
  refusals: [
    refusal(1199000, '`bk_process_ids` or `fields` is of another JSON type'),
    refusal(1199045, '`bk_biz_id` is not made of digits', 'no matched rules'),
    refusal(1199089, `\`bk_process_ids\` is missing, empty, or has more than ${MAX_IDS} ids`, [
      'bk_process_ids',
      MAX_IDS,
    ]),
  ],
});
