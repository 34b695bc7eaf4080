import type { CmdbComponent } from '../../cmdb/component.js';
import { isMap } from '../../util/json/is-map.js';
import { readBeside } from './bodies/body-texts.js';
import { isId, type Captured } from './captured.js';
import { componentNamed } from './components.js';
import { parseJson } from './parse-json.js';

/** Browsers send these to an address before or beside the call itself. */
const NO_CALL = /^(options|head)$/i;

/**
 * Finds the component that a request calls.
 *
 * @param parts the request, and the map that it stands in
 * @returns 'other' for an address of no known component, undefined if there is no address
 */
export const componentOf = (parts: readonly Captured[]): CmdbComponent | 'other' | undefined => {
  const values = (...keys: string[]) =>
    keys.flatMap((key) => parts.map((part) => part.at(key).value)).filter((value) => typeof value === 'string');
  if (values('method').some((method) => NO_CALL.test(method))) return 'other';
  const names = values('url', 'path', 'component');
  const found = names.map(componentNamed).find((component) => component !== undefined);
  return found ?? (names.length === 0 ? undefined : 'other');
};

const IDS = ['bk_biz_id', 'set_template_id', 'service_instance_id'] as const;

/** The parameters of a request that its reply may not repeat. The import reads nothing else of a request. */
export interface Parameters extends Partial<Record<(typeof IDS)[number], number>> {
  /** Tells the filters of a list from other filters; undefined if the list has none. */
  filter?: string;
}

type Fields = Readonly<Record<string, unknown>>;

const fieldsOfText = (text: string): Fields => {
  // White space, and a byte-order mark.
  if (!text.trimStart().startsWith('{')) return Object.fromEntries(new URLSearchParams(text));
  try {
    return parseJson(text.trimStart()) as Fields;
  } catch {
    return {};
  }
};

/** Names and values as HAR files list them. */
const fieldsOfPairs = (pairs: readonly unknown[]): Fields =>
  Object.fromEntries(
    pairs.filter(isMap).flatMap(({ name, value }) => (typeof name === 'string' ? [[name, value]] : [])),
  );

const fieldsOf = ({ value }: Captured): Fields => {
  if (typeof value === 'string') return fieldsOfText(value);
  if (Array.isArray(value)) return fieldsOfPairs(value);
  return isMap(value) ? value : {};
};

/** Fields of a body that lies in a file beside the capture. */
const fieldsOfFile = ({ file, value }: Captured): Fields =>
  typeof value === 'string' ? fieldsOfText(readBeside(file, value)?.toString() ?? '') : {};

const queryOf = ({ value }: Captured): Fields =>
  typeof value === 'string' && value.includes('?')
    ? fieldsOfText(value.slice(value.indexOf('?') + 1).replace(/#.*/s, ''))
    : {};

/** The keys under which clients and HAR files keep the parameters of a request. */
const PLACES = ['body', 'data', 'json', 'params', 'query', 'queryString'];

/** All maps of parameters in a request, in the order in which they count. */
const parameterMaps = (request: Captured): Fields[] => {
  const postData = request.at('postData');
  const bodies = [...PLACES.map((key) => request.at(key)), request.at('body').at('text')];
  const places = [...bodies, postData.at('text'), postData.at('params')];
  return [
    fieldsOf(request),
    ...places.map(fieldsOf),
    fieldsOfFile(postData.at('_file')),
    queryOf(request.at('url')),
    queryOf(request.at('path')),
  ];
};

/** In a query and in a form, a number is text. */
const toId = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
  return isId(number) ? number : undefined;
};

/** CMDB takes these values as no filter. */
const isNoFilter = (value: unknown): boolean =>
  value === undefined || value === null || value === 0 || value === '' || (Array.isArray(value) && value.length === 0);

/** Reads the parameters of a request for a component. */
export const parametersOf = (request: Captured, { captured }: CmdbComponent): Parameters => {
  const maps = parameterMaps(request);
  const parameters: Parameters = {};
  for (const name of IDS) {
    const id = maps.map((fields) => toId(fields[name])).find((found) => found !== undefined);
    if (id !== undefined) parameters[name] = id;
  }
  const filters = (captured.filteredBy ?? []).map((name) =>
    maps.map((fields) => fields[name]).find((value) => !isNoFilter(value)),
  );
  if (filters.some((value) => value !== undefined)) parameters.filter = JSON.stringify(filters);
  return parameters;
};
