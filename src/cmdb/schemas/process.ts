import { Type } from 'typebox';
import type { Schema } from '../../calls/component.js';
import { INT64 } from '../../util/json/integer-schema.js';

/** CMDB gives null for an attribute that nobody ever set. */
const orNull = (type: string, description: string) => Type.Optional(Type.Unsafe({ type: [type, 'null'], description }));

const BindInfo = Type.Object(
  {
    enable: orNull('boolean', 'Whether the port is enabled (端口是否启用).'),
    ip: orNull('string', 'Bound IP (绑定的ip).'),
    port: orNull('string', 'Bound port, as a string (绑定的端口).'),
    protocol: orNull('string', 'Protocol (使用的协议): "1" TCP, "2" UDP, "3" TCP6, "4" UDP6.'),
    template_row_id: Type.Optional(
      Type.Integer({
        ...INT64,
        description:
          'Row of the process template, unique in the process (实例化使用的模板行索引，进程内唯一). ' +
          'The page calls it `row_id` in its table, and `template_row_id` in its example.',
      }),
    ),
  },
  { description: 'An address that a process listens on. Customers may add attributes.' },
);

const ProcessProperty = Type.Object(
  {
    bk_process_id: Type.Optional(Type.Integer({ ...INT64, description: 'Process id.' })),
    bk_process_name: orNull('string', 'Process alias.'),
    bk_func_name: orNull('string', 'Name of the binary.'),
    bk_biz_id: Type.Optional(Type.Integer({ ...INT64, description: 'Business id.' })),
    create_time: Type.Optional(Type.String({ description: 'Creation time, as 2019-06-05T14:59:12.065+08:00.' })),
    last_time: Type.Optional(Type.String({ description: 'Update time, as 2019-06-05T14:59:12.065+08:00.' })),
    bind_info: Type.Optional(
      Type.Unsafe({
        type: ['array', 'null'],
        items: Type.Ref('BindInfo#'),
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
);

/** The attributes of a process. */
export const PROCESS_PROPERTY_SCHEMAS: Readonly<Record<string, Schema>> = { BindInfo, ProcessProperty };

const ProcessRelation = Type.Object(
  {
    bk_biz_id: Type.Integer({ ...INT64, description: 'Business id.' }),
    bk_process_id: Type.Integer({ ...INT64, description: 'Process id.' }),
    service_instance_id: Type.Integer({ ...INT64, description: 'Service instance id.' }),
    process_template_id: Type.Integer({ ...INT64, description: 'Process template id; 0 where there is none.' }),
    bk_host_id: Type.Integer({ ...INT64, description: 'Host id.' }),
    bk_supplier_account: Type.String({ description: 'Supplier account.' }),
  },
  {
    description: 'What links a process to its service instance (进程与服务实例的关联信息).',
    additionalProperties: false,
  },
);

const ProcessInstance = Type.Object(
  {
    property: Type.Unsafe({
      anyOf: [Type.Ref('ProcessProperty#'), { type: 'null' }],
      description: 'The attributes of the process; null where the process is gone and its relation was left.',
    }),
    relation: Type.Ref('ProcessRelation#'),
  },
  { description: 'A process of a service instance.', additionalProperties: false },
);

/** A process with its relation to a service instance. */
export const PROCESS_INSTANCE_SCHEMAS: Readonly<Record<string, Schema>> = {
  ...PROCESS_PROPERTY_SCHEMAS,
  ProcessRelation,
  ProcessInstance,
};
