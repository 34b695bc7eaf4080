import { isUtf8 } from 'node:buffer';
import type { IncomingHttpHeaders } from 'node:http';
import type { Params } from '../../calls/component.js';
import { pathOfTarget } from '../../calls/http/path-of-target.js';
import { isJson } from '../../util/json/is-json.js';
import { compactJson, prettyJson } from '../../util/json/json-tokens.js';
import { recordedYaml } from '../../util/recorded-yaml.js';
import { ExchangeHider } from '../../exchanges/exchange-hider.js';
import type { Masker } from '../../exchanges/masks/masker.js';

/** A forwarded request and its reply. */
export interface Exchange {
  /** When the request went on, as Unix time in milliseconds. */
  at: number;
  durationMs: number;
  component: string;
  request: {
    method: string;
    target: string;
    headers: IncomingHttpHeaders;
    /** Undefined if the request could not be read. */
    params: Params | undefined;
  };
  reply: {
    status: number;
    contentType: string | undefined;
    /** The `Content-Encoding` of the body; undefined if it has none. */
    encoding?: string | undefined;
    body: Buffer;
  };
}

/** A longer body is not written for people, in characters. */
const LONGEST_PRETTY = 1_000_000;

/** The body of a reply, so that `import` gets its bytes again. JSON is written for people if nothing is lost by it. */
const bodyOf = (text: string, isText: boolean): object => {
  if (!isText) return { encoding: 'base64', body: Buffer.from(text, 'latin1').toString('base64') };
  if (text.length > LONGEST_PRETTY || !isJson(text)) return { body: text };
  const isSpaced = [false, true].find((spaced) => compactJson(text, spaced) === text);
  return isSpaced === undefined
    ? { body: text }
    : { ...(isSpaced ? { spaced: true } : {}), json: `${prettyJson(text)}\n` };
};

/**
 * The text of the file of an exchange.
 *
 * @param masker puts pseudonyms in place of values; undefined if nothing does
 * @returns undefined if the reply may hold values to mask that nobody can find
 */
export const exchangeText = (
  { at, durationMs, component, request, reply }: Exchange,
  masker: Masker | undefined,
): string | undefined => {
  const { method, target, headers, params } = request;
  const language = headers['blueking-language'];
  const hider = new ExchangeHider(headers, params ?? {}, target, masker);
  const isText = isUtf8(reply.body);
  const text = hider.reply(reply.body.toString(isText ? 'utf8' : 'latin1'));
  if (text === undefined) return undefined;
  return recordedYaml({
    at: new Date(at).toISOString(),
    duration_ms: Math.round(durationMs),
    component,
    request: {
      method,
      path: hider.path(pathOfTarget(target)),
      ...(language === undefined ? {} : { language: hider.text(language.toString()) }),
      ...(params === undefined ? { unread: true } : { params: hider.params(params) }),
    },
    reply: {
      status: reply.status,
      headers: reply.contentType === undefined ? {} : { 'content-type': reply.contentType },
      ...bodyOf(text, isText),
    },
  });
};
