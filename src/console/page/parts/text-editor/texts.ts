import type { Text } from '../../../../model/language.ts';

export const EDITOR = {
  part: { en: 'Lines {first}–{last} of {count}', zh: '第 {first}–{last} 行，共 {count} 行' },
  before: { en: 'Earlier lines', zh: '上一段' },
  after: { en: 'Later lines', zh: '下一段' },
  line: { en: 'Go to line', zh: '跳到行' },
  go: { en: 'Go', zh: '跳转' },
} satisfies Readonly<Record<string, Text>>;
