import type { IncomingHttpHeaders } from 'node:http';
import { IS_TOO_LARGE, TOO_LARGE, type CallRequest, type RawRequest } from '../calls/call-request.js';
import type { Language, Params } from '../calls/component.js';
import { describeBytes } from '../calls/describe-bytes.js';
import { NO_BODY } from '../calls/http/read-body.js';
import { pathOfTarget } from '../calls/http/path-of-target.js';
import type { Text } from '../model/language.js';
import { isMap } from '../util/json/is-map.js';
import { parseGoJson } from './go-json.js';
import { readLanguage } from './headers.js';

/** The path of a component at CMDB's own API. If it ends with a slash, `bk_biz_id` comes behind it, and not in the body. */
export interface AtCmdb {
  cmdbPath: string;
}

/** A call as CMDB's own API reads it. */
export interface CmdbCall extends CallRequest {
  language: Language;
  headers: IncomingHttpHeaders;
  /** Why the body cannot be decoded; undefined if it can. */
  notJson: Text | undefined;
  /** The path at CMDB. */
  path: string;
}

/** The path of a request target as CMDB gets it: clients double slashes, and the proxy in front collapses them. */
export const cmdbPathOf = (target: string): string => pathOfTarget(target).replace(/\/{2,}/g, '/');

/** The part of a path behind the component's own, escapes included. The component's own may be written with escapes, too. */
const behind = (path: string, { cmdbPath }: AtCmdb): string =>
  path
    .split('/')
    .slice(cmdbPath.split('/').length - 1)
    .join('/');

const NO_JSON: Text = { en: 'the body is no JSON', zh: '请求体不是 JSON' };
const NO_OBJECT: Text = { en: 'the body is no JSON object', zh: '请求体不是 JSON 对象' };

/** CMDB takes an empty body and `null` for an object without fields. */
const readBody = (body: Buffer, headers: IncomingHttpHeaders): { fields: Params } | { notJson: Text } => {
  if (body.length === 0) return { fields: {} };
  try {
    const value = parseGoJson(body.toString());
    if (isMap(value)) return { fields: value };
    if (value === null) return { fields: {} };
  } catch {
    return { notJson: describeBytes(body, headers) ?? NO_JSON };
  }
  return { notJson: NO_OBJECT };
};

/**
 * Reads a call as CMDB does: its parameters are the fields of the body.
 *
 * @param path the path at CMDB
 */
export const readCall = ({ method, url, headers, body }: RawRequest, path: string): CmdbCall => {
  const language = readLanguage(headers);
  const isTooLarge = body === TOO_LARGE;
  const read = isTooLarge ? { notJson: IS_TOO_LARGE } : readBody(body, headers);
  const [params, notJson] = 'fields' in read ? [read.fields, undefined] : [{}, read.notJson];
  return { method, url, headers, path, body: isTooLarge ? NO_BODY : body, params, language, notJson };
};

/** A call of a component with `bk_biz_id` from its path, if the component has it there. */
export const withBusiness = <C extends CmdbCall>(call: C, component: AtCmdb): C =>
  component.cmdbPath.endsWith('/')
    ? { ...call, params: { ...call.params, bk_biz_id: behind(call.path, component) } }
    : call;
