/** The description of a schema in both languages. OpenAPI has one; the console shows the extension on its Chinese page. */
export const described = (en: string, zh: string) => ({ description: en, 'x-description-zh': zh });
