import { Type } from 'typebox';
import type { ComponentDocs, Refusal } from '../../../calls/component.js';
import type { Contract } from '../../../model/contract.js';
import { CmdbError, ProcessesNotRead } from '../../errors.js';
import { refusal } from '../../refusal.js';
import { PROCESS_INSTANCE_SCHEMAS } from '../../schemas/process.js';
import { described } from '../../../util/json/described.js';
import { INT64 } from '../../../util/json/integer-schema.js';

/** The documentation's example. It prints `bk_biz_id` twice; a JSON reader keeps the last one, and so does this. */
const example = {
  parameters: { bk_biz_id: 1, service_instance_id: 54 },
  data: [
    {
      property: {
        auto_start: false,
        auto_time_gap: 60,
        bk_biz_id: 1,
        bk_func_id: '',
        bk_func_name: 'java',
        bk_process_id: 46,
        bk_process_name: 'job_java',
        bk_start_param_regex: '',
        bk_supplier_account: '0',
        create_time: '2019-06-05T14:59:12.065+08:00',
        description: '',
        face_stop_cmd: '',
        last_time: '2019-06-05T14:59:12.065+08:00',
        pid_file: '',
        priority: 1,
        proc_num: 1,
        reload_cmd: '',
        restart_cmd: '',
        start_cmd: '',
        stop_cmd: '',
        timeout: 30,
        user: '',
        work_path: '/data/bkee',
        bind_info: [{ enable: false, ip: '127.0.0.1', port: '100', protocol: '1', template_row_id: 1 }],
      },
      relation: {
        bk_biz_id: 1,
        bk_process_id: 46,
        service_instance_id: 54,
        process_template_id: 1,
        bk_host_id: 1,
        bk_supplier_account: '',
      },
    },
  ],
};

const notRead = new ProcessesNotRead(0, example.parameters.service_instance_id, new CmdbError(1199006, 'bk_biz_id'));
const withoutBusiness: Refusal = {
  ...refusal(1108024, { en: '`bk_biz_id` is missing, null or 0', zh: '`bk_biz_id` 缺失、为 null 或 0' }),
  message: notRead.message,
  message_zh: notRead.text('zh'),
};

export const describe = (contract: Contract): ComponentDocs => ({
  summary: { en: 'List the processes of a service instance', zh: '查询服务实例的进程列表' },
  description: {
    en: 'Query the list of process instances by service instance ID (根据服务实例ID查询进程实例列表).',
    zh: '根据服务实例 ID 查询进程实例列表。',
  },
  schemas: PROCESS_INSTANCE_SCHEMAS,
  parameters: Type.Object({
    service_instance_id: Type.Integer({ ...INT64, ...described('Service instance id (服务实例ID).', '服务实例 ID。') }),
    bk_biz_id: Type.Optional(
      Type.Integer({
        ...INT64,
        ...(contract === 'documented'
          ? described('Business id. Without it, processes of any business are found.', '业务 ID。不传则不限业务。')
          : described(
              'Business id. Without it, CMDB refuses with 1108024.',
              '业务 ID。不传则 CMDB 返回错误 1108024。',
            )),
      }),
    ),
  }),
  data: Type.Array(Type.Ref('ProcessInstance#'), {
    description: 'The processes of the service instance, by process id; empty where there are none.',
  }),
  example,
  refusals: [
    refusal(1199000, { en: 'a parameter is of another JSON type', zh: '某个参数的 JSON 类型不对' }),
    refusal(
      1199006,
      { en: '`service_instance_id` is missing, null or 0', zh: '`service_instance_id` 缺失、为 null 或 0' },
      'service_instance_id',
    ),
    ...(contract === 'documented' ? [] : [withoutBusiness]),
  ],
});
