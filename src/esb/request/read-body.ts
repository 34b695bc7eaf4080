import type { Params } from '../../calls/component.js';
import { charsetOf } from './form/charset-of.js';
import type { BodyKind } from './esb-request.js';
import { readForm } from './form/read-form.js';
import { readHeaderParams } from './form/header-params.js';
import { decodeJsonBytes } from './json-bytes.js';
import { isDeeperThan, parseJson } from './json.js';
import { readMultipart } from './form/read-multipart.js';

/** The live ESB copies the parameters with a function that calls itself twice a level. */
const MOST_COPIED_LEVELS = 476;

/** The parameters of a body, and how they were read. */
export interface ReadBody {
  kind: BodyKind;
  params: Params;
  /** False if the live ESB fails when it copies the parameters. */
  canBeCopied: boolean;
}

/** Django compares the type as it was sent. */
const FORMS: ReadonlyMap<string, 'form' | 'multipart'> = new Map([
  ['application/x-www-form-urlencoded', 'form'],
  ['multipart/form-data', 'multipart'],
]);

const OPENING_BRACE = 0x7b;

/** The blanks that Python strips from bytes. JSON itself does not know two of them, and is broken after those. */
const isBlank = (byte: number): boolean => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);

/** The ESB looks at the bytes and not at `Content-Type`, because real clients label JSON as a form or not at all. */
const startsAsJson = (body: Buffer): boolean => {
  const first = body.find((byte) => !isBlank(byte));
  return first === OPENING_BRACE;
};

/** Python asks the parameters themselves for a way to copy them, and would call what it finds. */
const isCopyable = (params: Params): boolean => (params['__deepcopy__'] ?? null) === null;

/** The parameters of a form or a query. */
export const ofFields = (kind: BodyKind, fields: ReadonlyMap<string, string>): ReadBody => {
  const params = Object.fromEntries(fields);
  return { kind, params, canBeCopied: isCopyable(params) };
};

/**
 * Reads a body that is JSON as Python does.
 *
 * @param levelsMore how many levels may be nested beyond what the live ESB can read otherwise
 * @throws SyntaxError if it is broken
 */
const readJsonBody = (body: Buffer, levelsMore: number): ReadBody => {
  const text = decodeJsonBytes(body);
  if (text === undefined) throw new SyntaxError('the bytes are no text');
  const params = parseJson(text, levelsMore) as Params;
  const isShallow = !isDeeperThan(text, MOST_COPIED_LEVELS);
  return { kind: 'json', params, canBeCopied: isShallow && isCopyable(params) };
};

/**
 * Reads the parameters of a body. It is JSON if it begins with a brace; otherwise its `Content-Type`, in small letters,
 * tells whether it is a form; and otherwise it has no parameters.
 *
 * @param levelsMore as of `readJsonBody`
 * @throws SyntaxError if it is broken JSON
 * @throws FormError if Django refuses the form
 */
export const readBody = (body: Buffer, contentType: string | undefined, levelsMore: number): ReadBody => {
  if (startsAsJson(body)) return readJsonBody(body, levelsMore);
  const type = contentType === undefined ? '' : readHeaderParams(contentType).value;
  const kind = FORMS.get(type);
  if (kind === undefined) return { kind: 'nothing', params: {}, canBeCopied: true };
  const charset = charsetOf(contentType);
  const fields = kind === 'form' ? readForm(body, charset) : readMultipart(body, contentType as string, charset);
  return ofFields(kind, fields);
};
