import http from 'node:http';
import t from 'tap';
import {
  ASK_11,
  ASK_54,
  BAD_BIZ,
  BAD_PAGE,
  LPI_AND_LSI,
  LPI,
  LSI,
  NOT_FOUND,
  NO_BIZ,
  NO_SERVICE_INSTANCE,
  NO_SET_TEMPLATE,
  OK_11,
  OK_54,
  SUITE,
  UNDECODABLE,
  byContract,
  form,
  pathOf,
  run,
  send,
  startAll,
  type Case,
} from './helper.js';

/** Contract section 1: routes. */

const targets = await startAll(t);

const ASKED = { [LPI]: ASK_54, [LSI]: ASK_11 };
const FOUND = { [LPI]: OK_54, [LSI]: OK_11 };

const spelled: Case[] = LPI_AND_LSI.flatMap((component) => {
  const path = pathOf(component);
  const spellings: [name: string, path: string, query?: string][] = [
    ['with its slash', path],
    ['without its slash', path.slice(0, -1)],
    ['doubled first slash', `/${path}`],
    ['doubled first slash, without its slash', `/${path.slice(0, -1)}`],
    ['doubled last slash', `${path}/`],
    ['doubled slash inside', path.replace('/v2/', '/v2//')],
    ['every slash doubled', path.replaceAll('/', '//')],
    ['a run of slashes', path.replace('/cc/', '////cc///')],
    ['with an escaped letter', path.replace('_', '%5F')],
    ['with escaped slashes', path.replace('/c/', '%2Fc%2f').replace('/cc/', '/cc%2F')],
    ['with an escaped slash at the end', `${path.slice(0, -1)}%2F`],
    ['with an escaped slash in the query', path, 'a=%2F'],
    ['with an empty query', path, ''],
    ['with a query that means nothing', path.slice(0, -1), 'a=1&set_template_id=x&service_instance_id=x&bk_biz_id=x'],
    ['with a query that cannot be decoded', path, 'a=%E0%A4%A&%zz'],
  ];
  return spellings.map(([name, spelling, query]) => ({
    name: `POST ${component}, ${name}`,
    request: { component, path: spelling, params: ASKED[component], ...(query === undefined ? {} : { query }) },
    expect: FOUND[component],
  }));
});

/** Credentials in the query, where GET has them. */
const asked = (fields: Record<string, string> = {}): string => form({ ...SUITE, ...fields });
const viaGet = (component: typeof LPI | typeof LSI, fields: Record<string, string>) => ({
  method: 'GET',
  component,
  query: asked(fields),
});

const get: Case[] = [
  {
    name: 'GET LPI: an integer arrives as a string',
    request: viaGet(LPI, { service_instance_id: '54' }),
    expect: UNDECODABLE,
  },
  {
    name: 'GET LPI: so does bk_biz_id',
    request: viaGet(LPI, { bk_biz_id: '2' }),
    expect: UNDECODABLE,
  },
  { name: 'GET LPI: nothing asked', request: viaGet(LPI, {}), expect: NO_SERVICE_INSTANCE },
  {
    name: 'GET LPI without its slash, doubled slashes',
    request: { method: 'GET', path: '//api/c/compapi//v2/cc/list_process_instance', query: asked() },
    expect: NO_SERVICE_INSTANCE,
  },
  {
    name: 'GET LPI: an escape that cannot be decoded is text like any other',
    request: { method: 'GET', query: `${asked()}&service_instance_id=%zz` },
    expect: UNDECODABLE,
  },
  {
    name: 'GET LPI, credentials in the header',
    request: {
      method: 'GET',
      query: 'service_instance_id=54',
      headers: { 'X-Bkapi-Authorization': JSON.stringify(SUITE) },
    },
    expect: UNDECODABLE,
  },
  {
    name: 'GET LPI, Chinese',
    request: { ...viaGet(LPI, { service_instance_id: '54' }), headers: { 'Blueking-Language': 'zh-cn' } },
    expect: { status: 200, body: { ...UNDECODABLE.body, message: '反序列化JSON数据失败' } },
  },
  { name: 'GET LSI: bk_biz_id missing', request: viaGet(LSI, { set_template_id: '11' }), expect: NO_BIZ },
  {
    name: 'GET LSI: bk_biz_id passes as a string, set_template_id does not',
    request: viaGet(LSI, { bk_biz_id: '2', set_template_id: '11' }),
    expect: UNDECODABLE,
  },
  {
    name: 'GET LSI: page is a string',
    request: viaGet(LSI, { bk_biz_id: '2', page: '{"start":0,"limit":10}' }),
    expect: UNDECODABLE,
  },
  { name: 'GET LSI: bk_biz_id empty', request: viaGet(LSI, { bk_biz_id: '' }), expect: BAD_BIZ },
  {
    name: 'GET LSI: bk_biz_id alone',
    request: viaGet(LSI, { bk_biz_id: '2' }),
    expect: byContract(NO_SET_TEMPLATE, BAD_PAGE),
  },
];

