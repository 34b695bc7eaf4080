import type { Captured } from '../../captures/read/captured.js';
import { readBeside } from '../../captures/read/bodies/body-texts.js';
import type { Exchange } from '../../captures/read/find-exchanges.js';
import { isMap } from '../../util/json/is-map.js';
import type { CapturedRequest } from './build-call.js';

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** Names and values as HAR files list them. */
const pairsIn = (value: unknown): [string, string][] =>
  Array.isArray(value)
    ? value.filter(isMap).flatMap(({ name, value: text }) => (isText(name) ? [[name, String(text)]] : []))
    : Object.entries(isMap(value) ? value : {}).map(([name, text]) => [name, String(text)]);

const headersIn = (request: Captured): Record<string, string> => {
  const pairs = [request.at('headers'), request.at('header').at('headers')].flatMap(({ value }) => pairsIn(value));
  const type = request.at('postData').at('mimeType').value;
  return Object.fromEntries([
    ...(isText(type) ? [['content-type', type] as const] : []),
    ...pairs.map(([name, value]) => [name.toLowerCase(), value] as const),
  ]);
};

/** Names and values as a query or a form. */
const queryOf = ({ value }: Captured): string | undefined => {
  if (isText(value)) return value.replace(/^\?/, '');
  const pairs = pairsIn(value);
  return pairs.length === 0 ? undefined : new URLSearchParams(pairs).toString();
};

/** The keys under which clients keep the body of a request. `params` is the last: with some it is the query. */
const BODIES = ['body', 'data', 'json', 'params'];

const bodyOf = (request: Captured): unknown => {
  if (isText(request.value)) return request.value;
  const postData = request.at('postData');
  const file = postData.at('_file');
  const inFile = isText(file.value) ? readBeside(file.file, file.value)?.toString() : undefined;
  const texts = [
    postData.at('text').value,
    inFile,
    queryOf(postData.at('params')),
    request.at('body').at('text').value,
  ];
  // A body with a text of its own is a wrapper.
  const isWrapped = typeof texts.at(-1) === 'string';
  const values = BODIES.map((key) => (isWrapped && key === 'body' ? undefined : request.at(key).value));
  const known = [...texts, ...values];
  return known.find(isText) ?? known.find((value) => typeof value === 'object' && value !== null);
};

/** The keys that make a map a request; one without them is the parameters themselves. */
const PARTS = [
  'method',
  'url',
  'path',
  'component',
  'headers',
  'header',
  'postData',
  'query',
  'queryString',
  ...BODIES,
];

const isParameters = ({ value }: Captured): boolean => isMap(value) && !PARTS.some((key) => Object.hasOwn(value, key));

/** Reads a request, of which parts may stand beside it. */
export const readCapturedRequest = ({ at, request }: Exchange): CapturedRequest => {
  const parts = request === undefined ? [] : [request, at];
  const first = <T>(read: (part: Captured) => T | undefined): T | undefined =>
    parts.map(read).find((found) => found !== undefined);
  const text = (key: string) =>
    first((part) => (isText(part.at(key).value) ? (part.at(key).value as string) : undefined));
  const body = first(bodyOf);
  return {
    method: text('method'),
    address: text('url') ?? text('path') ?? text('component'),
    headers: Object.assign({}, ...parts.map(headersIn).reverse()) as Record<string, string>,
    query: first((part) => queryOf(part.at('query')) ?? queryOf(part.at('queryString'))),
    body: body ?? (request !== undefined && isParameters(request) ? request.value : undefined),
  };
};
