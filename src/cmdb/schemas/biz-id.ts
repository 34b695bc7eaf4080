import { Type } from 'typebox';
import { INT64 } from '../../util/json/integer-schema.js';

/**
 * A business id that the ESB writes into the URL of its call to CMDB. The schema names the one type that the documentation
 * has, because generators make a type of its own of two.
 */
export const urlBizId = Type.Integer({
  ...INT64,
  description:
    'Business id. The ESB writes it into the address of its call to CMDB, so that a string of digits passes as well.',
});
