import { Type } from 'typebox';
import { described } from '../../util/json/described.js';
import { INT64 } from '../../util/json/integer-schema.js';

/**
 * A business id that the ESB writes into the URL of its call to CMDB. The schema names the one type that the documentation
 * has, because generators make a type of its own of two.
 */
export const urlBizId = Type.Integer({
  ...INT64,
  ...described(
    'Business id. The ESB writes it into the address of its call to CMDB, so that a string of digits passes as well.',
    '业务 ID。ESB 会把它写入调用 CMDB 的地址，因此数字组成的字符串也可以。',
  ),
});
