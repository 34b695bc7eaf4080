import fc from 'fast-check';
import { sign } from '../credentials.js';
import { readPairs } from '../forms.js';
import { LPI, LSI, splitTarget } from '../request.js';
import { formBody, jsonBody, multipartBody, pairs } from './bodies.js';
import { credentials, credentialsHeader, GOOD_MEMBERS, secretOf, withoutSecret } from './credentials.js';
import { parameters } from './parameters.js';
import { stubParameters } from './stubs.js';
import { object, once, pick } from './values.js';

/** Random requests: most of them ask something that a client might ask, each with one or two odd parts. */

const PREFIX = '/api/c/compapi/v2/cc';
const FORM = 'application/x-www-form-urlencoded';

/** A path, now and then with something odd in it. */
const oddPath = (g, path) => {
  if (once(g, 5)) return path.slice(0, -1);
  if (!once(g, 12)) return path;
  return pick(g, [
    ...[`/${path}`, `${path}/`, path.replace('/cc', '//cc'), path.replace('compapi/', 'compapi///')],
    ...[
      path.replace('/cc/', '%2Fcc/'),
      path.replace('_', '%5F'),
      path.replace('list', '%6cist'),
      `http://esb.test${path}`,
    ],
    ...[path.replace('_', '%255F'), path.replace('/v2', '/V2'), path.replace('/v2', ''), path.replace('list', 'List')],
    ...[
      path.replace('/cc/', '/foo/'),
      path.replace('list', 'lost'),
      path.replace('/cc/', '/x/../cc/'),
      `${path}%0A`,
      `${path}%00`,
    ],
    ...[
      `${path}x`,
      path.replace('_', ';'),
      path.replace('/cc', ''),
      path.replace('v2', 'v1'),
      path.replace('compapi', 'CompApi'),
    ],
  ]);
};

/** A call of one of the two components: its path and its parameters. */
const componentCall = (world) => (g) => {
  const component = pick(g, [LPI, LSI]);
  return { path: `${PREFIX}/${component}/`, asked: parameters(g, component, world) };
};

/** A call of a stub, or of a path that has none. */
const stubCall =
  ({ stubs }) =>
  (g) => {
    const path = pick(g, [`${PREFIX}/search_business`, ...stubs.map((stub) => stub.path)]);
    return { path: `${path}/`, asked: stubParameters(g) };
  };

/** Parameters of a form and of a query are text, which CMDB decodes into no number. */
const KINDS = [...Array.from({ length: 10 }, () => 'json'), 'form', 'multipart', 'query'];

const METHODS = ['PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

const headersOf = (g) =>
  [
    [3, 'Blueking-Language', () => pick(g, ['en', 'zh-hans', 'zh-cn', 'EN', '', 'fr', 'zh_CN', 'en,en'])],
    [30, 'X-Use-Test-Env', () => pick(g, ['1', '0', '', 'false', 'False', 'FALSE', 'no', '00', 'true', '0.0', 'None'])],
    [60, 'X-Use-Test-Env', () => '0'],
    [60, 'X-Bkapi-JWT', () => pick(g, ['', '', 'abc', 'a.b.c'])],
    [20, 'Cookie', () => pick(g, ['bk_token=good', 'bk_token=good; blueking_language=zh-hans', 'bk_ticket=x'])],
    [20, 'Accept-Language', () => 'zh-hans'],
    [20, 'Authorization', () => 'Basic ZXNiX3Rlc3Q6eHh4'],
    [30, 'X-Bkapi-Request-Id', () => 'abc'],
    [30, 'Accept', () => 'application/xml'],
    [30, 'X-HTTP-Method-Override', () => 'GET'],
    [30, 'HTTP_BK_SUPPLIER_ACCOUNT', () => 'tencent'],
  ].flatMap(([times, name, value]) => (once(g, times) ? [[name, value()]] : []));

const TYPES = {
  json: [
    'application/json',
    'application/json; charset=utf-8',
    'text/plain',
    FORM,
    'multipart/form-data; boundary=b',
    undefined,
  ],
  form: [
    FORM,
    FORM,
    FORM,
    `${FORM}; charset=utf-8`,
    `${FORM};charset=gbk`,
    `${FORM}; charset=nonsense`,
    FORM.toUpperCase(),
    'text/plain',
    undefined,
  ],
  multipart: [
    ...[
      'multipart/form-data; boundary=b',
      'multipart/form-data; boundary="b"',
      'multipart/form-data; charset=utf-8; boundary=b',
    ],
    ...['multipart/form-data', 'multipart/form-data; boundary=', 'Multipart/Form-Data; boundary=b'],
  ],
};

const BODIES = { json: jsonBody, form: formBody, multipart: multipartBody };

/** The numbers of a signature, mostly good. */
const numbersOf = (g) => {
  const now = Math.floor(Date.now() / 1000);
  const nonce = once(g, 5)
    ? pick(g, ['', '0', '-3', 'x', '1.5', ' 7 ', '+7', '1_0', '1__0', '٧', '１', '9'.repeat(60), undefined])
    : '12345';
  const seconds = pick(g, [0, -200, 1000]);
  const odd = [String(now - 400), '0', '-5', '5', 'x', '', ` ${now} `, `+${now}`, '99999999999999', '1.5', undefined];
  const timestamp = once(g, 5) ? pick(g, odd) : String(now + seconds);
  return [
    ['bk_nonce', nonce],
    ['bk_timestamp', timestamp],
  ].filter(([, value]) => value !== undefined);
};

const EXTRA = [
  ['a', '1'],
  ['Z', '2'],
  ['_', '3'],
  ['data', 'x'],
  ['signature', 'zzz'],
  ['bk_signature', ''],
  ['键', '值'],
];

/** A query with a signature over itself, the path and the body; mostly a good one. */
const signedQuery = (g, { method, path, body, secret }, query) => {
  const members = [...numbersOf(g), ...(once(g, 2) ? [pick(g, EXTRA)] : [])];
  const given = [query, ...members.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)];
  const unsigned = given.filter((part) => part !== '').join('&');
  const name = once(g, 3) ? 'signature' : 'bk_signature';
  const taken = readPairs(unsigned, 'utf-8');
  // The signature is made over what is there beside it.
  if (name === 'signature') taken.set('signature', 'x');
  else taken.set('bk_signature', 'x');
  const good = sign({ method, path, query: taken, body }, secret);
  const signature = once(g, 5) ? pick(g, ['abc', good.toLowerCase(), `${good} `, '']) : good;
  return `${unsigned}&${name}=${encodeURIComponent(signature)}`;
};

