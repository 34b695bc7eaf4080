import { Type } from 'typebox';

/** A business id that the ESB writes into the URL of its call to CMDB. */
export const urlBizId = Type.Unsafe({
  type: ['integer', 'string'],
  pattern: '^[+-]?[0-9]+$',
  description: 'Business id. Travels in an address inside the ESB, so that digits in a string pass as well.',
});
