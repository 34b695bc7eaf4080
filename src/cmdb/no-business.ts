import type { Int64 } from '../model/ids.js';
import type { Text } from '../model/language.js';

/** Reasons that several components give for an empty answer. */

export const noBusiness = (id: Int64): Text => ({ en: `there is no business ${id}`, zh: `没有业务 ${id}` });

export const notABusiness = (id: Int64): Text => ({
  en: `ids of businesses are above 0, the request asked for ${id}`,
  zh: `业务 ID 应大于 0，请求的是 ${id}`,
});
