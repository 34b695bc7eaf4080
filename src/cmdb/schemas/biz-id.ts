import { Type } from 'typebox';
import { INT64 } from '../../util/json/integer-schema.js';

/** A business id that the ESB writes into the URL of its call to CMDB. */
export const urlBizId = Type.Unsafe({
  type: ['integer', 'string'],
  ...INT64,
  pattern: '^[0-9]+$',
  description:
    'Business id. The ESB writes it into the address of its call to CMDB, so that digits pass, also in a string.',
});
