import t from 'tap';
import { importCaptured } from '../../src/captures/import-captured.js';
import { problemLines } from '../fixtures/problem-lines.js';
import { FORMATS } from '../../src/fixtures/write/format.js';
import { fixtureText } from '../../src/fixtures/write/text.js';
import { bytesOf, envelope, instance, LPI, LSI, page, process, refusal, urlOf } from './helper.js';

/** No credential of a capture gets into the fixture, or into what is said of it. */

const secret = (name: string): string => `s3cr3t-0f-${name}`;
const names = [
  'code',
  'secret',
  'token',
  'user',
  'cookie',
  'header',
  'query',
  'signature',
  'access',
  'reply',
  'set-cookie',
];

const credentials = {
  bk_app_code: secret('code'),
  bk_app_secret: secret('secret'),
  bk_token: secret('token'),
  bk_username: secret('user'),
};
const headers = [
  { name: 'Cookie', value: `bk_token=${secret('cookie')}; bk_ticket=${secret('cookie')}` },
  {
    name: 'X-Bkapi-Authorization',
    value: JSON.stringify({ access_token: secret('access'), bk_username: secret('header') }),
  },
];
const query = `?bk_token=${secret('query')}&bk_signature=${secret('signature')}`;
const ownHeaders = Object.fromEntries(headers.map(({ name, value }) => [name, value]));
const answers = { 'Set-Cookie': `bk_token=${secret('set-cookie')}` };

const rows = [instance(54), instance(55, { bk_biz_id: 3, bk_module_id: 60 })];
const refused = {
  result: false,
  code: 1306000,
  message: `Invalid APP Code [bk_app_code=${secret('code')}], ${secret('token')}, "${secret('reply')}"`,
};

const lsi = { ...credentials, bk_biz_id: 2, set_template_id: 11 };
const entry = (component: string, parameters: object, response: unknown) => ({
  request: {
    method: 'POST',
    url: urlOf(component) + query,
    headers,
    cookies: [{ name: 'bk_token', value: secret('cookie') }],
    queryString: [{ name: 'bk_token', value: secret('query') }],
    postData: { mimeType: 'application/json', text: JSON.stringify(parameters) },
  },
  response: { status: 200, headers: [{ name: 'Set-Cookie', value: secret('set-cookie') }], content: response },
});
const content = (value: unknown) => ({ text: JSON.stringify(value) });
const lpi = envelope([process(46), process(46, { user: 'li' }), { relation: null }]);

const captures: Record<string, unknown> = {
  'a HAR file': {
    log: {
      entries: [
        entry(LSI, lsi, content(page(rows, 9))),
        entry(LPI, { ...credentials, service_instance_id: 54 }, content(lpi)),
        entry(LPI, credentials, content(refused)),
        entry(LPI, credentials, {}),
        entry(LPI, credentials, { text: `<html>${secret('reply')}` }),
        entry('search_host', credentials, content({ token: secret('reply') })),
      ],
    },
  },
  'requests and responses': [
    { request: lsi, response: page(rows, 9) },
    { request: { ...credentials, service_instance_id: 54 }, response: lpi },
    {
      request: { path: `/${LPI}/${query}`, headers: ownHeaders, body: credentials },
      response: { headers: answers, body: refused },
    },
    { request: { path: `/${LSI}/`, body: new URLSearchParams(credentials).toString() }, response: secret('reply') },
    { request: credentials },
    secret('reply'),
  ],
};

for (const [name, capture] of Object.entries(captures)) {
  const { fixture, notes } = importCaptured([bytesOf('a.json', capture)]);
  t.ok(notes.length >= 4, `${name}: there is something to note`);
  const said = [...problemLines(notes), ...FORMATS.flatMap((format) => [...fixtureText(fixture, format)])].join('\n');
  for (const each of names) t.notMatch(said, secret(each), `${name}: no ${each}`);
  t.notMatch(said, 's3cr3t', name);
}

t.test('secrets do not get into problems either', (t) => {
  const broken = JSON.stringify(captures['a HAR file']);
  const said = [
    refusal({ capture: broken.slice(0, -1) }),
    refusal({ capture: { ...credentials } }),
    refusal({ capture: { request: { ...credentials, headers: ownHeaders }, response: refused } }),
    refusal({ capture: { request: credentials, response: page([instance(54, { bk_host_id: 0 })]) } }),
    refusal({ capture: `HTTP/1.1 200\nSet-Cookie: ${secret('set-cookie')}\n\n${broken}` }),
  ].flat();
  t.equal(said.length, 7);
  t.notMatch(said.join('\n'), 's3cr3t');
  t.end();
});
