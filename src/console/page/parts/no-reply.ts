import { BrokenConnection } from '../api/call.ts';
import { say } from '../state/language.ts';

const TEXTS = {
  broken: { en: 'the connection was refused, or broke off', zh: '连接被拒绝或中断' },
  canceled: { en: 'canceled', zh: '已取消' },
};

/** Why no reply came to a call that the page has sent. The browser's own words are English, whatever the language of the page. */
export const noReplyReason = (error: Error): string => {
  if (error instanceof BrokenConnection) return say(TEXTS.broken);
  return error.name === 'AbortError' ? say(TEXTS.canceled) : error.message;
};
