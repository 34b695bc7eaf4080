import type { Text } from '../../model/language.js';
import { listAll, listChoices, plural } from '../../util/words.js';
import { CmdbError } from '../errors.js';
import { decodeList, decodeObject, decodeString, decodeStringList } from './decode.js';

/** A condition on the labels of a row. */
export interface Selector {
  key: string;
  operator: string;
  values: readonly string[];
}

type Labels = Readonly<Record<string, string>> | null;

interface Operator {
  /** How many values it takes, in words. */
  takes: Text;
  takesCount: (count: number) => boolean;
  /** @param value of the row's label; undefined if the row lacks the label */
  matches: (value: string | undefined, values: readonly string[]) => boolean;
}

const isAmong = (value: string | undefined, values: readonly string[]): boolean =>
  value !== undefined && values.includes(value);

const one = { takes: { en: 'exactly one', zh: '恰好一个' }, takesCount: (count: number) => count === 1 };
const some = { takes: { en: 'at least one', zh: '至少一个' }, takesCount: (count: number) => count > 0 };
const none = { takes: { en: 'none', zh: '没有值' }, takesCount: (count: number) => count === 0 };

/** As in MongoDB, `!=` and `notin` also match rows that lack the label. */
const OPERATORS: Readonly<Record<string, Operator>> = {
  '=': { ...one, matches: isAmong },
  '!=': { ...one, matches: (value, values) => !isAmong(value, values) },
  in: { ...some, matches: isAmong },
  notin: { ...some, matches: (value, values) => !isAmong(value, values) },
  exists: { ...none, matches: (value) => value !== undefined },
  '!': { ...none, matches: (value) => value === undefined },
};

export const OPERATOR_NAMES = Object.keys(OPERATORS);

export const LABEL_KEY = /^[a-zA-Z]([a-z0-9A-Z\-_.]*[a-z0-9A-Z])?$/;

const operatorOf = (name: string): Operator | undefined =>
  Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;

/**
 * Decodes a list of selectors without checking them, as CMDB does first.
 *
 * @throws CmdbError 1199000 for a wrong type
 */
export const decodeSelectors = (value: unknown, name: string): Selector[] =>
  decodeList(value, name, (item, itemName) => {
    const selector = decodeObject(item, itemName) ?? {};
    return {
      key: decodeString(selector['key'], `${itemName}.key`) ?? '',
      operator: decodeString(selector['operator'], `${itemName}.operator`) ?? '',
      values: decodeStringList(selector['values'], `${itemName}.values`),
    };
  });

const noLabelKey = (name: string): Text => ({
  en: `${name} is no key of a label, which begins with a letter, ends with a letter or digit, and may have ${listChoices(['-', '_', '.'])} between`,
  zh: `${name} 不是标签的键：标签的键以字母开头，以字母或数字结尾，中间还可以有 -、_ 或 .`,
});

/**
 * Checks decoded selectors: operator, number of values, key, one selector after the other (contract section 11).
 *
 * @throws CmdbError 1199006 that names `operator`, `values` or `key`
 */
export const checkSelectors = (selectors: readonly Selector[], name: string): void => {
  for (const [index, { key, operator, values }] of selectors.entries()) {
    const found = operatorOf(operator);
    const itemName = `${name}[${index}]`;
    if (found === undefined) {
      throw new CmdbError(1199006, 'operator', {
        en: `${itemName}.operator is none of ${listAll(OPERATOR_NAMES)}`,
        zh: `${itemName}.operator 不是 ${OPERATOR_NAMES.join('、')} 之一`,
      });
    }
    if (!found.takesCount(values.length)) {
      throw new CmdbError(1199006, 'values', {
        en: `${itemName} has ${plural(values.length, 'value')}; ${operator} takes ${found.takes.en}`,
        zh: `${itemName} 有 ${values.length} 个值，而 ${operator} 要求${found.takes.zh}`,
      });
    }
    if (!LABEL_KEY.test(key)) throw new CmdbError(1199006, 'key', noLabelKey(`${itemName}.key`));
  }
};

/** True if labels meet all checked selectors. */
export const matchesSelectors = (labels: Labels, selectors: readonly Selector[]): boolean =>
  selectors.every(({ key, operator, values }) => {
    const value = labels !== null && Object.hasOwn(labels, key) ? labels[key] : undefined;
    return operatorOf(operator)?.matches(value, values);
  });
