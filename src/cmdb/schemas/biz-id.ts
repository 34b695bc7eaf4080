import { Type } from 'typebox';

/** A business id that the ESB writes into the URL of its call to CMDB. */
export const urlBizId = Type.Unsafe({
  type: ['integer', 'string'],
  pattern: '^[0-9]+$',
  description:
    'Business id. The ESB writes it into the address of its call to CMDB, so that digits pass, also in a string.',
});
