import { stringify } from 'lossless-json';
import { pathOfTarget } from '../../calls/http/path-of-target.js';
import { CHANNEL_PREFIX } from '../../esb/http/channel.js';
import { componentNamed } from '../../captures/read/components.js';
import { InexactNumber } from '../../captures/read/parse-json.js';
import { comparedPath, pathOfStub, readPath } from '../../stubs/stub-path.js';
import { ExchangeHider } from '../../exchanges/exchange-hider.js';
import { isMap } from '../../util/json/is-map.js';
import { HIDDEN, isSecretInName } from '../../util/secrets/hide-secrets.js';
import { hideInPath } from '../../util/secrets/hide-in-path.js';
import { decodeText } from '../../util/secrets/names-secret.js';
import { mayChange } from './may-change.js';
import { parseExactly } from '../parse-exactly.js';
import type { Reason, RecordedCall, RecordedReply } from './recorded-call.js';
import { hasSecretPair } from '../../util/secrets/secret-pairs.js';
import { pairsWithoutCredentials, withoutCredentials } from './without-credentials.js';

/** A request as it was captured. */
export interface CapturedRequest {
  method: string | undefined;
  /** A URL, a path, or the name of a component; undefined if there is none. */
  address: string | undefined;
  /** Names in small letters. */
  headers: Readonly<Record<string, string>>;
  /** The query, if it does not stand in the address. */
  query: string | undefined;
  /** A text, or the parameters; undefined if the capture has none. */
  body: unknown;
}

/** Headers that count for the reply, and are no credentials. */
const KEPT_HEADERS = ['blueking-language', 'x-bkcmdb-language', 'x-bkcmdb-supplier-account'];
const NO_CALL = ['OPTIONS', 'HEAD', 'CONNECT'];
const [JSON_TYPE, FORM_TYPE] = ['application/json', 'application/x-www-form-urlencoded'];
const PRINTABLE = /^[ -~]+$/;

const written = (value: unknown): string =>
  stringify(value, null, undefined, [
    { test: (one) => one instanceof InexactNumber, stringify: (one) => (one as InexactNumber).text },
  ]) as string;

/** The path of an address from `/api/` on, because the target has a prefix of its own. */
const pathIn = (address: string): string | undefined => {
  const emulated = componentNamed(address);
  if (!address.includes('/')) {
    return emulated === undefined ? pathOfStub(address)?.concat('/') : CHANNEL_PREFIX + emulated.path;
  }
  const path = pathOfTarget(address).replace(/#.*/s, '');
  const start = path.indexOf('/api/');
  return start < 0 ? undefined : path.slice(start);
};

/** A query may have further question marks in it. */
const queryIn = (address: string): string => address.split('?').slice(1).join('?').replace(/#.*/s, '');

/** A body as it is sent: its text without credentials, and its content type; undefined if it is neither JSON nor a form. */
const readBody = (body: unknown, type: string): { text: string; type: string } | undefined => {
  const value = typeof body === 'string' ? parseExactly(body) : body;
  if (typeof value === 'object') return { text: written(withoutCredentials(value)), type: type || JSON_TYPE };
  const text = String(body);
  const isForm = type.startsWith(FORM_TYPE) || (type === '' && text.includes('='));
  return isForm ? { text: pairsWithoutCredentials(text), type: type || FORM_TYPE } : undefined;
};

/** The parameters of a text that holds the secrets of its request. */
const parametersIn = (body: unknown): Record<string, unknown> => {
  const value = typeof body === 'string' ? (parseExactly(body) ?? Object.fromEntries(new URLSearchParams(body))) : body;
  return isMap(value) ? value : { value };
};

const asQuery = (params: Readonly<Record<string, unknown>>): string =>
  new URLSearchParams(
    Object.entries(params).map(([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? value : written(value),
    ]),
  ).toString();

/** Makes a call that can be sent of a captured request and its reply, or says why there is none. */
export const buildCall = (
  file: string,
  { method: given, address, headers, query: apart, body: captured }: CapturedRequest,
  reply: RecordedReply,
): RecordedCall | Reason => {
  const method = (given ?? (captured === undefined ? 'GET' : 'POST')).toUpperCase();
  if (address === undefined) return 'no-request';
  const path = NO_CALL.includes(method) ? undefined : pathIn(address);
  if (path === undefined) return 'other-address';
  // Parameters of a GET are its query, which a recording has apart.
  const params = method === 'GET' && isMap(captured) ? captured : undefined;
  const body = params === undefined ? captured : undefined;
  // A log of `curl -v` does not show the body that was sent.
  if (body === undefined && method !== 'GET') return 'no-request';
  const read = body === undefined ? { text: null, type: '' } : readBody(body, headers['content-type'] ?? '');
  if (read === undefined) return 'unread';
  const query = pairsWithoutCredentials(queryIn(address) || (apart ?? (params === undefined ? '' : asQuery(params))));
  const hider = new ExchangeHider(headers, parametersIn(captured), `?${queryIn(address)}&${apart ?? ''}`);
  const parameters = [query, read.text ?? ''].filter((part) => part !== '').join(' ');
  const sent = `${path} ${parameters}`;
  const isHidden =
    hasSecretPair(parametersIn(read.text ?? '')) ||
    hideInPath(path) !== path ||
    [...new URLSearchParams(query).keys()].some(isSecretInName);
  if (isHidden || [sent, decodeText(sent)].some((text) => text.includes(HIDDEN) || hider.text(text) !== text))
    return 'hidden';
  const kept = KEPT_HEADERS.flatMap((name) => {
    const value = headers[name] ?? '';
    return PRINTABLE.test(value) ? [[name, value] as const] : [];
  });
  return {
    file,
    component: readPath(comparedPath(path))?.name ?? path,
    parameters,
    request: {
      method,
      path: query === '' ? path : `${path}?${query}`,
      headers: { ...Object.fromEntries(kept), ...(read.type === '' ? {} : { 'content-type': read.type }) },
      body: read.text,
    },
    mayChange: mayChange(method, path),
    reply,
    hide: (text) => hider.text(text),
  };
};
