import { LPI_PATH, type Request } from '../control/helper.js';
import { NAMES, type Planted } from './planted.js';

/** A text that is no secret. It comes with every request, and must be found wherever secrets are looked for. */
export const CANARY = 'canary-in-a-coal-mine';

/** A request with secrets. */
export interface Planting {
  path: string;
  request: Request;
}

const APP = { bk_app_code: 'suite', bk_app_secret: 'x', bk_username: 'admin' };
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** `p\u0061ssword` */
const escaped = (name: string): string =>
  name.replace(/[aeiou]/i, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`);
const percent = (name: string): string => name.replace(/[aeiou]/i, (letter) => `%${letter.charCodeAt(0).toString(16)}`);

/** Bodies with secrets in every form that a body has. */
const bodies = (planted: Planted, face: string): Request[] => {
  const each = (form: string, make: (name: string, secret: string) => unknown): unknown[] =>
    NAMES.map((name) => make(name, planted.word(`${face}: ${form}: ${name}`)));
  const json = (members: object): Request => ({ body: { ...APP, note: CANARY, ...members } });
  const raw = (text: string): Request => ({ body: `{"bk_app_code":"suite","note":"${CANARY}",${text}}` });
  const shapes = { a: planted.jwt(face), b: planted.hex(face), c: planted.uuid(face), d: planted.base64(face) };
  const url = (form: string) => `://u:${planted.word(`${face}: ${form}`)}@db/x`;
  return [
    json({ list: each('JSON', (name, secret) => ({ [name]: secret })) }),
    json({ list: each('pair', (name, value) => ({ name, value })) }),
    json({ list: each('list', (name, secret) => [name, secret]) }),
    json({ list: each('text', (name, secret) => ({ text: JSON.stringify({ [name]: secret }) })) }),
    json({ list: each('value in the name', (name, secret) => ({ [`${name}=${secret}`]: 1 })) }),
    json({ more: NAMES.map((name) => ({ [name]: planted.number(`${face}: number: ${name}`) })) }),
    json({ pairs: [{ key: 'otp', value: planted.number(`${face}: a number in a pair`) }] }),
    json({ pairs: [{ name: 'api_key', values: [planted.word(`${face}: a list in a pair`)] }] }),
    json({ values: Object.entries(shapes).map(([name, value]) => ({ [name]: value })), pem: [planted.pem(face)] }),
    json({ urls: [{ at: `mysql${url('URL')}` }, { at: encodeURIComponent(`mysql${url('encoded URL')}`) }] }),
    raw(`"list":[${each('escaped name', (name, secret) => `{"${escaped(name)}":"${secret}"}`).join()}]`),
    raw(`"list":[${each('encoded name', (name, secret) => `{"${percent(name)}":"${secret}"}`).join()}]`),
  ];
};

const ofFaces = (planted: Planted): Planting[] => {
  const component = '/findmany/proc/process_instance/detail/biz/2';
  const header = JSON.stringify({ ...APP, bk_token: planted.word('the header X-Bkapi-Authorization') });
  const faces: [face: string, path: string, headers: Record<string, string>][] = [
    ['esb', LPI_PATH, {}],
    ['api-server', `/api/v3${component}`, { 'x-bkcmdb-user': 'admin', 'x-bkcmdb-supplier-account': '0' }],
    ['api-gateway', `/api/bk-cmdb/prod/api/v3${component}`, { 'x-bkapi-authorization': header }],
    ['no component', '/api/c/compapi/v2/cc/search_business/', {}],
    ['no component of a gateway', '/api/bk-notice/prod/announcements/', { 'x-bkapi-authorization': header }],
  ];
  return faces.flatMap(([face, path, headers]) =>
    bodies(planted, face).map((request) => ({ path, request: { ...request, headers } })),
  );
};