/** Every method that Node reads but these: HEAD has no body to compare, CONNECT no path. */
const OTHER_METHODS = http.METHODS.filter((method) => !['GET', 'POST', 'HEAD', 'CONNECT'].includes(method));
const otherMethods: Case[] = LPI_AND_LSI.flatMap((component) =>
  OTHER_METHODS.flatMap((method) => [
    { name: `${method} ${component}`, request: { method, component }, expect: NOT_FOUND },
    {
      name: `${method} ${component}, without its slash, with a body`,
      request: { method, path: pathOf(component).slice(0, -1), params: ASKED[component], credentials: SUITE },
      expect: NOT_FOUND,
    },
    {
      name: `${method} ${component}, with a Content-Type and a body`,
      request: { method, component, params: ASKED[component], headers: { 'Content-Type': 'application/json' } },
      expect: NOT_FOUND,
    },
    {
      name: `${method} ${component}, with a Content-Type that is none and a body`,
      request: { method, component, body: '{', headers: { 'Content-Type': ';;;' } },
      expect: NOT_FOUND,
    },
  ]),
);

const unknownPaths: Case[] = [
  '/api/c/compapi/v2/cc/list_process_instances/',
  '/api/c/compapi/v2/cc/list_process_instance/more/',
  '/api/c/compapi/v2/cc/search_business/',
  '/api/c/compapi/v2/job/list_process_instance/',
  '/api/c/compapi/v2/cc/',
  '/api/c/compapi/v2/',
  '/api/c/compapi/v2',
  '/api/c/compapi/',
  '/api/c/compapi/cc/list_process_instance/',
  '/api/c/compapi/cc/list_service_instance_by_set_template/',
  '/api/c/compapi/cc/list_process_instance',
  '//api/c/compapi/cc/list_process_instance/',
  '/api/c/compapi/v1/cc/list_process_instance/',
  '/api/c/compapi/v2/cc/%E0%A4%A/',
  '/api/c/compapi/v2/cc/进程/'.replace('进程', encodeURIComponent('进程')),
].flatMap((path) =>
  ['POST', 'GET', 'PUT'].map((method) => ({
    name: `${method} ${path}`,
    request: { method, path },
    expect: NOT_FOUND,
  })),
);

const NOT_FOUND_TEXT = '{"result":false,"data":null,"message":"The content does not exist"}';

/** The ESB's paths for components of its users. */
const selfService: Case[] = ['/api/c/self-service-api/', '/api/c/self-service-api/any/thing/'].flatMap((path) =>
  ['GET', 'POST', 'PUT', 'OPTIONS'].map((method) => ({
    name: `${method} ${path}`,
    request: { method, path },
    expect: {
      status: 200,
      body: { result: false, code: 1306405, data: null, message: 'Not found, inactive buffet component' },
    },
  })),
);

run(t, targets, [
  ...selfService,
  ...spelled,
  ...get,
  ...otherMethods,
  ...unknownPaths,
  {
    name: 'a path that is unknown needs no credentials',
    request: { path: '/api/c/compapi/v2/cc/nope/', body: null },
    expect: NOT_FOUND,
  },
  ...['PUT', 'PATCH', 'DELETE'].map((method) => ({
    name: `${method} with 2 MB`,
    request: { method, body: ' '.repeat(2 * 1024 * 1024) },
    expect: NOT_FOUND,
  })),
  {
    name: 'an unknown path with 2 MB',
    request: { path: '/api/c/compapi/v2/cc/nope/', body: ' '.repeat(2 * 1024 * 1024) },
    expect: NOT_FOUND,
  },
  {
    name: 'an unknown path with broken JSON and a Content-Type that is none',
    request: { path: '/api/c/compapi/v2/cc/nope/', body: '{', headers: { 'Content-Type': ';;;' } },
    expect: NOT_FOUND,
  },
  {
    name: 'nor a header that is JSON',
    request: { method: 'DELETE', headers: { 'X-Bkapi-Authorization': 'garbage' } },
    expect: NOT_FOUND,
  },
]);

