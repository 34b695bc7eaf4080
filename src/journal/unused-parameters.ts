import type { CallRecord } from '../calls/call-record.js';
import type { FaceName } from '../calls/face-name.js';
import type { KnownParameters } from '../calls/component.js';
import { COMPONENTS } from '../cmdb/components/index.js';
import type { Text } from '../model/language.js';
import { isMap } from '../util/json/is-map.js';
import { isSecretInName } from '../util/secrets/hide-secrets.js';
import { listAll } from '../util/words.js';
import { nearestName } from './nearest-name.js';
import { redactName } from './redact.js';

/** A parameter of a request that has no effect, as on a live system. */
export interface UnusedParameter {
  /** Its name, with that of the object around it: `page.sort`, `selectors[0].kye`. */
  name: string;
  /** Why it has no effect, in words. */
  reason: string;
  /** The same in Chinese. */
  reason_zh: string;
  /** The parameter that was probably meant; null if none is near. */
  nearest: string | null;
}

/** The journal keeps as many values of a request. */
const MOST_LOOKED_AT = 200;
const MOST_NAMED = 20;

/** Parameters of a signature, which is the only thing that the ESB reads of the query of a POST. */
const OF_SIGNATURE = ['bk_signature', 'signature', 'bk_nonce', 'bk_timestamp'];

/** Parameters that the ESB takes for itself. The other faces take them from headers alone. */
const OF_ESB = [
  'bk_app_code',
  'app_code',
  'bk_app_secret',
  'app_secret',
  'bk_token',
  'bk_access_token',
  'access_token',
  'bk_username',
  'username',
  'bk_supplier_account',
  ...OF_SIGNATURE,
];

/** The ESB looks for this name in every request, too. */
const CALLBACK = 'callback';

const HEADERS: Readonly<Record<Exclude<FaceName, 'esb'>, Text>> = {
  'api-server': {
    en: 'CMDB takes the caller from headers alone, such as X-Bkcmdb-User',
    zh: 'CMDB 只从请求头（如 X-Bkcmdb-User）取调用者',
  },
  'api-gateway': {
    en: 'the API gateway takes the caller from the header X-Bkapi-Authorization alone',
    zh: 'API 网关只从请求头 X-Bkapi-Authorization 取调用者',
  },
};

const IN_QUERY: Text = {
  en: 'it is in the query, which is not read of a POST',
  zh: '写在查询参数中，而 POST 不读取查询参数',
};

const unusedBecause = (name: string, { en, zh }: Text, nearest: string | null = null): UnusedParameter => ({
  name,
  reason: en,
  reason_zh: zh,
  nearest,
});

/** The names of all parameters, with those of the objects around them. */
const pathsOf = (known: KnownParameters, before = ''): string[] =>
  Object.entries(known).flatMap(([name, { fields }]) => [before + name, ...pathsOf(fields ?? {}, `${before}${name}.`)]);

const lastOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

/** A call that is looked at. */
interface Search {
  component: { name: string; parameters: KnownParameters; requiredByEsb: readonly string[] };
  face: FaceName;
  found: UnusedParameter[];
  looked: number;
}

/** A name that is not known at its place. */
const unknown = (name: string, known: KnownParameters, before: string, search: Search): UnusedParameter => {
  const { component, face } = search;
  const isTop = before === '';
  const shown = before + redactName(name);
  if (isTop && face !== 'esb' && OF_ESB.includes(name)) return unusedBecause(shown, HEADERS[face]);
  const names = Object.keys(known);
  const taken = isTop && face === 'esb' ? [...names, ...OF_ESB] : names;
  const here = nearestName(name, taken);
  // A parameter of a page beside the page, or the other way round.
  const elsewhere = pathsOf(component.parameters).find((path) => lastOf(path) === name.toLowerCase());
  const taker = isTop ? component.name : before.slice(0, -1);
  const reason = { en: `${taker} takes ${listAll(names)}`, zh: `${taker} 接受的参数有 ${names.join('、')}` };
  return unusedBecause(shown, reason, here === undefined ? (elsewhere ?? null) : before + here);
};

/** CMDB matches names without regard to case, and the ESB those that it writes into the address exactly. */
const keyOf = (name: string, { component, face }: Search): string => {
  const small = name.toLowerCase();
  return face === 'esb' && component.requiredByEsb.includes(small) ? name : small;
};

const isEmpty = (value: unknown): boolean => value === null || value === '';

const look = (
  object: Readonly<Record<string, unknown>>,
  known: KnownParameters,
  before: string,
  search: Search,
): void => {
  for (const [name, value] of Object.entries(object)) {
    search.looked += 1;
    if (search.looked > MOST_LOOKED_AT || search.found.length === MOST_NAMED) return;
    if (before === '' && search.face === 'esb' && (OF_ESB.includes(name) || name === CALLBACK)) continue;
    const key = keyOf(name, search);
    const parameter = Object.hasOwn(known, key) ? known[key] : undefined;
    if (parameter === undefined) search.found.push(unknown(name, known, before, search));
    else if (parameter.useless !== undefined) {
      if (!isEmpty(value)) search.found.push(unusedBecause(before + name, parameter.useless));
    } else if (parameter.fields !== undefined) lookInto(value, parameter.fields, before + name, search);
  }
};

const lookInto = (value: unknown, fields: KnownParameters, name: string, search: Search): void => {
  if (isMap(value)) look(value, fields, `${name}.`, search);
  else if (Array.isArray(value)) {
    for (const [index, item] of value.slice(0, MOST_LOOKED_AT).entries()) {
      if (isMap(item)) look(item, fields, `${name}[${index}].`, search);
    }
  }
};

const lookIntoQuery = (target: string, { found }: Search): void => {
  const mark = target.indexOf('?');
  if (mark === -1) return;
  const names = [...new URLSearchParams(target.slice(mark + 1)).keys()];
  if (OF_SIGNATURE.some((name) => names.includes(name))) return;
  for (const name of new Set(names)) {
    if (found.length === MOST_NAMED) return;
    found.push(unusedBecause(redactName(name), IN_QUERY));
  }
};

/** The parameters of a call that have no effect, the first twenty. */
export const unusedParameters = (call: CallRecord): UnusedParameter[] => {
  const { face, method, params, target } = call;
  const component = COMPONENTS.find(({ name }) => name === call.component);
  // If JSON is read as a form, its names are pieces of it.
  if (component === undefined || Object.keys(params).some(isSecretInName)) return [];
  const search: Search = { component, face, found: [], looked: 0 };
  look(params, component.parameters, '', search);
  if (method === 'POST') lookIntoQuery(target, search);
  return search.found;
};

/** Names the parameters that were probably misspelled, for *why*. */
export const misspelled = (unused: readonly UnusedParameter[]): Text[] =>
  unused.flatMap(({ name, nearest }) =>
    nearest === null
      ? []
      : [{ en: `${name} is not read; did you mean ${nearest}?`, zh: `${name} 不会被读取，是不是想写 ${nearest}？` }],
  );
