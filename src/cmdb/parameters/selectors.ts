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
  takes: string;
  takesCount: (count: number) => boolean;
  /** @param value of the row's label; undefined if the row lacks the label */
  matches: (value: string | undefined, values: readonly string[]) => boolean;
}

const isAmong = (value: string | undefined, values: readonly string[]): boolean =>
  value !== undefined && values.includes(value);

const one = { takes: 'exactly one', takesCount: (count: number) => count === 1 };
const some = { takes: 'at least one', takesCount: (count: number) => count > 0 };
const none = { takes: 'none', takesCount: (count: number) => count === 0 };

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
      throw new CmdbError(1199006, 'operator', `${itemName}.operator is none of ${listAll(OPERATOR_NAMES)}`);
    }
    if (!found.takesCount(values.length)) {
      const detail = `${itemName} has ${plural(values.length, 'value')}; ${operator} takes ${found.takes}`;
      throw new CmdbError(1199006, 'values', detail);
    }
    if (!LABEL_KEY.test(key)) {
      const detail = `${itemName}.key is no key of a label, which begins with a letter, ends with a letter or digit, and may have ${listChoices(['-', '_', '.'])} between`;
      throw new CmdbError(1199006, 'key', detail);
    }
  }
};

/** True if labels meet all checked selectors. */
export const matchesSelectors = (labels: Labels, selectors: readonly Selector[]): boolean =>
  selectors.every(({ key, operator, values }) => {
    const value = labels !== null && Object.hasOwn(labels, key) ? labels[key] : undefined;
    return operatorOf(operator)?.matches(value, values);
  });
