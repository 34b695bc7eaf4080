import type { Text } from '../../model/language.js';
import { typesZh, type JsonType } from '../phrases.js';

const REQUEST = '{"component":"list_process_instance"}';

/** The fault of a value of an expected request. */
export const WRONG_VALUES = {
  string: { en: 'must be a string', zh: '应为字符串' },
  integer: { en: 'must be an integer', zh: '应为整数' },
  count: { en: 'must be an integer from 0', zh: '应为不小于 0 的整数' },
  boolean: { en: 'must be true or false', zh: '应为 true 或 false' },
  path: { en: 'must be a path that begins with /', zh: '应为以 / 开头的路径' },
  parameters: {
    en: 'must be an object of parameters such as {"bk_biz_id":2}',
    zh: '应为参数组成的对象，例如 {"bk_biz_id":2}',
  },
  request: { en: `must be an object such as ${REQUEST}`, zh: `应为对象，例如 ${REQUEST}` },
  timesAlone: { en: 'excludes at_least and at_most', zh: '不能与 at_least、at_most 同时使用' },
  lessThanLeast: { en: 'is less than at_least', zh: '小于 at_least' },
} satisfies Readonly<Record<string, Text>>;

/** A list of expected requests is none, or too long. */
export const wrongRequests = (most: number): Text => ({
  en: `must be a list of 1 to ${most} expected requests such as [${REQUEST}]`,
  zh: `应为 1 到 ${most} 项期望的请求组成的列表，例如 [${REQUEST}]`,
});

/** The keywords of schemas in Chinese. Each takes its bound, or the types that it wants. */
const KEYWORDS_ZH: Readonly<Record<string, (wanted: string) => string>> = {
  type: (types) => `应为${typesZh(types.split(',') as JsonType[])}`,
  minimum: (least) => `不能小于 ${least}`,
  maximum: (most) => `不能大于 ${most}`,
  maxLength: (most) => `不能超过 ${most} 个字符`,
};

/**
 * An error of a validator.
 *
 * @param said its English
 * @param keyword the one of the schema that is not met
 * @param wanted the bound, or the types with commas between
 */
export const schemaError = (said: string, keyword: string, wanted: string): Text => ({
  en: said,
  zh: KEYWORDS_ZH[keyword]?.(wanted) ?? `值不对：${said}`,
});
