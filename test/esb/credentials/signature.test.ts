import { createHmac } from 'node:crypto';
import t from 'tap';
import { EsbError } from '../../../src/esb/errors.js';
import { readRequest } from '../../../src/esb/request/read-request.js';
import { checkSignature, signatureIn, signedPaths } from '../../../src/esb/credentials/signature.js';

const PATH = '/api/c/compapi/v2/cc/list_process_instance/';

t.test('the path that is signed is the one the ESB sees, whatever the form of the target', (t) => {
  for (const url of [PATH, `http://127.0.0.1:8000${PATH}`, PATH.replace('_', '%5F'), `${PATH}?a=/b`]) {
    t.equal(signedPaths({ url, sentUrl: url, requestUri: '' }).join(), PATH, url);
  }
  t.same(signedPaths({ url: PATH, sentUrl: `/@ci${PATH}`, requestUri: '' }), [`/@ci${PATH}`, PATH], 'in a sandbox');
  for (const [requestUri, expected] of [
    ['/other/', '/other/'],
    ['/other/?a=1', '/other/'],
    ['/other%5F', '/other%5F'],
    ['http://esb/other/', 'http://esb/other/'],
    ['?a=1', PATH],
  ] as const) {
    t.equal(signedPaths({ url: PATH, sentUrl: PATH, requestUri }).join(), expected, `X-Request-Uri: ${requestUri}`);
  }
  t.end();
});

t.test('the signature of a request', (t) => {
  for (const [query, expected] of [
    ['', ''],
    ['bk_signature=a', 'a'],
    ['signature=b', 'b'],
    ['bk_signature=a&signature=b', 'a'],
    ['bk_signature=&signature=b', 'b'],
    ['bk_signature=a&bk_signature=c', 'c'],
    ['bk_signature=a&bk_signature=', ''],
    ['BK_SIGNATURE=a', ''],
  ] as const) {
    t.equal(signatureIn(new Map(new URLSearchParams(query))), expected, query);
  }
  t.end();
});

interface Signed {
  method?: string;
  query: string;
  body?: string | Buffer;
  secret?: string;
  /** The text that was signed, after method and path. */
  text: string;
  /** The name under which the signature is sent. */
  name?: string;
  more?: string;
  requestUri?: string;
}

/** The result for a request with a signature that was made over a text. */
const verdict = ({ method = 'POST', query, body = '', secret = 'new', text, ...rest }: Signed): string => {
  const { name = 'bk_signature', more = '', requestUri } = rest;
  const signature = createHmac('sha1', secret)
    .update(`${method}${requestUri ?? PATH}?${text}`)
    .digest('base64');
  const url = `${PATH}?${query}&${name}=${encodeURIComponent(signature)}${more}`;
  const headers = requestUri === undefined ? {} : { 'x-request-uri': requestUri };
  const request = readRequest({ method, url, sentUrl: url, headers, body: Buffer.from(body) });
  try {
    checkSignature(request, signatureIn(request.query), ['old', 'new']);
    return 'good';
  } catch (error) {
    if (error instanceof EsbError) return error.detail?.en ?? '';
    throw error;
  }
};

const RAW = /^the body was signed as it is, .* send bk_app_secret in place of a signature$/;
const wrong = (pairs: string) =>
  new RegExp(`^no secret of the app gives this signature over the method, the path and the pairs ${pairs}$`);

for (const [name, signed, expected] of [
  ['the body as Python prints its bytes', { query: 'n=7', body: '{}', text: "data=b'{}'&n=7" }, /^good$/],
  ['an empty body', { query: 'n=7', text: "data=b''&n=7" }, /^good$/],
  ['a body with single quotes', { query: 'n=7', body: "it's", text: 'data=b"it\'s"&n=7' }, /^good$/],
  ['the other secret', { query: 'n=7', body: 'a', text: "data=b'a'&n=7", secret: 'old' }, /^good$/],
  ['another app’s secret', { query: 'n=7', body: 'a', text: "data=b'a'&n=7", secret: 'no' }, wrong('data, n')],
  ['another body', { query: 'n=7', body: 'a ', text: "data=b'a'&n=7" }, wrong('data, n')],
  ['the body as it is', { query: 'n=7', body: '{}', text: 'data={}&n=7' }, RAW],
  ['an empty body as it is', { query: 'n=7', text: 'data=&n=7' }, RAW],
  ['no body at all', { query: 'n=7', text: 'n=7' }, RAW],
  ['pairs by name, values decoded', { query: 'z=%E4%B8%AD+x&b=7', text: "b=7&data=b''&z=中 x" }, /^good$/],
  ['capital letters come first', { query: 'a=1&B=2', text: "B=2&a=1&data=b''" }, /^good$/],
  ['names by code point', { query: '%F0%9F%98%80=1&%EF%BC%A1=2', text: "data=b''&Ａ=2&😀=1" }, /^good$/],
  ['the last of equal names', { query: 'a=1&a=2', text: "a=2&data=b''" }, /^good$/],
  ['a pair without a value', { query: 'a', text: "a=&data=b''" }, /^good$/],
  ['the body in place of a pair named data', { query: 'data=x', body: 'a', text: "data=b'a'" }, /^good$/],
  ['the older name', { query: 'n=7', text: "data=b''&n=7", name: 'signature' }, /^good$/],
  ['the older name, the newer one empty', { query: 'bk_signature=', text: "data=b''", name: 'signature' }, /^good$/],
  ['both names: the older one is a pair', { query: 'signature=z', text: "data=b''&signature=z" }, /^good$/],
  ['both names, but the older one unsigned', { query: 'signature=z', text: "data=b''" }, wrong('data, signature')],
  ['GET without its body', { method: 'GET', query: 'n=7', body: 'a', text: 'n=7' }, /^good$/],
  ['GET with a pair named data', { method: 'GET', query: 'data=x', text: 'data=x' }, /^good$/],
  ['GET with its body', { method: 'GET', query: 'n=7', body: 'a', text: "data=b'a'&n=7" }, wrong('n')],
  ['the path of X-Request-Uri', { query: 'n=7', text: "data=b''&n=7", requestUri: '/other/' }, /^good$/],
] as const satisfies readonly (readonly [string, Signed, RegExp])[]) {
  t.match(verdict(signed), expected, name);
}
