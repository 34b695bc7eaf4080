import type { Message } from '../../messages/message.js';
import { isMap } from '../../util/json/is-map.js';
import { isJson } from '../../util/json/is-json.js';
import { compactJson } from '../../util/json/json-tokens.js';
import { parseRecordedYaml } from '../../util/recorded-yaml.js';

/** An exchange that `--record` has kept. */
export interface Recording {
  request: {
    method: string;
    /** Without its query. */
    path: string;
    /** The header `Blueking-Language`. */
    language?: string;
    /** Undefined if the request could not be read. Numbers that JavaScript would write in another way keep their text. */
    params?: Record<string, unknown>;
  };
  reply: {
    status: number;
    headers?: Record<string, string>;
    /** The text of the body, or Base64 of its bytes. */
    body: string;
    encoding?: 'base64';
  };
}

/** A file of `--record` begins with the time. Looking is much faster than parsing. */
const BEGINNING = /^at: \d{4}-/;

const isText = (value: unknown): value is string => typeof value === 'string';

const replyIn = (value: unknown): Recording['reply'] | undefined => {
  if (!isMap(value) || typeof value['status'] !== 'number') return undefined;
  const { status, headers, body, json, spaced, encoding } = value;
  const text = isText(json) && isJson(json) ? compactJson(json, spaced === true) : body;
  if (!isText(text)) return undefined;
  return {
    status,
    ...(isMap(headers) ? { headers: headers as Record<string, string> } : {}),
    body: text,
    ...(encoding === 'base64' ? { encoding } : {}),
  };
};

const requestIn = (value: unknown): Recording['request'] | undefined => {
  if (!isMap(value)) return undefined;
  const { method, path, language, params } = value;
  if (!isText(method) || !isText(path)) return undefined;
  return { method, path, ...(isText(language) ? { language } : {}), ...(isMap(params) ? { params } : {}) };
};

/** True for a file that begins as those that `--record` writes. */
const isRecording = (bytes: Buffer): boolean => BEGINNING.test(bytes.toString('latin1', 0, 16));

const partsIn = (bytes: Buffer): Partial<Recording> | undefined => {
  try {
    // A text with this beginning is a map, or no YAML.
    const value = parseRecordedYaml(bytes.toString()) as Readonly<Record<string, unknown>>;
    const [request, reply] = [requestIn(value['request']), replyIn(value['reply'])];
    return { ...(request && { request }), ...(reply && { reply }) };
  } catch {
    return undefined;
  }
};

/**
 * Reads a file that `--record` has written.
 *
 * @returns undefined for any other file, and for a broken one
 */
export const readRecording = (bytes: Buffer): Recording | undefined => {
  if (!isRecording(bytes)) return undefined;
  const { request, reply } = partsIn(bytes) ?? {};
  return request === undefined || reply === undefined ? undefined : { request, reply };
};

/** Why `readRecording` cannot read a file that begins as those that `--record` writes; undefined for any other file. */
export const brokenRecording = (bytes: Buffer): Message | undefined => {
  if (!isRecording(bytes)) return undefined;
  const parts = partsIn(bytes);
  const lacks = parts === undefined ? 'yaml' : parts.request === undefined ? 'request' : 'reply';
  return { code: 'CAPTURE_BROKEN_RECORDING', lacks };
};
