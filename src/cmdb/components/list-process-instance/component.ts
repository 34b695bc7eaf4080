import type { Component } from '../../../esb/component.js';
import { checkMaySee, type CmdbData } from '../../repository.js';
import { int64 } from '../../parameters/decode.js';
import { noValue } from '../../parameters/details.js';
import { CmdbError, refusal } from '../../errors.js';
import { whyNoProcesses } from './explain.js';

/** The documentation's own, its `bk_biz_id` that stands twice read as a JSON reader does: the last one counts. */
const documentedExample = {
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

const NONE = Buffer.from('[]');

/** What the live CMDB does with a request that `documented` answers from all businesses. */
const noBusiness = (value: unknown): string =>
  value === undefined
    ? 'no bk_biz_id: cmdb-3.14 finds nothing without one'
    : `${noValue('bk_biz_id', value)}: cmdb-3.14 finds nothing without a business`;

/** Contract section 4. */
export const listProcessInstance: Component<CmdbData> = {
  name: 'list_process_instance',
  system: 'CC',
  path: '/v2/cc/list_process_instance/',
  summary: 'List the processes of a service instance',
  description: 'Query the list of process instances by service instance ID (根据服务实例ID查询进程实例列表).',
  documentedKeys: ['result', 'code', 'message', 'data'],
  requiredByEsb: [],

  handle(params, { contract, backend, verifiedUser, differences }) {
    const given = int64(params['bk_biz_id'], 'bk_biz_id');
    // Live CMDB has no "any business": 0 is a business without processes. The page does not even list the parameter.
    const bizId = given === 0 && contract === 'documented' ? undefined : given;

    if (given !== 0) checkMaySee(backend, verifiedUser, given);

    const serviceInstanceId = int64(params['service_instance_id'], 'service_instance_id');
    if (serviceInstanceId === 0) {
      const detail = noValue('service_instance_id', params['service_instance_id']);
      throw new CmdbError(1199006, 'service_instance_id', detail);
    }
    if (bizId === undefined) differences.push(noBusiness(params['bk_biz_id']));
    if (bizId === undefined && verifiedUser !== undefined) {
      for (const found of backend.businessesOfProcesses(serviceInstanceId)) checkMaySee(backend, verifiedUser, found);
    }
    const found = backend.processes(serviceInstanceId, bizId);
    return {
      data: found.data ?? NONE,
      isEmpty: found.data === undefined,
      why: whyNoProcesses(backend, { serviceInstanceId, bizId: given, contract }, found),
    };
  },

  describe: (t, contract) => ({
    schemas: {
      BindInfo: t.Object(
        {
          enable: t.Optional(t.Boolean({ description: 'Whether the port is enabled (端口是否启用).' })),
          ip: t.Optional(t.String({ description: 'Bound IP (绑定的ip).' })),
          port: t.Optional(t.String({ description: 'Bound port, as a string (绑定的端口).' })),
          protocol: t.Optional(
            t.String({ description: 'Protocol (使用的协议): "1" TCP, "2" UDP, "3" TCP6, "4" UDP6.' }),
          ),
          template_row_id: t.Optional(
            t.Integer({
              description:
                'Row of the process template, unique in the process (实例化使用的模板行索引，进程内唯一). ' +
                'The page calls it `row_id` in its table, and `template_row_id` in its example.',
            }),
          ),
        },
        { description: 'An address that a process listens on. Customers may add attributes.' },
      ),
      ProcessProperty: t.Object(
        {
          bk_process_id: t.Optional(t.Integer({ description: 'Process id.' })),
          bk_process_name: t.Optional(t.String({ description: 'Process alias.' })),
          bk_func_name: t.Optional(t.String({ description: 'Name of the binary.' })),
          bk_biz_id: t.Optional(t.Integer({ description: 'Business id.' })),
          create_time: t.Optional(t.String({ description: 'Creation time, as 2019-06-05T14:59:12.065+08:00.' })),
          last_time: t.Optional(t.String({ description: 'Update time, as 2019-06-05T14:59:12.065+08:00.' })),
          bind_info: t.Optional(
            t.Unsafe({
              type: ['array', 'null'],
              items: t.Ref('BindInfo#'),
              description: 'The addresses that the process listens on.',
            }),
          ),
        },
        {
          description:
            'The attributes of a process (进程属性信息). CMDB models are open: beside these there are the other ' +
            'built-in attributes (`start_cmd`, `work_path`, `user`, …) and those that a customer added.',
          additionalProperties: true,
        },
      ),
      ProcessRelation: t.Object(
        {
          bk_biz_id: t.Integer({ description: 'Business id.' }),
          bk_process_id: t.Integer({ description: 'Process id.' }),
          service_instance_id: t.Integer({ description: 'Service instance id.' }),
          process_template_id: t.Integer({ description: 'Process template id; 0 where there is none.' }),
          bk_host_id: t.Integer({ description: 'Host id.' }),
          bk_supplier_account: t.String({ description: 'Supplier account.' }),
        },
        {
          description: 'What links a process to its service instance (进程与服务实例的关联信息).',
          additionalProperties: false,
        },
      ),
      ProcessInstance: t.Object(
        {
          property: t.Unsafe({
            anyOf: [t.Ref('ProcessProperty#'), { type: 'null' }],
            description: 'The attributes of the process; null where the process is gone and its relation was left.',
          }),
          relation: t.Ref('ProcessRelation#'),
        },
        { description: 'A process of a service instance.', additionalProperties: false },
      ),
    },
    parameters: t.Object({
      service_instance_id: t.Integer({ description: 'Service instance id (服务实例ID).' }),
      bk_biz_id: t.Optional(
        t.Integer({
          description:
            contract === 'documented'
              ? 'Business id. Without it, processes of any business are found.'
              : 'Business id. Without it, nothing is found.',
        }),
      ),
    }),
    data: t.Array(t.Ref('ProcessInstance#'), {
      description: 'The processes of the service instance, by process id; empty where there are none.',
    }),
    example: documentedExample,
    refusals: [
      refusal(1199000, 'a parameter is of another JSON type'),
      refusal(1199006, '`service_instance_id` is missing, null or 0', 'service_instance_id'),
      refusal(9900403, 'the user may not see the business (auth mode `strict`)'),
    ],
  }),
};
