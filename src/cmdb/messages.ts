import type { Language } from '../calls/component.js';

/** CMDB's codes and messages (contract sections 8 and 11); `%s` stands for an argument. */
export const MESSAGES = {
  1108024: { en: 'get service instances failed', zh: '查询进程服务实例列表失败' },
  1199000: { en: 'Deserializing JSON data failed', zh: '反序列化JSON数据失败' },
  1199002: { en: 'HTTP request failed', zh: 'HTTP请求失败' },
  1199006: { en: "'%s' data parameter verification does not pass", zh: "'%s' 数据参数校验不通过" },
  1199008: { en: "'%s' cannot be omitted", zh: "'%s' 不可以被省略" },
  1199017: { en: 'Failed to query data', zh: '查询数据失败' },
  1199027: { en: "'%s' authorization information query failed", zh: '[%s]授权信息查询失败' },
  1199035: { en: ' %s exceed the limit %s', zh: ' %s 超过限制 %s' },
  1199036: { en: '%s', zh: '%s' },
  1199045: { en: '%s', zh: '%s' },
  1199059: { en: 'page limit is exceeded. suggestion 200', zh: '分页查询数量超过限制的最大值, 建议值200' },
  1199089: {
    en: 'the length of array %s is wrong, the length must be in range 1~%s',
    zh: '%s数组长度错误，数组长度必须在1~%s之间',
  },
  1199997: { en: 'too many requests', zh: 'too many requests' },
  1199998: { en: 'Unknown or unrecognized error', zh: '未知或未能识别的异常' },
  1199999: { en: "'%s' Internal Server Error", zh: "'%s' 服务器内部错误" },
  9900403: { en: 'Do not have access permission.', zh: '没有操作的权限' },
} as const;

export type CmdbCode = keyof typeof MESSAGES;

/** The arguments of a message: mostly the name of a parameter. */
export type MessageArguments = string | readonly (string | number)[];

/** Words a code as CMDB does. */
export const messageOf = (code: CmdbCode, language: Language, args: MessageArguments = ''): string =>
  [args].flat().reduce<string>((text, arg) => text.replace('%s', String(arg)), MESSAGES[code][language]);
