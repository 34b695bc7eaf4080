import t from 'tap';
import { canBeStubbed, stubOf, type Stubbed } from '../../src/console/page/views/fixtures/stub/stub-of-request.js';

/** The stub that the console makes of a request. */

const PATH = '/api/c/compapi/v2/cc/search_business/';
const REQUEST: Stubbed = {
  method: 'POST',
  path: PATH,
  parameters: { bk_biz_id: 2 },
  status: 200,
  stub: { name: '#1', path: PATH, step: 1 },
  why: null,
  reply: null,
};
const replyOf = (type: string, body: string | null): Stubbed['reply'] => ({ headers: { 'content-type': type }, body });
const json = (body: string): Stubbed['reply'] => replyOf('application/json', body);
const when = { bk_biz_id: 2 };
const forwarded = { stub: null, why: 'forwarded to bk.example' };

const cases: [name: string, request: Partial<Stubbed>, stub: object][] = [
  ['a success', { reply: json('{"result":true,"code":0,"data":{"count":1}}') }, { data: { count: 1 } }],
  [
    'an error',
    { reply: json('{"result":false,"code":1199011,"message":"no"}') },
    { error: { code: 1199011, message: 'no' } },
  ],
  [
    "an error of CMDB's own API",
    { reply: json('{"result":false,"bk_error_code":9,"bk_error_msg":"no","permission":{"a":1}}') },
    { error: { code: 9, message: 'no', permission: { a: 1 } } },
  ],
  ['an error without a code', { reply: json('{"result":false}') }, { reply: { status: 200, body: { result: false } } }],
  ['another map', { reply: json('{"ok":1}') }, { reply: { status: 200, body: { ok: 1 } } }],
  ['a list', { reply: json('[1]') }, { reply: { status: 200, body: [1] } }],
  [
    'another status',
    { status: 201, ...forwarded, reply: json('{"result":true,"data":1}') },
    { reply: { status: 201, body: { result: true, data: 1 } } },
  ],
  [
    'a page',
    { reply: replyOf('text/html', '<p>') },
    { reply: { status: 200, headers: { 'content-type': 'text/html' }, body: '<p>' } },
  ],
  [
    'texts like templates',
    { reply: json('{"result":true,"data":["{{ a }}","b"]}') },
    { data: ['{{ "{" }}{ a }}', 'b'] },
  ],
  ['an unknown path', { stub: null, why: 'no such path', status: 404, reply: json('{}') }, { data: {} }],
  ['a refusal', { stub: null, reply: json('{"result":false,"code":1,"message":"no"}') }, { data: {} }],
  ['no reply', { reply: null }, { data: {} }],
  ['bytes', { reply: replyOf('image/png', null) }, { data: {} }],
];

t.test('a stub gives the reply again', (t) => {
  for (const [name, request, answer] of cases) {
    const { stubs } = JSON.parse(stubOf({ ...REQUEST, ...request })) as { stubs: object[] };
    t.strictSame(stubs, [{ path: PATH, when, ...answer }], name);
  }
  t.end();
});

t.test('numbers beyond 2^53 stay, and values that the journal has not whole are no condition', (t) => {
  const text = stubOf({
    ...REQUEST,
    method: 'PUT',
    path: '/api//gateway/prod/x/',
    parameters: { bk_token: '(hidden)', long: 'a…(cut)' },
    reply: json('{"result":true,"data":9007199254740993}'),
  });
  t.match(text, '"data": 9007199254740993');
  t.match(JSON.parse(text), { stubs: [{ path: '/api/gateway/prod/x/', method: 'PUT' }] });
  t.notMatch(text, 'when');
  t.end();
});

t.test('components that are emulated have no stubs', (t) => {
  const known: [path: string, component: string | null, expected: boolean][] = [
    [PATH, null, true],
    [PATH, 'cc.search_business', true],
    ['/api/c/compapi/v2/cc/list_process_instance/', 'list_process_instance', false],
    ['/api', null, false],
    ['/other/path', null, false],
  ];
  for (const [path, component, expected] of known) t.equal(canBeStubbed({ path, component }), expected, path);
  t.end();
});
