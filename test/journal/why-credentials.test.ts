import t from 'tap';
import type { Fixture } from '../../src/index.js';
import { checkTwins } from '../twins.js';
import { ask, LPI_PATH, start } from '../control/helper.js';

const FIXTURE: Fixture = {
  apps: [{ bk_app_code: 'suite', bk_app_secret: 'x', may_name_users: true }],
  users: [{ bk_username: 'admin', bk_token: 'login', access_tokens: [{ access_token: 'at', bk_app_code: 'suite' }] }],
};
const APP = { bk_app_code: 'suite', bk_app_secret: 'x' };
const BODY = '{"bk_app_code":"suite","bk_username":"admin","service_instance_id":1}';

/** `POST` + the path + `?bk_nonce=1&bk_timestamp=99999999999&data=` + BODY, signed with the secret `x`, as an SDK does. */
const SDK_SIGNATURE = 'HHqxZpG4Q8vNKssnOFZPe1frEyg=';

t.test('why a request with credentials is refused', async (t) => {
  const dir = t.testdir({ 'fixture.json': JSON.stringify(FIXTURE) });
  const esb = await start(t, { fixtures: [`${dir}/fixture.json`], auth: 'strict' });
  const signed = (query: Record<string, string>) => ({
    path: `${LPI_PATH}?${new URLSearchParams(query).toString()}`,
    request: { body: BODY },
  });
  const time = { bk_nonce: '1', bk_timestamp: '99999999999' };
  for (const [name, { path = LPI_PATH, request }, why] of [
    [
      'a POST that an SDK signed',
      signed({ ...time, bk_signature: SDK_SIGNATURE }),
      'the body was signed as it is, as the documentation says and the SDKs do; a live ESB hashes the text that Python ' +
        "writes for its bytes, b'…', so that no SDK's signed POST passes; send bk_app_secret in place of a signature",
    ],
    [
      'another wrong signature',
      signed({ ...time, signature: 'x', a: '1' }),
      'no secret of the app gives this signature over the method, the path and the pairs a, bk_nonce, bk_timestamp, data',
    ],
    [
      'no nonce',
      signed({ bk_signature: 'x' }),
      'a signature needs bk_nonce, a positive integer, and bk_timestamp, a Unix time of the last 300 seconds, in the query',
    ],
    [
      'an app code that is a list',
      { request: { body: { ...APP, bk_app_code: ['suite'] } } },
      'the app code or the secret is no text: a list, an object, or text that is no Unicode',
    ],
    [
      'a token that is a list',
      { request: { body: { ...APP, bk_token: ['login'] } } },
      'bk_token is a list or an object',
    ],
    ['a token of blanks', { request: { body: { ...APP, bk_token: ' ' } } }, 'bk_token holds blanks alone'],
    ['a token with a NUL', { request: { body: { ...APP, bk_token: 'a\0' } } }, 'bk_token holds a NUL character'],
    [
      'a user name that is a number',
      { request: { body: { ...APP, bk_username: 7 } } },
      'the ESB cannot send this to the system behind it',
    ],
    [
      'a header that is no object',
      { request: { headers: { 'X-Bkapi-Authorization': '[]' }, body: APP } },
      'the header X-Bkapi-Authorization is JSON, but no object',
    ],
    [
      'a token of the API gateway',
      { request: { headers: { 'X-Bkapi-JWT': 'x' }, body: APP } },
      'the API gateway sends the header X-Bkapi-JWT; a caller of the ESB has to leave it out',
    ],
  ] as const satisfies readonly (readonly [string, { path?: string; request: object }, string])[]) {
    await ask(esb.url, path, request);
    t.equal(esb.requests.find().at(-1)?.why, why, name);
  }
  checkTwins(t, esb, 10);
});

t.test('a signed POST is warned of where signatures are not checked', async (t) => {
  const esb = await start(t);
  await ask(esb.url, `${LPI_PATH}?bk_signature=x`, { body: BODY });
  await ask(esb.url, `${LPI_PATH}?signature=x`, { body: BODY });
  const signed = esb.warnings().filter(({ reason }) => reason.startsWith('a signed POST: '));
  t.equal(signed.length, 2);
  await ask(esb.url, `${LPI_PATH}?bk_signature=x&bk_app_code=a&bk_username=u&service_instance_id=1`, { method: 'GET' });
  t.equal(esb.warnings().filter(({ reason }) => reason.startsWith('a signed POST: ')).length, 2, 'but no signed GET');
  checkTwins(t, esb, 3);
});

t.test('the cookie of a browser alone does not log in', async (t) => {
  const esb = await start(t);
  const cookie = 'blueking_language=zh-cn; bk_token=logged-in';
  const IGNORED =
    'the cookie bk_token does not count: a live ESB takes bk_token from the parameters or X-Bkapi-Authorization';
  const whyOf = async (body: object, headers: Record<string, string>): Promise<string | null | undefined> => {
    await ask(esb.url, LPI_PATH, { body: { service_instance_id: 1, ...body }, headers });
    return esb.requests.find().at(-1)?.why;
  };
  for (const auth of ['required', 'strict'] as const) {
    esb.configure({ auth });
    t.match(await whyOf({}, { cookie }), IGNORED, `${auth}, no credentials`);
    t.notMatch(await whyOf({}, {}), IGNORED, 'no cookie');
    t.notMatch(await whyOf({}, { cookie: 'my_bk_token=x' }), IGNORED, 'another cookie');
    t.notMatch(await whyOf({ bk_username: 'admin' }, { cookie }), IGNORED, 'a name beside it');
    t.notMatch(await whyOf({ bk_token: 'x' }, { cookie }), IGNORED, 'a token beside it');
  }
  esb.configure({ auth: 'required' });
  t.match(await whyOf({ ...APP }, { cookie }), IGNORED, 'an app, and a cookie for the user');
  t.notMatch(JSON.stringify(esb.requests.find()), 'logged-in', 'the cookie itself is not kept');
  checkTwins(t, esb, 4);
});
