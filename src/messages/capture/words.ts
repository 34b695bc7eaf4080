import type { Text } from '../../model/language.js';
import { entry, type Entry } from '../entry.js';

/** A message about something that an import passes over, completes or takes as it is. It goes on. */
export const note = <Values>(of: Entry<Values>): Entry<Values> => entry({ severity: 'warning', ...of });

/** A cure that ends with a look at the result. */
export const andLook = (en: string, zh: string): Text => ({
  en: `${en} The import goes on without it.`,
  zh: `${zh}导入会继续。`,
});

/** `a`, `a or b`, `a, b or c`. */
export const orEn = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${String(names.at(-1))}`;
/** `a`、`a 或 b`、`a、b 或 c`. */
export const orZh = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join('、')} 或 ${String(names.at(-1))}`;

/** How many names of fields a note lists. */
const MOST_NAMES = 12;

/** The names, or the first of many and how many more there are. */
export const namesEn = (names: readonly string[]): string =>
  names.length <= MOST_NAMES
    ? names.join(', ')
    : `${names.slice(0, MOST_NAMES).join(', ')} and ${names.length - MOST_NAMES} more`;
export const namesZh = (names: readonly string[]): string =>
  names.length <= MOST_NAMES ? names.join('、') : `${names.slice(0, MOST_NAMES).join('、')} 等 ${names.length} 个`;

/** The kinds of rows in replies. */
export type CapturedKind = 'service instance' | 'process' | 'relation' | 'module';

const PLURALS: Readonly<Record<CapturedKind, string>> = {
  'service instance': 'service instances',
  process: 'processes',
  relation: 'relations',
  module: 'modules',
};
const KINDS_ZH: Readonly<Record<CapturedKind, string>> = {
  'service instance': '服务实例',
  process: '进程',
  relation: '关系（relation）',
  module: '模块',
};

/** `1 process`, `2 processes`. */
export const rowsEn = (count: number, kind: CapturedKind): string => `${count} ${count === 1 ? kind : PLURALS[kind]}`;
/** `2 个进程`. */
export const rowsZh = (count: number, kind: CapturedKind): string => `${count} 个${KINDS_ZH[kind]}`;

/** `process 46`. */
export const oneEn = (kind: CapturedKind, id: number): string => `${kind} ${id}`;
/** `进程 46`. */
export const oneZh = (kind: CapturedKind, id: number): string => `${KINDS_ZH[kind]} ${id}`;
