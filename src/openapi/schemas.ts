import { Type } from 'typebox';
import type { EnvelopeKey, Schema } from '../calls/component.js';
import { described } from '../util/json/described.js';
import { INT32 } from '../util/json/integer-schema.js';

const requestId = Type.String({ pattern: '^[0-9a-f]{32}$', description: 'Request chain id.' });
const failed = Type.Literal(false, { description: 'The request failed.' });
const noData = Type.Null({ description: 'No data.' });
const closed = { additionalProperties: false };

/** The keys of an envelope, as the documentation describes them. */
const envelopeFields = (data: Schema): Record<EnvelopeKey, Schema> => ({
  result: Type.Literal(true, { description: 'Whether the request was successful or not (请求成功与否).' }),
  code: Type.Unsafe({
    type: 'integer',
    ...INT32,
    const: 0,
    description: 'Error code; 0 means success, >0 means failure (错误编码).',
  }),
  message: Type.String({ description: 'The error message returned by the request failure; `success` otherwise.' }),
  permission: Type.Null({ description: 'Permission information; null unless a permission is lacking.' }),
  request_id: requestId,
  data,
});

/** The envelope of a component's success, as a named schema. */
export const successSchema = (name: string, keys: readonly EnvelopeKey[], data: Schema): Schema => {
  const fields = envelopeFields(data);
  return {
    $id: name,
    type: 'object',
    description: 'The envelope of a successful reply.',
    properties: Object.fromEntries(keys.map((key) => [key, fields[key]])),
    required: [...keys],
    additionalProperties: false,
  };
};

const anyObject = { type: 'object', additionalProperties: true } as const;

/** Schemas that every operation refers to. */
export const SHARED_SCHEMAS: readonly Schema[] = [
  Type.Object(
    {
      bk_app_code: Type.Optional(
        Type.String(described('Application ID. `app_code` is read as well.', '应用 ID。也读取 `app_code`。')),
      ),
      bk_app_secret: Type.Optional(
        Type.String(
          described(
            'The security key (application TOKEN), from the BlueKing Developer Center. `app_secret` is read as well.',
            '安全密钥（应用 TOKEN），从蓝鲸开发者中心获取。也读取 `app_secret`。',
          ),
        ),
      ),
      bk_token: Type.Optional(
        Type.String(
          described(
            'Current user login state; bk_token or bk_username must be valid.',
            '当前用户登录态；bk_token 与 bk_username 必须有一个有效。',
          ),
        ),
      ),
      bk_access_token: Type.Optional(
        Type.String(
          described(
            'A token of this application that stands for a user, in place of bk_token and bk_username. The ESB reads it ' +
              'among the parameters alone, wherever the other credentials are.',
            '代表用户的应用 TOKEN，可代替 bk_token 和 bk_username。无论其他认证信息放在哪里，ESB 只在参数中读取它。',
          ),
        ),
      ),
      bk_username: Type.Optional(
        Type.String(
          described(
            'Name of the current user, for applications in the whitelist of login-free authentication. ' +
              '`username` is read as well.',
            '当前用户的用户名，供应用免登录态验证白名单中的应用使用。也读取 `username`。',
          ),
        ),
      ),
    },
    {
      $id: 'Credentials',
      ...described(
        'General parameters (通用参数), unless the header `X-Bkapi-Authorization` holds them.',
        '通用参数；也可以放在请求头 `X-Bkapi-Authorization` 中。',
      ),
    },
  ),
  Type.Object(
    {
      result: failed,
      code: Type.Integer({ ...INT32, description: '11xxxxx or 9900403.' }),
      data: noData,
      message: Type.String({ description: 'English or Chinese, by the header `Blueking-Language`.' }),
      permission: Type.Unsafe({
        anyOf: [Type.Null(), Type.Ref('Permission#')],
        description: 'The permission that the user lacks, or null.',
      }),
      request_id: requestId,
    },
    { $id: 'CmdbError', description: 'CMDB turned the request down.', ...closed },
  ),
  Type.Object(
    {
      result: failed,
      code: Type.Integer({ ...INT32, minimum: 1300000, maximum: 1399999, description: '13xxxxx.' }),
      data: noData,
      message: Type.String({ description: 'Always English.' }),
      request_id: Type.Optional(requestId),
    },
    {
      $id: 'EsbError',
      description:
        'The ESB turned the request down. There is no `request_id` where the header `X-Bkapi-Authorization` or the ' +
        'body could not be read, or where the header `X-Bkapi-JWT` was sent.',
      ...closed,
    },
  ),
  Type.Object(
    {
      system_id: Type.String({ description: 'Id of the system.' }),
      system_name: Type.String({ description: 'Name of the system.' }),
      actions: Type.Array(anyObject, { description: 'The actions the user would need permission for.' }),
    },
    { $id: 'Permission', description: 'A permission that the user lacks.', ...closed },
  ),
  Type.Object(
    { result: failed, data: noData, message: Type.String({ description: 'What went wrong.' }) },
    { $id: 'BareError', description: 'No component answered.', ...closed },
  ),
];
