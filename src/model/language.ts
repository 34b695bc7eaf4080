export const LANGUAGES = ['en', 'zh'] as const;

/** The language of messages. */
export type Language = (typeof LANGUAGES)[number];

/** A text in each language. */
export type Text = Readonly<Record<Language, string>>;
