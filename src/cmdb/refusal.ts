import type { Refusal } from '../calls/component.js';
import type { Text } from '../model/language.js';
import { messageOf, type CmdbCode, type MessageArguments } from './messages.js';

/** An entry for the API documentation: when CMDB refuses with a code, and its message. */
export const refusal = (code: CmdbCode, when: Text, args: MessageArguments = ''): Refusal => ({
  code,
  message: messageOf(code, 'en', args),
  message_zh: messageOf(code, 'zh', args),
  when,
});