for (const target of targets) {
  void t.test(`${target.name}, paths that need a slash`, async (t) => {
    for (const path of ['/api/c/compapi', '/api/c/self-service-api']) {
      for (const method of ['GET', 'POST', 'DELETE']) {
        const reply = await send(target, { method, path, query: 'a=1' });
        t.equal(reply.status, 301, `${method} ${path}`);
        t.equal(reply.headers.location, `${path}/?a=1`);
        t.equal(reply.headers['content-type'], 'text/html; charset=utf-8');
        t.equal(reply.text, '');
      }
      const inSandbox = await send(target, { path: `/@some${path}` });
      t.equal(inSandbox.headers.location, `/@some${path}/`, 'a sandbox stays');
      const whole = await send(target, { path: `http://esb.test/${path}` });
      t.equal(whole.headers.location, `${path}/`, 'a whole address with a doubled slash');
    }
  });

  void t.test(`${target.name}, replies without a JSON body`, async (t) => {
    for (const component of LPI_AND_LSI) {
      for (const path of [pathOf(component), pathOf(component).slice(0, -1), '/api/c/compapi/v2/cc/nope/']) {
        for (const headers of [{}, { Origin: 'http://localhost:5173' }]) {
          const reply = await send(target, { method: 'HEAD', path, query: asked(), headers });
          t.equal(reply.status, 404, `HEAD ${path} is no route`);
          t.equal(reply.text, '', 'and has no body');
          t.equal(reply.headers['content-type'], 'application/json; charset=utf-8');
        }
      }
    }
  });

  void t.test(`${target.name}, the exact text of a 404`, async (t) => {
    for (const path of ['/api/c/compapi/v2/cc/nope/', '/api/c/compapi/cc/list_process_instance/']) {
      const reply = await send(target, { path });
      t.equal(reply.text, NOT_FOUND_TEXT);
    }
    const reply = await send(target, { method: 'PUT' });
    t.equal(reply.text, NOT_FOUND_TEXT);
  });

  void t.test(`${target.name}, a browser asks first`, async (t) => {
    const origin = 'http://localhost:5173';
    for (const component of LPI_AND_LSI) {
      for (const path of [pathOf(component), pathOf(component).slice(0, -1)]) {
        for (const headers of [
          { Origin: origin, 'Access-Control-Request-Method': 'POST' },
          {
            Origin: origin,
            'Access-Control-Request-Method': 'POST',
            'Access-Control-Request-Headers': 'content-type,x-bkapi-authorization,blueking-language',
          },
          { Origin: origin },
        ]) {
          const reply = await send(target, { method: 'OPTIONS', path, headers });
          t.equal(reply.status, 204, `OPTIONS ${path} with ${Object.keys(headers).join(', ')} is a preflight`);
          t.match(reply.headers['access-control-allow-origin'], /^(\*|http:\/\/localhost:5173)$/);
          t.equal(reply.text, '');
        }
        const allowed = await send(target, {
          method: 'OPTIONS',
          path,
          headers: {
            Origin: origin,
            'Access-Control-Request-Method': 'POST',
            'Access-Control-Request-Headers': 'content-type,x-bkapi-authorization',
          },
        });
        t.match(allowed.headers['access-control-allow-methods'], /\bPOST\b/);
        t.match(allowed.headers['access-control-allow-headers'], /^\*$|x-bkapi-authorization/i);
      }
      const reply = await send(target, { component, headers: { Origin: origin }, params: ASKED[component] });
      t.equal(reply.status, 200);
      t.match(reply.headers['access-control-allow-origin'], /^(\*|http:\/\/localhost:5173)$/, 'may be read by a page');
    }
  });
}
