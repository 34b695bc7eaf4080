import { isMap } from '../../../util/json/is-map.js';
import { shownText } from '../../../util/secrets/hide-secrets.js';
import type { Captured } from '../captured.js';
import { charsetOf, readBeside, textsIn } from './body-texts.js';
import { textsOf } from './texts-of.js';

/** True if a value is an envelope of the ESB: it has at least a result, or a code and data. */
export const isEnvelope = (value: unknown): value is Record<string, unknown> =>
  isMap(value) &&
  (typeof value['result'] === 'boolean' || (Object.hasOwn(value, 'code') && Object.hasOwn(value, 'data')));

/** The keys under which clients and HAR files keep the body of a response. */
const BODIES = ['body', 'json', 'text', 'content', 'data', 'encoded'];

const bodyOf = (response: Captured): Captured | undefined =>
  BODIES.map((key) => response.at(key)).find(
    ({ value }) => (typeof value === 'string' && value !== '') || isMap(value),
  );

export const hasBody = (response: Captured): boolean => bodyOf(response) !== undefined;

/** The message about a response without body. */
export type NoBody = { code: 'CAPTURE_NO_BODY' } | { code: 'CAPTURE_BODY_FILE_MISSING'; name: string };

/** A body as a text, of which the texts are what it may stand for, the likeliest first. */
export interface TextBody {
  at: Captured;
  texts: Iterable<string>;
}

const inFile = (at: Captured, charset: string | undefined): TextBody | NoBody => {
  const name = at.value as string;
  const bytes = readBeside(at.file, name);
  if (bytes === undefined) return { code: 'CAPTURE_BODY_FILE_MISSING', name: shownText(name) };
  return { at, texts: textsOf(bytes, charset) };
};

const inText = (at: Captured, isBase64: boolean, charset: string | undefined): TextBody | NoBody => {
  const text = at.value as string;
  return text === '' ? { code: 'CAPTURE_NO_BODY' } : { at, texts: textsIn(text, isBase64, charset) };
};

/**
 * Finds the body of a response, however deep clients and HAR files wrap it.
 *
 * @param outer the charset that a response around this one names
 * @returns the body: an envelope that the capture holds as it is, or a text; or the message about what there is instead
 */
export const findBody = (response: Captured, outer?: string): Captured | TextBody | NoBody => {
  if (isEnvelope(response.value)) return response;
  if (typeof response.value === 'string') return inText(response, false, outer);
  const charset = charsetOf(response) ?? outer;
  const body = bodyOf(response);
  if (body !== undefined && typeof body.value !== 'string') return findBody(body, charset);
  if (body !== undefined) return inText(body, response.at('encoding').value === 'base64', charset);
  const file = response.at('_file');
  return typeof file.value === 'string' ? inFile(file, charset) : { code: 'CAPTURE_NO_BODY' };
};
