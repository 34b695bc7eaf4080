import { isMap } from '../util/json/is-map.js';
import type { Params } from '../calls/component.js';

/** The credentials of the header `X-Bkapi-Authorization`. */
export interface Credentials {
  app: string;
  secret: string;
  accessToken: string;
  bkToken: string;
  user: string;
  /** True if the header has a value that is no JSON object or list. */
  isBroken: boolean;
}

const NONE: Credentials = { app: '', secret: '', accessToken: '', bkToken: '', user: '', isBroken: false };

/** The first of two fields that is there, as the gateway prints it. */
const first = (fields: Params, ...names: [string, string]): string => {
  for (const name of names) {
    if (!Object.hasOwn(fields, name)) continue;
    const value = fields[name];
    // The gateway is written in Lua, which prints null and tables by their addresses.
    if (value === null) return 'userdata: NULL';
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : 'table: 0x7f0000000000';
  }
  return '';
};

/** A field that counts only if it is text. */
const textOf = (fields: Params, name: string): string => {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return typeof value === 'string' ? value : '';
};

const parse = (header: string): unknown => {
  try {
    return JSON.parse(header);
  } catch {
    return undefined;
  }
};

/** Reads the header's JSON as the gateway does. A list has no fields, and is taken for an empty object. */
export const readCredentials = (header: string | undefined): Credentials => {
  if (header === undefined || header === '') return NONE;
  const value = parse(header);
  if (!isMap(value)) return { ...NONE, isBroken: !Array.isArray(value) };
  return {
    app: first(value, 'bk_app_code', 'app_code'),
    secret: first(value, 'bk_app_secret', 'app_secret'),
    accessToken: textOf(value, 'access_token'),
    bkToken: textOf(value, 'bk_token'),
    user: first(value, 'bk_username', 'username'),
    isBroken: false,
  };
};
