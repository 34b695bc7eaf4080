import type { IncomingHttpHeaders } from 'node:http';
import { TOO_LARGE, type CallRequest, type RawRequest } from '../calls/call-request.js';
import type { Language, Params } from '../calls/component.js';
import { NO_BODY } from '../calls/http/read-body.js';
import { pathOfTarget } from '../calls/http/path-of-target.js';
import type { CmdbComponent } from '../cmdb/component.js';
import { isMap } from '../util/json/is-map.js';
import { parseGoJson } from './go-json.js';
import { readLanguage } from './headers.js';

/** A call as CMDB's own API reads it. */
export interface CmdbCall extends CallRequest {
  language: Language;
  headers: IncomingHttpHeaders;
  /** Why the body cannot be decoded; undefined if it can. */
  notJson: string | undefined;
  /** The path without doubled slashes. */
  path: string;
}

/** Clients double slashes. The proxy in front collapses them. */
const collapseSlashes = (path: string): string => path.replace(/\/{2,}/g, '/');

/** The part of a path behind the component's own, escapes included; empty if there is none. */
const behind = (path: string, { cmdbPath }: CmdbComponent): string => {
  const at = path.indexOf(cmdbPath);
  return at === -1 ? '' : path.slice(at + cmdbPath.length);
};

/** CMDB takes an empty body and `null` for an object without fields. */
const readBody = (text: string): { fields: Params } | { notJson: string } => {
  if (text === '') return { fields: {} };
  try {
    const value = parseGoJson(text);
    if (isMap(value)) return { fields: value };
    if (value === null) return { fields: {} };
  } catch {
    return { notJson: 'the body is no JSON' };
  }
  return { notJson: 'the body is no JSON object' };
};

/** Reads a call as CMDB does: the fields of the body, and `bk_biz_id` from the path if the component has it there. */
export const readCall = ({ method, url, headers, body }: RawRequest, component: CmdbComponent): CmdbCall => {
  const path = collapseSlashes(pathOfTarget(url));
  const language = readLanguage(headers);
  const isTooLarge = body === TOO_LARGE;
  const read = isTooLarge ? { notJson: 'the body is larger than --body-limit lets it be' } : readBody(body.toString());
  const [fields, notJson] = 'fields' in read ? [read.fields, undefined] : [{}, read.notJson];
  const params = component.cmdbPath.endsWith('/') ? { ...fields, bk_biz_id: behind(path, component) } : fields;
  return { method, url, headers, path, body: isTooLarge ? NO_BODY : body, params, language, notJson };
};
