import type { Refusal } from '../calls/component.js';
import { messageOf, type CmdbCode, type MessageArguments } from './messages.js';

/** An entry for the API documentation: when CMDB refuses with a code, and its message in English. */
export const refusal = (code: CmdbCode, when: string, args: MessageArguments = ''): Refusal => ({
  code,
  message: messageOf(code, 'en', args),
  when,
});
