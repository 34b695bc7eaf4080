import type { Refusal } from '../esb/component.js';
import { BackendError } from '../esb/errors.js';
import type { Language } from '../esb/request/read-request.js';

/** CMDB's codes and messages (contract sections 7 and 8); `%s` stands for the name of a parameter. */
export const MESSAGES = {
  1108024: { en: 'get service instances failed', zh: '查询进程服务实例列表失败' },
  1199000: { en: 'Deserializing JSON data failed', zh: '反序列化JSON数据失败' },
  1199006: { en: "'%s' data parameter verification does not pass", zh: "'%s' 数据参数校验不通过" },
  1199008: { en: "'%s' cannot be omitted", zh: "'%s' 不可以被省略" },
  1199011: { en: "'%s' the parameter is invalid or does not exist", zh: "'%s' 参数无效或不存在" },
  1199059: { en: 'page limit is exceeded. suggestion 200', zh: '分页查询数量超过限制的最大值, 建议值200' },
  1199997: { en: 'too many requests', zh: 'too many requests' },
  1199998: { en: 'Unknown or unrecognized error', zh: '未知或未能识别的异常' },
  9900403: { en: 'Do not have access permission.', zh: '没有操作的权限' },
} as const;

export type CmdbCode = keyof typeof MESSAGES;

/** The message of a code as CMDB words it. */
export const messageOf = (code: CmdbCode, language: Language, parameter = ''): string =>
  MESSAGES[code][language].replace('%s', parameter);

/** An entry for the API documentation: what CMDB refuses with this code, and how it says so in English. */
export const refusal = (code: CmdbCode, when: string, parameter = ''): Refusal => ({
  code,
  message: messageOf(code, 'en', parameter),
  when,
});

/** A request that CMDB turns down. */
export class CmdbError extends BackendError {
  readonly code: CmdbCode;
  readonly parameter: string;
  override readonly detail: string | undefined;

  /**
   * @param parameter the name that the message quotes, for the codes that quote one
   * @param detail what of the request is to blame, for whoever sent it
   */
  constructor(code: CmdbCode, parameter = '', detail?: string) {
    super(messageOf(code, 'en', parameter));
    this.code = code;
    this.parameter = parameter;
    this.detail = detail;
  }

  override text(language: Language): string {
    return messageOf(this.code, language, this.parameter);
  }
}

/** CMDB could not decode a parameter, because its JSON type is not the declared one. */
export const deserializingFailed = (detail: string): CmdbError => new CmdbError(1199000, '', detail);

/** The user may not see the business. Carries what a front end needs to send the user to the permission centre. */
export class PermissionDenied extends CmdbError {
  override readonly permission: string;

  constructor(bizId: number | bigint, bizName: string, detail?: string) {
    super(9900403, '', detail);
    const system = { system_id: 'bk_cmdb', system_name: '配置平台' };
    const business = { type: 'biz', type_name: '业务' };
    this.permission = JSON.stringify({
      ...system,
      actions: [
        {
          id: 'find_business_resource',
          name: '业务访问',
          related_resource_types: [
            { ...system, ...business, instances: [[{ ...business, id: String(bizId), name: bizName }]] },
          ],
        },
      ],
    });
  }
}
