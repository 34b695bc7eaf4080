import type { Text } from '../model/language.js';
import { CmdbError } from '../cmdb/errors.js';

/** A refusal that comes with HTTP 500 and is labelled as plain text, because the API server writes it as bare text. */
export class PlainTextError extends CmdbError {}

/** @param item CMDB's word for the missing header: `owner_id` is the supplier account */
export const notAuthorized = (item: 'owner_id' | 'user', header: string): PlainTextError =>
  new PlainTextError(1199027, item, {
    en: `the header ${header} is missing, and CMDB's own API needs it`,
    zh: `缺少请求头 ${header}，CMDB 自己的 API 需要它`,
  });

/** The API server asks the server behind it in vain. */
export const proxyRequestFailed = (words: string): PlainTextError =>
  new PlainTextError(1199036, `proxy request failed, Post "http://127.0.0.1:60009/process/v3": ${words}`, {
    en: words,
    zh: `请求后面的服务失败：${words}`,
  });

/** No rule of CMDB's authorisation knows the method and the path. */
export const noMatchedRules = (detail?: Text): CmdbError => new CmdbError(1199045, 'no matched rules', detail);
