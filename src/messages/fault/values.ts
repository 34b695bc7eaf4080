import type { Text } from '../../model/language.js';

/** A value of a fault, for a message. */
export interface FaultValue {
  type: 'string' | 'list' | 'map' | 'other' | 'plain';
  /** The string in quotes, or the number, boolean or null as it is written. */
  text: string;
}

export const isEn = ({ type, text }: FaultValue): string =>
  ({
    string: `the string ${text}`,
    list: 'a list',
    map: 'a map',
    other: 'of a type that JSON does not have',
    plain: text,
  })[type];
export const isZh = ({ type, text }: FaultValue): string =>
  ({ string: `字符串 ${text}`, list: '列表', map: '映射', other: 'JSON 没有的类型', plain: ` ${text}` })[type];

export const EITHER: Text = {
  en: 'either code and message, or any of status, headers and body',
  zh: '要么是 code 和 message，要么是 status、headers、body 中的任意几项',
};

/** The maps of a fault by their place. */
const MAPS = {
  '': { en: 'a map such as {"name":"slow"}', zh: '映射，例如 {"name":"slow"}' },
  '/parameters': { en: 'a map of parameters such as {"bk_biz_id":2}', zh: '由参数组成的映射，例如 {"bk_biz_id":2}' },
  '/latency': {
    en: 'a number of milliseconds, or a map of fixed, uniform or log_normal such as {"fixed":500}',
    zh: '毫秒数，或含 fixed、uniform 或 log_normal 的映射，例如 {"fixed":500}',
  },
  '/latency/uniform': {
    en: 'a map of min and max such as {"min":100,"max":500}',
    zh: '含 min 和 max 的映射，例如 {"min":100,"max":500}',
  },
  '/latency/log_normal': {
    en: 'a map of median and sigma such as {"median":200,"sigma":0.5}',
    zh: '含 median 和 sigma 的映射，例如 {"median":200,"sigma":0.5}',
  },
  '/reply': {
    en: `a map of ${EITHER.en}, such as {"status":503}`,
    zh: `映射（${EITHER.zh}），例如 {"status":503}`,
  },
  '/reply/headers': {
    en: 'a map of strings by name such as {"retry-after":"5"}',
    zh: '由名称和字符串组成的映射，例如 {"retry-after":"5"}',
  },
} satisfies Record<string, Text>;

/** The place of a map in a fault. */
export type MapPlace = keyof typeof MAPS;

export const isMapPlace = (place: string): place is MapPlace => Object.hasOwn(MAPS, place);

/** The kind of value that a fault needs at a place. Numbers have a maximum, and a minimum or a number below them. */
export type Wanted =
  | { kind: 'map'; place: MapPlace }
  | { kind: 'string' }
  | { kind: 'filled string' }
  | { kind: 'integer' | 'number'; minimum: number | null; above: number | null; maximum: number };

export const wantedEn = (wanted: Wanted): string => {
  if (wanted.kind === 'map') return MAPS[wanted.place].en;
  if (wanted.kind === 'string') return 'a string';
  if (wanted.kind === 'filled string') return 'a string that is not empty';
  const { kind, minimum, above, maximum } = wanted;
  const range = minimum === null ? `above ${String(above)}, up to` : `from ${minimum} to`;
  return `${kind === 'integer' ? 'an integer' : 'a number'} ${range} ${maximum}`;
};

export const wantedZh = (wanted: Wanted): string => {
  if (wanted.kind === 'map') return MAPS[wanted.place].zh;
  if (wanted.kind === 'string') return '字符串';
  if (wanted.kind === 'filled string') return '非空字符串';
  const { kind, minimum, above, maximum } = wanted;
  const range = minimum === null ? `大于 ${String(above)}、不超过 ${maximum}` : ` ${minimum} 到 ${maximum}`;
  return `${range} 的${kind === 'integer' ? '整数' : '数值'}`;
};
