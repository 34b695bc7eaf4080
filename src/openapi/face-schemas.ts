import { Type } from 'typebox';
import type { Schema } from '../calls/component.js';
import { INT32 } from '../util/json/integer-schema.js';

const succeeded = Type.Literal(true, { description: 'The request succeeded.' });
const failed = Type.Literal(false, { description: 'The request failed.' });
const noPermission = Type.Null({ description: 'Null unless a permission is lacking.' });
const noData = Type.Null({ description: 'No data.' });
const permission = Type.Unsafe({
  anyOf: [Type.Null(), Type.Ref('Permission#')],
  description: 'The permission that the user lacks, or null.',
});
const code = Type.Integer({ ...INT32, description: '11xxxxx or 9900403.' });
const message = Type.String({ description: 'English or Chinese, by the language header.' });
const closed = { additionalProperties: false };

/** The success of a component at CMDB's own API, as a named schema. */
export const serverReply = (name: string, data: Schema): Schema =>
  Type.Object(
    {
      result: succeeded,
      bk_error_code: Type.Unsafe({ type: 'integer', ...INT32, const: 0, description: 'Error code; 0 means success.' }),
      bk_error_msg: Type.String({ description: '`success`.' }),
      permission: noPermission,
      data: Type.Unsafe(data),
    },
    { $id: name, description: 'The envelope of a success.', ...closed },
  );

/** The success of a component behind the API gateway, as a named schema. */
export const gatewayReply = (name: string, data: Schema): Schema =>
  Type.Object(
    {
      result: succeeded,
      permission: noPermission,
      data: Type.Unsafe(data),
      code: Type.Unsafe({ type: 'integer', ...INT32, const: 0, description: 'Error code; 0 means success.' }),
      message: Type.String({ description: '`success`.' }),
    },
    { $id: name, description: 'The envelope of a success.', ...closed },
  );

/** Schemas that the operations of the faces refer to. */
export const FACE_SCHEMAS: readonly Schema[] = [
  Type.Object(
    { result: failed, bk_error_code: code, bk_error_msg: message, permission, data: noData },
    { $id: 'ApiServerError', description: 'CMDB turned the request down.', ...closed },
  ),
  Type.Object(
    { result: failed, bk_error_code: code, bk_error_msg: message, permission },
    {
      $id: 'ApiServerRefusal',
      description:
        'The API server turned the request down before CMDB looked at it: 1199045, 1199997 or 9900403. There is no `data`.',
      ...closed,
    },
  ),
  Type.Object(
    { result: failed, permission, data: noData, code, message },
    { $id: 'GatewayCmdbError', description: 'CMDB turned the request down.', ...closed },
  ),
  Type.Object(
    {
      code: Type.Integer({ ...INT32, minimum: 1600000, maximum: 1699999, description: '16xxxxx.' }),
      data: noData,
      code_name: Type.String({ description: 'The name of the code, such as `INVALID_ARGS`.' }),
      message: Type.String({ description: 'What went wrong, with the reason in brackets.' }),
      result: failed,
    },
    { $id: 'GatewayError', description: 'The API gateway turned the request down.', ...closed },
  ),
];
