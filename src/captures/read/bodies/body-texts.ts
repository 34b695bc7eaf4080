import { readFileSync, statSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { isMap } from '../../../util/json/is-map.js';
import type { Captured } from '../captured.js';
import { textsOf } from './texts-of.js';

/** Base64, in lines or not. Whoever leaves out `encoding` writes compressed bodies in this way, too. */
const BASE64 = /^[A-Za-z0-9+/\s]+(?:=[=\s]*)?$/;

/** Each character is a byte, as in a text that a program made of bytes without decoding them. */
const BYTES = /^[^\u0100-\uFFFF]*$/;

/**
 * The texts that a captured text may stand for, the likeliest first: itself, or what is in its bytes.
 *
 * @param isBase64 true if the capture says so
 * @param charset the charset that the content type names
 */
export function* textsIn(text: string, isBase64: boolean, charset: string | undefined): Generator<string> {
  if (!isBase64) yield text;
  if (isBase64 || BASE64.test(text)) yield* textsOf(Buffer.from(text, 'base64'), charset);
  else if (BYTES.test(text)) yield* textsOf(Buffer.from(text, 'latin1'), charset);
}

/**
 * Reads a file that a capture names, as HAR files do whose bodies lie beside them.
 *
 * @param capture the file that names it
 * @returns undefined if it is not there, or not in the folder of the capture or below it
 */
export const readBeside = (capture: string, name: string): Buffer | undefined => {
  const folder = dirname(capture);
  const path = resolve(folder, name);
  if (relative(folder, path).split(sep)[0] === '..') return undefined;
  try {
    return statSync(path).isFile() ? readFileSync(path) : undefined;
  } catch {
    return undefined;
  }
};

const CHARSET = /charset\s*=\s*["']?([\w.:-]+)/i;

/** The values under which clients, HAR files and proxies keep the content type. */
const typesIn = (response: Captured): unknown[] => {
  const headers = response.at('headers').value;
  const pairs: [unknown, unknown][] = Array.isArray(headers)
    ? headers.filter(isMap).map(({ name, value }) => [name, value])
    : Object.entries(isMap(headers) ? headers : {});
  const fromHeaders = pairs.filter(([name]) => /^content-type$/i.test(String(name))).map(([, value]) => value);
  return [response.at('mimeType').value, response.at('contentType').value, ...fromHeaders];
};

/** The content type that a response names in its headers or beside its body. */
export const contentTypeOf = (response: Captured): string | undefined =>
  typesIn(response).findLast((type) => typeof type === 'string');

/** The charset that a response names beside its body or in its headers. */
export const charsetOf = (response: Captured): string | undefined => {
  const { value: own } = response.at('charset');
  if (typeof own === 'string') return own;
  return typesIn(response)
    .map((type) => (typeof type === 'string' ? CHARSET.exec(type)?.[1] : undefined))
    .find((charset) => charset !== undefined);
};