const shuffled = (g, members) =>
  once(g, 4) ? g(fc.shuffledSubarray, members, { minLength: members.length }) : members;

const ordinaryRequest = (call) =>
  fc.gen().map((g) => {
    const { path: plain, asked } = call(g);
    const path = oddPath(g, plain);
    const isSigned = once(g, 6);
    const all = credentials(g);
    const secret = once(g, 10) ? 'wrong' : secretOf(all);
    const given = isSigned && !once(g, 4) ? withoutSecret(all) : all;
    const isHeader = once(g, 3);
    const members = shuffled(g, isHeader && !once(g, 4) ? asked : [...(isHeader ? credentials(g) : given), ...asked]);
    const kind = pick(g, KINDS);
    const method = once(g, 40) ? pick(g, METHODS) : kind === 'query' ? 'GET' : 'POST';
    const headers = headersOf(g);
    if (isHeader) headers.push(['X-Bkapi-Authorization', credentialsHeader(g, given)]);
    const body = kind === 'query' || method === 'HEAD' ? Buffer.alloc(0) : BODIES[kind](g, members);
    const type = kind === 'query' ? undefined : pick(g, TYPES[kind]);
    if (type !== undefined) headers.push(['Content-Type', type]);
    // Now and then a GET with a body, or a POST with a query, which are not read.
    const query = kind === 'query' || once(g, 25) ? pairs(g, members) : '';
    const uri = isSigned && once(g, 8) ? pick(g, ['/other/?x=1', '', '/api/c/']) : undefined;
    if (uri !== undefined) headers.push(['X-Request-Uri', uri]);
    const signedPath = uri?.split('?')[0] || splitTarget(path).path;
    const isPlain = !path.includes('//');
    const signed = isSigned && isPlain ? signedQuery(g, { method, path: signedPath, body, secret }, query) : query;
    const more = once(g, 60) ? `${signed}${'&x=1'.repeat(pick(g, [900, 1001]))}` : signed;
    return { method, target: more === '' ? path : `${path}?${more}`, headers, body };
  });

/** Good credentials and plain JSON, so that odd parameters are what the reply depends on. */
const plainRequest = (call) =>
  fc.gen().map((g) => {
    const { path, asked } = call(g);
    const members = [...GOOD_MEMBERS, ...asked];
    return {
      method: 'POST',
      target: path,
      headers: once(g, 4) ? [['Blueking-Language', pick(g, ['zh-hans', 'en', 'EN'])]] : [],
      body: Buffer.from(object(members)),
    };
  });

/** Where deep nesting stands in the order of checks is not known, so that nothing else is wrong. */
const deepRequest = (world) =>
  fc.gen().map((g) => {
    const [member] = pick(g, [['"x":[[1]]'], [`"x":${'['.repeat(600)}${']'.repeat(600)}`]]);
    const asked = pick(g, [
      `"service_instance_id":1,"bk_biz_id":2,${member}`,
      `${member},"bk_biz_id":2,"service_instance_id":1`,
    ]);
    return {
      method: 'POST',
      target: `${PREFIX}/${LPI}/`,
      headers: [],
      body: Buffer.from(`{"bk_app_code":"esb_test","bk_app_secret":"xxx","bk_username":"admin",${asked}}`),
    };
  });

/**
 * A request for a fixture's data.
 *
 * @param world of data.js
 */
export const request = (world) =>
  fc.oneof(
    { weight: 48, arbitrary: ordinaryRequest(componentCall(world)) },
    { weight: 31, arbitrary: plainRequest(componentCall(world)) },
    { weight: 8, arbitrary: ordinaryRequest(stubCall(world)) },
    { weight: 12, arbitrary: plainRequest(stubCall(world)) },
    { weight: 1, arbitrary: deepRequest(world) },
  );
