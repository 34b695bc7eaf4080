import { textOf, type Message } from '../messages/message.js';

/** Something to know beside a result, which is as it should be. */
export interface Note {
  /** Stable, such as `DATABASE_NOT_KEPT`. */
  code: string;
  /** In words. */
  message: string;
  /** The same in Chinese. */
  message_zh: string;
}

/** Puts a note into words. */
export const noteOf = (message: Message): Note => ({
  code: message.code,
  message: textOf(message, 'en'),
  message_zh: textOf(message, 'zh'),
});
