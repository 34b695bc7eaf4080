import { Type } from 'typebox';
import type { Schema } from '../../calls/component.js';
import { INT64 } from '../../util/json/integer-schema.js';

export const SERVICE_INSTANCE_SCHEMAS: Readonly<Record<string, Schema>> = {
  ServiceInstance: Type.Object(
    {
      bk_biz_id: Type.Integer({ ...INT64, description: 'Business id.' }),
      id: Type.Integer({ ...INT64, description: 'Service instance id.' }),
      name: Type.String({ description: 'Service instance name.' }),
      labels: Type.Unsafe({
        type: ['object', 'null'],
        additionalProperties: { type: 'string' },
        description: 'Label information; null where there is none.',
      }),
      service_template_id: Type.Integer({ ...INT64, description: 'Service template id.' }),
      bk_host_id: Type.Integer({ ...INT64, description: 'Host id.' }),
      bk_module_id: Type.Integer({ ...INT64, description: 'Module id.' }),
      creator: Type.String({ description: 'The creator of this data.' }),
      modifier: Type.String({ description: 'The person who modified this data last.' }),
      create_time: Type.String({ description: 'Creation time, as 2020-10-09T02:46:25.002Z.' }),
      last_time: Type.String({ description: 'Update time, as 2020-10-09T02:46:25.002Z.' }),
      bk_supplier_account: Type.String({ description: 'Supplier account.' }),
    },
    { description: 'A service instance.', additionalProperties: false },
  ),
};

/** A page of service instances. */
export const serviceInstancePage = Type.Object(
  {
    count: Type.Integer({ ...INT64, description: 'Total number, whatever the page.' }),
    info: Type.Array(Type.Ref('ServiceInstance#'), {
      description: 'The rows of the page, by id; empty past the last one.',
    }),
  },
  { description: 'The data returned by the request.', additionalProperties: false },
);