/** Secrets in forms, queries, headers and paths. */
const ofTargets = (planted: Planted): Planting[] => {
  const pairs = (form: string) =>
    new URLSearchParams([
      ['bk_app_code', 'suite'],
      ['note', CANARY],
      ...NAMES.map((name): [string, string] => [name, planted.word(`${form}: ${name}`)]),
    ]).toString();
  const paths: [form: string, path: (secret: string) => string][] = [
    ['user:password', (secret) => `http://u:${secret}@127.0.0.1${LPI_PATH}`],
    ['user:password without a scheme', (secret) => `//u:${secret}@127.0.0.1/${CANARY}`],
    ['a segment after a name', (secret) => `/${CANARY}/token/${secret}/x`],
    ['a parameter of the path', (secret) => `/${CANARY};sid=${secret}`],
    ['a query', (secret) => `/${CANARY}?api_key=${secret}`],
    ['a fragment', (secret) => `/${CANARY}?#access_token=${secret}`],
    ['an encoded query', (secret) => `/${CANARY}%3Fpassword=${secret}`],
    ['the name of a sandbox', (secret) => `/@bad%20password=${secret}${LPI_PATH}`],
    ['the stage of the gateway', (secret) => `/api/bk-cmdb/password%3D${secret}/api/v3/x`],
  ];
  const headers = Object.fromEntries(
    ['cookie', 'authorization', 'referer', 'x-api-key', 'x-bkapi-jwt', 'user-agent', 'x-request-id'].map((name) => [
      name,
      planted.word(`the header ${name}`),
    ]),
  );
  return [
    { path: LPI_PATH, request: { body: pairs('a form'), headers: FORM } },
    { path: `${LPI_PATH}?${pairs('the query of a POST')}`, request: { body: '{}' } },
    { path: `${LPI_PATH}?${pairs('the query of a GET')}`, request: {} },
    { path: LPI_PATH, request: { body: APP, headers } },
    { path: LPI_PATH, request: { body: `{"password":"${planted.word('broken JSON')}",` } },
    { path: LPI_PATH, request: { body: Buffer.from(`{"pwd":"${planted.word('UTF-16')}"}`, 'utf16le') } },
    {
      path: LPI_PATH,
      request: {
        body: `{"bk_app_code":"suite","bk_app_secret":"x","bk_username":"a","pwd=${planted.word('no number')}":NaN}`,
      },
    },
    {
      path: `${LPI_PATH}?bk_signature=x&bk_nonce=1&bk_timestamp=9&pwd%3D${planted.word('the name of a signed pair')}=1`,
      request: { body: { bk_app_code: 'suite', bk_username: 'admin' } },
    },
    ...paths.map(([form, path]) => ({ path: path(planted.word(form)), request: {} })),
    { path: `/${CANARY}/${planted.jwt('a token in the path')}`, request: {} },
    { path: `/${CANARY}/${planted.hex('a key in the path')}/x`, request: {} },
    ...[planted.uuid('an app code'), `a&otp=${planted.word('behind an app code')}`].map((bk_app_code) => ({
      path: LPI_PATH,
      request: { body: { ...APP, bk_app_code } },
    })),
  ];
};

/** Requests to the faces with secrets in every place and form. */
export const requestsTo = (planted: Planted): Planting[] => [...ofFaces(planted), ...ofTargets(planted)];

/** A fixture that is right, with accounts. */
export const goodFixture = (planted: Planted): object => ({
  modules: [{ bk_module_id: 1, bk_biz_id: 2, service_instances: [{ id: 10, processes: [{ bk_process_id: 100 }] }] }],
  apps: [{ bk_app_code: 'suite', bk_app_secret: planted.word('the secret of an app') }],
  users: [
    {
      bk_username: 'admin',
      bk_token: planted.word('the token of a user'),
      access_tokens: [{ access_token: planted.word('an access token'), bk_app_code: 'suite' }],
    },
  ],
});

/** Fixtures that are wrong. The messages may repeat anything but the secrets. */
export const badFixtures = (planted: Planted): string[] => {
  const word = (form: string) => planted.word(`a fixture: ${form}`);
  const twice = word('a token twice');
  return [
    JSON.stringify({
      [CANARY]: 1,
      apps: [
        { bk_app_code: 'a', bk_app_secret: planted.number('a fixture: a number as a secret') },
        { bk_app_code: { bk_token: word('a map') }, bk_app_secret: 'x', [`api_key=${word('an unknown key')}`]: 1 },
        { bk_app_code: [{ pin: planted.number('a fixture: a number') }], [planted.jwt('a fixture: a key')]: 1 },
      ],
      users: [
        { bk_username: 'a', bk_token: twice },
        { bk_username: 'b', bk_token: twice, access_tokens: [planted.number('a fixture: tokens')] },
        { bk_username: 'c', access_tokens: [{ access_token: 'x', bk_app_code: planted.hex('a fixture: an app') }] },
      ],
      hosts: [{ bk_host_id: planted.uuid('a fixture: an id') }, { bk_host_id: `p://u:${word('a URL')}@h` }],
    }),
    `{"a": {"password=${word('a key twice')}": 1}, "note": ${CANARY}, "token": ${word('broken JSON')}}`,
    `apps:\n  - bk_app_secret: "${word('broken YAML')}\n  - ${CANARY}: [`,
    `${CANARY}: 1\n? { token: ${word('a key that is a map')} }\n: 1\n? [pwd, ${word('a key that is a list')}]\n: 2\n`,
    `users:\n  - { bk_username: ${CANARY}, bk_token: *${word('an alias')} }\n`,
    `apps:\n  - { bk_app_code: ${CANARY}, "password: ${word('a pair in a key')}": !!binary ${word('a tag')} }\n`,
  ];
};
