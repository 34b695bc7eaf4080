import type { Text } from '../model/language.js';

/** `1 row`, `2 rows`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** The types of JSON, as a schema names them. */
export type JsonType = 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean' | 'null';

const TYPES: Readonly<Record<JsonType, Text>> = {
  object: { en: 'a map', zh: '映射' },
  array: { en: 'a list', zh: '列表' },
  string: { en: 'a string', zh: '字符串' },
  integer: { en: 'an integer', zh: '整数' },
  number: { en: 'a number', zh: '数值' },
  boolean: { en: 'a boolean', zh: '布尔值' },
  null: { en: 'null', zh: 'null' },
};

export const typesEn = (types: readonly JsonType[]): string => types.map((type) => TYPES[type].en).join(' or ');
export const typesZh = (types: readonly JsonType[]): string =>
  types
    .map((type) => TYPES[type].zh)
    .join('或')
    .replace('或null', '或 null');

/** A value that was written, for a message. */
export interface ShownValue {
  type: JsonType;
  /** The value in quotes; null for a map, a list and null, and for a secret. */
  text: string | null;
}

/** `string "x"`, `a list`. */
export const valueEn = ({ type, text }: ShownValue): string => (text === null ? TYPES[type].en : `${type} ${text}`);

/** `字符串 "x"`、`列表`. */
export const valueZh = ({ type, text }: ShownValue): string =>
  text === null ? TYPES[type].zh : `${TYPES[type].zh} ${text}`;

/** The collections of a fixture. */
export type CollectionName =
  | 'businesses'
  | 'set_templates'
  | 'service_templates'
  | 'process_templates'
  | 'sets'
  | 'hosts'
  | 'modules'
  | 'service_instances'
  | 'processes'
  | 'apps'
  | 'users'
  | 'stubs';

const NOUNS: Readonly<Record<CollectionName, Text>> = {
  businesses: { en: 'business', zh: '业务' },
  set_templates: { en: 'set template', zh: '集群模板' },
  service_templates: { en: 'service template', zh: '服务模板' },
  process_templates: { en: 'process template', zh: '进程模板' },
  sets: { en: 'set', zh: '集群' },
  hosts: { en: 'host', zh: '主机' },
  modules: { en: 'module', zh: '模块' },
  service_instances: { en: 'service instance', zh: '服务实例' },
  processes: { en: 'process', zh: '进程' },
  apps: { en: 'app', zh: '应用' },
  users: { en: 'user', zh: '用户' },
  stubs: { en: 'stub', zh: '桩' },
};

/** A row of a collection, by its key. */
export interface RowName {
  collection: CollectionName;
  /** Null if the row has none. */
  key: string | number | null;
}

/** `service instance 54`. */
export const rowEn = ({ collection, key }: RowName): string =>
  key === null ? `the ${NOUNS[collection].en}` : `${NOUNS[collection].en} ${key}`;
/** `服务实例 54`. */
export const rowZh = ({ collection, key }: RowName): string =>
  key === null ? `该${NOUNS[collection].zh}` : `${NOUNS[collection].zh} ${key}`;

/** A list of names in English. */
export const listEn = (items: readonly (string | number)[]): string => items.join(', ');
/** A list of names in Chinese. */
export const listZh = (items: readonly (string | number)[]): string => items.join('、');

/** `; did you mean NAME?`, or nothing. */
export const meantEn = (name: string | null): string => (name === null ? '' : `; did you mean ${name}?`);
/** `；是不是想写 NAME？`, or nothing. */
export const meantZh = (name: string | null): string => (name === null ? '' : `；是不是想写 ${name}？`);

/** `; write VALUE`, or nothing. */
export const writeEn = (value: string | null): string => (value === null ? '' : `; write ${value}`);
/** `；请写 VALUE`, or nothing. */
export const writeZh = (value: string | null): string => (value === null ? '' : `；请写 ${value}`);

/** `; write it like EXAMPLE`, or nothing. */
export const likeEn = (example: string | null): string => (example === null ? '' : `; write it like ${example}`);
/** `；请写成 EXAMPLE 这样`, or nothing. */
export const likeZh = (example: string | null): string => (example === null ? '' : `；请写成 ${example} 这样`);

/** The names that are known, behind `meantEn`. */
export const knownEn = (meant: string | null, known: readonly string[]): string =>
  `${meant === null ? '; there' : ' There'} are: ${listEn(known)}`;
/** The names that are known, behind `meantZh`. */
export const knownZh = (meant: string | null, known: readonly string[]): string =>
  `${meant === null ? '；' : ''}可用的有：${listZh(known)}`;

/** How many problems were found. */
export interface Counts {
  errors: number;
  warnings: number;
}

/** `2 problems and 1 warning`. */
export const problemsEn = ({ errors, warnings }: Counts): string => {
  if (warnings === 0) return counted(errors, 'problem');
  return errors === 0
    ? counted(warnings, 'warning')
    : `${counted(errors, 'problem')} and ${counted(warnings, 'warning')}`;
};

/** `2 处错误、1 处警告`. */
export const problemsZh = ({ errors, warnings }: Counts): string => {
  if (warnings === 0) return `${errors} 处错误`;
  return errors === 0 ? `${warnings} 处警告` : `${errors} 处错误、${warnings} 处警告`;
};
