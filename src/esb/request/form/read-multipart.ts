import type { Text } from '../../../model/language.js';
import { decodeBase64 } from './base64.js';
import { charsetNamed, type Charset } from './charset.js';
import { FormError, MOST_FIELDS, tooManyFields, undoEscapes } from './read-form.js';
import { readHeaderParams, type HeaderParam, type HeaderParams } from './header-params.js';

/** Django looks for the end of a part's header in this many bytes. */
const MOST_HEADER_BYTES = 1024;

const MOST_FILES = 100;

const BOUNDARY = /^[ -~]{0,200}[!-~]$/;

const END_OF_HEADER = '\r\n\r\n';

/** A part with a `Content-Disposition`. */
interface Part {
  headers: ReadonlyMap<string, HeaderParams>;
  params: HeaderParams['params'];
  content: string;
}

const NOT_ASCII: Text = { en: 'its Content-Type is not ASCII', zh: '其 Content-Type 不是 ASCII' };
const NO_BOUNDARY: Text = {
  en: 'its Content-Type has no boundary that can be used',
  zh: '其 Content-Type 中没有可用的 boundary',
};

/** @throws FormError if there is none, or one that the standard does not allow */
const boundaryOf = (contentType: string): string => {
  if (/[^\0-\x7f]/.test(contentType)) throw new FormError(NOT_ASCII);
  const boundary = readHeaderParams(contentType).params.get('boundary')?.text ?? '';
  if (!BOUNDARY.test(boundary)) throw new FormError(NO_BOUNDARY);
  return boundary;
};

/** Django splits at each boundary, also inside a line, and removes one line end before it. */
const split = (body: string, boundary: string): string[] => {
  const pieces = body.split(`--${boundary}`);
  const last = pieces.pop() as string;
  const parts = pieces.map((piece) => piece.replace(/\r?\n$|\r$/, ''));
  return last === '' ? parts : [...parts, last];
};

/** @returns undefined for text without a header, such as what stands before the first boundary */
const readPart = (text: string): Part | undefined => {
  const end = text.slice(0, MOST_HEADER_BYTES).indexOf(END_OF_HEADER);
  if (end === -1) return undefined;
  const headers = new Map<string, HeaderParams>();
  for (const line of text.slice(0, end).split('\r\n')) {
    const header = readHeaderParams(line);
    const colon = header.value.indexOf(':');
    if (colon !== -1) headers.set(header.value.slice(0, colon).toLowerCase(), header);
  }
  const params = headers.get('content-disposition')?.params;
  return params && { headers, params, content: text.slice(end + END_OF_HEADER.length) };
};

const bytesOf = (text: string): Buffer => Buffer.from(text, 'latin1');

const nameOf = ({ text, charset }: HeaderParam, formCharset: Charset): string => {
  if (charset === undefined) return formCharset.decodeLoosely(bytesOf(text)).trim();
  // Python would know more encodings, and crash where it knows none.
  const own = charsetNamed(charset) ?? formCharset;
  return undoEscapes(own.decodeLoosely(bytesOf(text)), own).trim();
};

const isBase64 = ({ headers }: Part): boolean =>
  headers
    .get('content-transfer-encoding')
    ?.value.replace(/^[^:]*:/, '')
    .trim()
    .toLowerCase() === 'base64';

const contentOf = (part: Part): Buffer =>
  (isBase64(part) ? decodeBase64(part.content) : undefined) ?? bytesOf(part.content);

/**
 * Reads the fields of a multipart form as Django does. A file is no field, and the last of several of one name counts.
 *
 * @throws FormError if Django refuses the form
 */
export const readMultipart = (body: Buffer, contentType: string, charset: Charset): ReadonlyMap<string, string> => {
  const boundary = boundaryOf(contentType);
  const parts = split(body.toString('latin1'), boundary).map(readPart);
  const isFile = (part: Part) => (part.params.get('filename')?.text ?? '') !== '';
  const files = parts.filter((part) => part !== undefined && isFile(part));
  if (files.length > MOST_FILES) {
    throw new FormError({ en: `it has more than ${MOST_FILES} files`, zh: `文件超过 ${MOST_FILES} 个` });
  }
  // Text without a header counts. Usually there is some before the first boundary and after the last.
  if (parts.length - files.length > MOST_FIELDS + 2) throw tooManyFields();
  const fields = new Map<string, string>();
  for (const part of parts) {
    const name = part?.params.get('name');
    if (part === undefined || name === undefined || isFile(part)) continue;
    fields.set(nameOf(name, charset), charset.decodeLoosely(contentOf(part)));
  }
  return fields;
};
