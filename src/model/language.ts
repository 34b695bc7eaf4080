/** The language of messages. */
export type Language = 'en' | 'zh';
