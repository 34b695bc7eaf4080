import { fileURLToPath } from 'node:url';
import t from 'tap';
import { COMPONENTS } from '../../src/cmdb/components/index.js';
import {
  BAD_REQUEST,
  BAD_HEADER,
  BROKEN_JSON,
  BROKEN_TEXT,
  CREDENTIALS,
  NOT_FOUND,
  NOT_PERMITTED,
  TEST_ENV,
  esbError,
  form,
  ok,
  pathOf,
  refused,
  run,
  send,
  startAll,
  unlessOff,
  type Case,
  type Component,
  type Expectation,
} from './helper.js';

/**
 * Rules that hold for every component of the list, asked with its documented example on the documented data (contract sections
 * 1, 2, 3 and 6). Nothing here names a component.
 */

const documentedData = fileURLToPath(new URL('../../fixtures/documented.yaml', import.meta.url));
const apps = t.testdir({
  'apps.json': JSON.stringify({
    apps: [{ bk_app_code: 'none', bk_app_secret: 's', may_name_users: true, components: [] }],
  }),
});
const targets = await startAll(t, [documentedData, apps]);

/** The app and the user of the documented data. */
const APP = { bk_app_code: 'esb_test', bk_app_secret: 'xxx', bk_username: 'xxx' };
const HEADER = { 'X-Bkapi-Authorization': JSON.stringify(APP) };

interface Example {
  component: Component;
  params: Record<string, unknown>;
  found: Expectation;
}

const exampleOf = async (component: (typeof COMPONENTS)[number]): Promise<Example> => {
  const { example } = (await component.docs()).describe('documented');
  return { component: component.name, params: example.parameters, found: ok(component.name, example.data) };
};
const examples = await Promise.all(COMPONENTS.map(exampleOf));

const casesOf = ({ component, params, found }: Example): Case[] => {
  const path = pathOf(component);
  const request = { component, credentials: APP, params };
  const spellings = {
    'the documented request': path,
    'without its slash': path.slice(0, -1),
    'doubled first slash': `/${path}`,
    'every slash doubled': path.replaceAll('/', '//'),
  };
  return [
    ...Object.entries(spellings).map(([name, spelling]) => ({
      name,
      request: { ...request, path: spelling },
      expect: found,
    })),
    {
      name: 'labelled as a form',
      request: { ...request, headers: { 'Content-Type': 'application/x-www-form-urlencoded' } },
      expect: found,
    },
    { name: 'credentials in the header', request: { ...request, credentials: {}, headers: HEADER }, expect: found },
    { name: 'in Chinese', request: { ...request, headers: { 'Blueking-Language': 'zh-hans' } }, expect: found },
    {
      name: 'unknown fields',
      request: { ...request, params: { ...params, return_total: true, nothing: [1] } },
      expect: found,
    },
    { name: 'test environment', request: { ...request, headers: { 'X-Use-Test-Env': '1' } }, expect: TEST_ENV },
    { name: 'broken JSON', request: { component, body: '{' }, expect: BROKEN_JSON },
    {
      name: 'broken JSON, credentials in the header',
      request: { component, headers: HEADER, body: '{' },
      expect: esbError(1306000, BROKEN_TEXT),
    },
    {
      name: 'a header that is no JSON',
      request: { ...request, headers: { 'X-Bkapi-Authorization': 'x' } },
      expect: BAD_HEADER,
    },
    {
      name: 'a body that is too large',
      request: { component, body: ' '.repeat(10 * 1024 ** 2 + 1) },
      expect: BAD_REQUEST,
    },
    {
      name: 'no credentials',
      request: { ...request, credentials: {} },
      expect: unlessOff(refused(CREDENTIALS.neither), found),
    },
    {
      name: 'a wrong secret',
      auth: ['strict'],
      request: { ...request, credentials: { ...APP, bk_app_secret: 'wrong' } },
      expect: refused(CREDENTIALS.wrongSecret('esb_test')),
    },
    {
      name: 'an app without permission',
      auth: ['strict'],
      request: { ...request, credentials: { ...APP, bk_app_code: 'none', bk_app_secret: 's' } },
      expect: NOT_PERMITTED(component),
    },
    ...['PUT', 'PATCH', 'DELETE', 'OPTIONS'].map((method) => ({
      name: method,
      request: { ...request, method },
      expect: NOT_FOUND,
    })),
    { name: 'a path below it', request: { ...request, path: `${path}more/` }, expect: NOT_FOUND },
    { name: 'without /v2', request: { ...request, path: path.replace('/v2', '') }, expect: NOT_FOUND },
  ];
};

run(
  t,
  targets,
  examples.flatMap((example) => casesOf(example).map((one) => ({ ...one, name: `${example.component}: ${one.name}` }))),
);

for (const target of targets) {
  void t.test(`${target.name}, GET has a route, HEAD has none, a page of another origin may ask`, async (t) => {
    const origin = { Origin: 'http://localhost:5173' };
    for (const { component, params } of examples) {
      const get = await send(target, { method: 'GET', component, query: form(APP) });
      t.equal(get.status, 200, `GET ${component}`);
      t.equal((get.body as { result: boolean }).result, false, `GET ${component} without parameters is refused`);
      const head = await send(target, { method: 'HEAD', component, query: form(APP) });
      t.strictSame([head.status, head.text], [404, ''], `HEAD ${component}`);
      const headers = { ...origin, 'Access-Control-Request-Method': 'POST' };
      const preflight = await send(target, { method: 'OPTIONS', component, headers });
      t.equal(preflight.status, 204, `preflight of ${component}`);
      const reply = await send(target, { component, credentials: APP, params, headers: origin });
      t.match(
        reply.headers['access-control-allow-origin'],
        /^(\*|http:\/\/localhost:5173)$/,
        `${component}, for a page`,
      );
    }
  });
}

void t.test('every component has a name and a path of its own, and says how captured replies become rows', (t) => {
  const names = COMPONENTS.map(({ name }) => name);
  t.equal(new Set(names).size, names.length, 'names');
  for (const { name, path, documentedKeys, captured } of COMPONENTS) {
    t.equal(path, `/v2/cc/${name}/`, `${name}: its path`);
    t.ok(
      ['result', 'code', 'message', 'data'].every((key) => documentedKeys.some((known) => known === key)),
      `${name}: its keys`,
    );
    t.match(captured, { data: /^(list|page)$/, rows: String }, `${name}: its captured rows`);
  }
  t.end();
});
