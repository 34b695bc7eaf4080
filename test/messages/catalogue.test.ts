import t from 'tap';
import { CATALOGUE } from '../../src/messages/catalogue.js';
import type { Entry } from '../../src/messages/entry.js';
import { textOf, type Message } from '../../src/messages/message.js';

/** Every message has its words, and a cure, in both languages. */

const entries = Object.entries(CATALOGUE) as [code: Message['code'], entry: Entry<object>][];

for (const [code, { cure, examples }] of entries) {
  t.ok(examples.length > 0, `${code} has an example`);
  for (const values of examples) {
    const message = JSON.parse(JSON.stringify({ code, ...values })) as Message;
    t.strictSame(message, { code, ...values }, `${code}: values are plain JSON`);
    for (const language of ['en', 'zh'] as const) {
      const text = textOf(message, language);
      t.notMatch(text, /undefined(?! is no value| 不是值)|\[object/, `${code} in ${language}: ${text}`);
      t.ok(text.trim() !== '' && cure[language] !== '', `${code} has a text and a cure in ${language}`);
    }
    if (code !== 'CAPTURE_NOTE') {
      t.match(textOf(message, 'zh'), /\p{Script=Han}/u, `${code} is in Chinese`);
    }
  }
}
