import { createHmac, timingSafeEqual } from 'node:crypto';
import { pathOfTarget } from '../../calls/http/path-of-target.js';
import type { Text } from '../../model/language.js';
import { pythonBytes } from '../../util/python/python-bytes.js';
import type { EsbRequest } from '../request/esb-request.js';
import { wrongSignature } from './refusals.js';

/** The signature of a request; empty if it has none. Only the query may hold it. */
export const signatureIn = (query: ReadonlyMap<string, string>): string =>
  query.get('bk_signature') || query.get('signature') || '';

/** Signatures are made over the path as WSGI passes it on: decoded. */
const pathOf = (target: string): string => {
  const path = pathOfTarget(target);
  return path.includes('%') ? decodeURIComponent(path) : path;
};

type Target = Pick<EsbRequest, 'url' | 'sentUrl' | 'requestUri'>;

/**
 * The paths that may have been signed: the path as it was sent, and the path without the prefix of a sandbox. If a proxy
 * before the ESB says in `X-Request-Uri` which path the client asked for, it is that one, as it stands there.
 */
export const signedPaths = ({ url, sentUrl, requestUri }: Target): string[] => {
  const named = requestUri.split('?', 1)[0] as string;
  if (named !== '') return [named];
  return (sentUrl === url ? [url] : [sentUrl, url]).map(pathOf);
};

const byCodePoint = ([a]: [string, string], [b]: [string, string]): number =>
  Buffer.compare(Buffer.from(a), Buffer.from(b));

/** The pairs of the query that are signed. If both names of a signature have a value, the older one is an ordinary pair. */
const signedPairs = (query: ReadonlyMap<string, string>): Map<string, string> => {
  const pairs = new Map(query);
  pairs.delete('bk_signature');
  if (!query.get('bk_signature')) pairs.delete('signature');
  return pairs;
};

/** The texts that may have been signed: method, path, and the pairs by name. */
const signedTexts = (request: EsbRequest, data: string | undefined): string[] => {
  const pairs = signedPairs(request.query);
  if (data !== undefined) pairs.set('data', data);
  const joined = [...pairs]
    .sort(byCodePoint)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  return signedPaths(request).map((path) => `${request.method}${path}?${joined}`);
};

const sameText = (a: string, b: string): boolean => {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
};

const RAW_BODY: Text = {
  en:
    'the body was signed as it is, as the documentation says and the SDKs do; a live ESB hashes the text that Python writes ' +
    "for its bytes, b'…', so that no SDK's signed POST passes; send bk_app_secret in place of a signature",
  zh:
    '签名是按请求体原文计算的，文档和 SDK 都是如此；真实的 ESB 按 Python 对其字节的打印结果（' +
    "b'…'）计算，因此 SDK 签名的 POST 都无法通过；请改用 bk_app_secret",
};

const whyWrong = ({ method, query }: EsbRequest, isOfRawBody: boolean): Text => {
  if (isOfRawBody) return RAW_BODY;
  const names = [...signedPairs(query).keys(), ...(method === 'POST' ? ['data'] : [])].sort();
  return {
    en: `no secret of the app gives this signature over the method, the path and the pairs ${names.join(', ')}`,
    zh: `用该应用的任何密钥，按方法、路径和 ${names.join('、')} 计算，都得不到此签名`,
  };
};

/**
 * Checks a signature (contract section 3), which may be made with any secret of the app. Of a POST, the live ESB signs the
 * text that Python 3 writes for the body's bytes, `b'…'`, also if it is empty. Its authors meant the body itself.
 *
 * @throws EsbError 1306000 if the signature is wrong
 */
export const checkSignature = (request: EsbRequest, signature: string, secrets: readonly string[]): void => {
  const isSignedOver = (data: string | undefined): boolean => {
    const texts = signedTexts(request, data);
    return secrets.some((secret) =>
      texts.some((text) => sameText(createHmac('sha1', secret).update(text).digest('base64'), signature)),
    );
  };
  const isPost = request.method === 'POST';
  if (isSignedOver(isPost ? pythonBytes(request.body) : undefined)) return;
  const isOfRawBody = isPost && (isSignedOver(request.body.toString()) || isSignedOver(undefined));
  throw wrongSignature(whyWrong(request, isOfRawBody));
};
