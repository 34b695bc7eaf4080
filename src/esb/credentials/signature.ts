import { createHmac, timingSafeEqual } from 'node:crypto';
import { pathOfTarget } from '../../calls/http/path-of-target.js';
import { credentialsRefused } from '../errors.js';
import type { EsbRequest } from '../request/esb-request.js';

/** Seconds for which a signed request stays good. */
const VALID_FOR_S = 300;

/** Signatures are made over the path as WSGI passes it on: decoded. */
const pathOf = (target: string): string => {
  const path = pathOfTarget(target);
  return path.includes('%') ? decodeURIComponent(path) : path;
};

/** The paths that may have been signed: the path as it was sent, and the path without the prefix of a sandbox. */
export const signedPaths = ({ url, sentUrl }: Pick<EsbRequest, 'url' | 'sentUrl'>): string[] =>
  (sentUrl === url ? [url] : [sentUrl, url]).map(pathOf);

/** The texts that may have been signed: method, path, and the pairs of the query by name, with the body as `data`. */
const signedTexts = ({ method, url, sentUrl, query, rawBody }: EsbRequest): string[] => {
  const pairs = new Map(query);
  pairs.delete('bk_signature');
  if (method === 'POST') pairs.set('data', rawBody);
  const joined = [...pairs]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  return signedPaths({ url, sentUrl }).map((path) => `${method}${path}?${joined}`);
};

const sameText = (a: string, b: string): boolean => {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
};

const checkNonce = (nonce: string | undefined, hint: string): void => {
  if (!nonce) throw credentialsRefused('Parameter bk_nonce does not exist', hint);
  if (!/^\s*\+?\d+\s*$/.test(nonce) || Number(nonce) === 0) {
    throw credentialsRefused('Parameter bk_nonce is illegal', hint);
  }
};

const checkTimestamp = (timestamp: string | undefined, hint: string): void => {
  if (!timestamp) throw credentialsRefused('Parameter bk_timestamp does not exist', hint);
  if (!/^\s*[+-]?\d+\s*$/.test(timestamp)) {
    throw credentialsRefused('Parameter bk_timestamp is illegal, due to non-time format', hint);
  }
  if (Number(timestamp) < Math.floor(Date.now() / 1000) - VALID_FOR_S) {
    throw credentialsRefused('Parameter bk_timestamp is illegal, because it has expired', hint);
  }
};

/**
 * Checks a signed request (contract section 3): its nonce, its age, then the signature. The signature may be made with any
 * secret of the app.
 *
 * @throws EsbError 1306000 with the message of the first check that fails
 */
export const verifySignature = (
  request: EsbRequest,
  signature: string,
  secrets: readonly string[],
  hint: string,
): void => {
  checkNonce(request.query.get('bk_nonce'), hint);
  checkTimestamp(request.query.get('bk_timestamp'), hint);
  const texts = signedTexts(request);
  const matches = secrets.some((secret) =>
    texts.some((text) => sameText(createHmac('sha1', secret).update(text).digest('base64'), signature)),
  );
  if (matches) return;
  throw credentialsRefused(
    'Signature [bk_signature] verification failed, please provide valid parameters and signature',
    hint,
  );
};
