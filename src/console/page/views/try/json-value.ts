import { isLosslessNumber, parse, stringify } from 'lossless-json';

/** A JSON Schema, as far as forms need it. */
export interface Schema {
  $ref?: string;
  allOf?: readonly Schema[];
  type?: string | readonly string[];
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  items?: Schema;
  enum?: readonly unknown[];
  description?: string;
  'x-description-zh'?: string;
}

/** The body of a request as a map. Numbers keep the form in which they were typed. */
export type JsonMap = Readonly<Record<string, unknown>>;

/** JSON text of a value, as it is shown. */
export const jsonText = (value: unknown): string => stringify(value, null, 2) ?? '';

/** The value of a JSON text, or what is wrong with it. An empty text is an empty map. */
export const readJson = (text: string): { value: unknown } | { problem: string } => {
  try {
    return { value: text.trim() === '' ? {} : parse(text) };
  } catch (error) {
    return { problem: (error as Error).message };
  }
};

export const isMap = (value: unknown): value is JsonMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value);

export const isSame = (one: unknown, other: unknown): boolean => stringify(one) === stringify(other);

/** The form of a field. */
export type FieldKind = 'text' | 'number' | 'boolean' | 'list' | 'map' | 'json';

const kindOfValue = (value: unknown): FieldKind => {
  if (typeof value === 'string') return 'text';
  if (typeof value === 'boolean') return 'boolean';
  return typeof value === 'number' || isLosslessNumber(value) ? 'number' : 'json';
};

/** The form of a field by its schema, or else by a value. */
export const kindOf = ({ type, properties, items }: Schema, value: unknown): FieldKind => {
  if (type === 'integer' || type === 'number') return 'number';
  if (type === 'string') return 'text';
  if (type === 'boolean') return 'boolean';
  if (type === 'object') return properties === undefined ? 'json' : 'map';
  if (type === 'array') return items?.type === 'integer' || items?.type === 'string' ? 'list' : 'json';
  return kindOfValue(value);
};

const parsed = (text: string): unknown => {
  try {
    return parse(text);
  } catch {
    return text;
  }
};

/** An item of a list that can stand between commas. */
const isPlain = (item: unknown): boolean =>
  isLosslessNumber(item) || (typeof item === 'string' && /^[^\s,"[\]][^,"[\]]*$/.test(item) && parsed(item) === item);

/** A value as text in a field. A string that would read as something else has quotes. */
export const fieldText = (kind: FieldKind, value: unknown): string => {
  if (value === undefined) return '';
  if (typeof value === 'string') {
    if (kind === 'text') return value;
    return value === '' || parsed(value) !== value ? (stringify(value) as string) : value;
  }
  if (kind === 'list' && Array.isArray(value) && value.length > 0 && value.every(isPlain)) {
    return value.map(String).join(', ');
  }
  return kind === 'json' ? jsonText(value) : (stringify(value) as string);
};

/** The value of a field. A text that is none of its kind stays a string, so that the emulator can say what it thinks of it. */
export const fieldValue = (kind: FieldKind, text: string): unknown => {
  if (text.trim() === '') return undefined;
  if (kind === 'text') return text;
  if (kind !== 'list' || text.trim().startsWith('[')) return parsed(text);
  const items = text.split(',').map((item) => item.trim());
  return items.filter((item) => item !== '').map(parsed);
};

/** A map with another value at a place. Maps that have nothing left are removed. */
export const withValue = (map: JsonMap, [name = '', ...rest]: readonly string[], value: unknown): JsonMap => {
  const inner = map[name];
  const changed = rest.length === 0 ? value : withValue(isMap(inner) ? inner : {}, rest, value);
  const isGone = changed === undefined || (rest.length > 0 && isMap(changed) && Object.keys(changed).length === 0);
  if (!isGone) return { ...map, [name]: changed };
  return Object.fromEntries(Object.entries(map).filter(([key]) => key !== name));
};
