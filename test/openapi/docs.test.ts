import { fileURLToPath } from 'node:url';
import t, { type Test } from 'tap';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../src/index.js';
import { send, validator, type Request } from '../contract/faces.js';
import { prefixProxy } from './prefix-proxy.js';

/** The documentation pages as a person, a proxy and a probe find them. */

/** The rows of the documented examples, with which an emulator starts sooner than with its default data. */
const DOCUMENTED = fileURLToPath(new URL('../../fixtures/documented.yaml', import.meta.url));

const start = async (t: Test, options: EmulatorOptions = {}): Promise<Emulator> => {
  const esb = await createEmulator({ fixtures: [DOCUMENTED], ...options });
  t.teardown(() => esb.close());
  return esb;
};

interface Example {
  value: unknown;
}
interface Operation {
  parameters?: { name: string; in: string; required: boolean; example?: string }[];
  requestBody?: { content: Record<string, { examples: Record<string, Example> }> };
}
interface Document {
  servers: [{ url: string }];
  paths: Record<string, Record<string, Operation>>;
}

const documentAt = async (url: URL | string): Promise<Document> => (await (await fetch(url)).json()) as Document;

/** The page that an address leads to, and the addresses that its browser asks for. */
const pageAt = async (address: string) => {
  const page = await fetch(address);
  const text = await page.text();
  const assets = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, asset]) => new URL(asset as string, page.url));
  return { status: page.status, url: page.url, text, assets };
};

t.test('the pages have no address that a path prefix or a sandbox would break', async (t) => {
  const esb = await start(t);
  const proxied = await prefixProxy(t, esb.url);
  for (const root of [esb.url, `${esb.url}/@a`, `${esb.url}/%40a`, proxied, `${proxied}/@a`]) {
    for (const path of ['/', '/docs', '/docs/', '/docs/static/index.html', '/docs?x=/y']) {
      const page = await pageAt(root + path);
      t.equal(page.status, 200, root + path);
      t.equal(page.url, `${root}/docs/`, root + path);
      t.match(page.text, '<title>bk-esb-emulator</title>', root + path);
    }
    const { assets, url } = await pageAt(`${root}/docs`);
    t.ok(assets.length > 5);
    for (const asset of assets) t.equal((await fetch(asset, { method: 'HEAD' })).status, 200, asset.href);
    const script = await fetch(new URL('static/swagger-initializer.js', url));
    t.match(await script.text(), "url: resolveUrl('./json')", 'the page reads the document beside it');
    for (const document of ['docs/json', 'openapi.json']) {
      const { servers } = await documentAt(`${root}/${document}`);
      t.equal(new URL(servers[0].url, `${root}/${document}`).href, `${root}/`, `${root}/${document}`);
    }
  }
  for (const root of [`${esb.url}/@a`, `${proxied}/@a`, `${esb.url}/@a?x=/y`]) {
    t.equal((await pageAt(root)).url, root.replace(/(\?.*)?$/, '/docs/'), 'a sandbox without a slash');
  }
});

t.test('what is tried out on the page of a sandbox is done to that sandbox alone', async (t) => {
  const esb = await start(t);
  const proxied = await prefixProxy(t, esb.url);
  const address = `${proxied}/@mine/docs/json`;
  const { servers } = await documentAt(address);
  const patched = await fetch(new URL('__emulator/settings', new URL(servers[0].url, address)), {
    method: 'PATCH',
    body: '{"auth":"off"}',
  });
  t.equal(patched.status, 200);
  t.equal(esb.sandbox('mine').settings.auth, 'off');
  t.equal(esb.settings.auth, 'required', 'everybody else is asked for credentials as before');
});

const PAGES = ['/', '/docs', '/docs/', '/docs/json', '/docs/yaml', '/docs/static/swagger-ui.css', '/docs/none'];

t.test('HEAD answers as GET does, without a body', async (t) => {
  const esb = await start(t);
  await fetch(`${esb.url}/__emulator/faults`, { method: 'POST', body: '{"name":"slow","skip":9}' });
  await esb.snapshot('before');
  const { paths } = await documentAt(`${esb.url}/openapi.json`);
  const described = Object.keys(paths).filter((path) => paths[path]?.['get'] !== undefined);
  const served = described.map((path) =>
    path.replace('{id}', 'f1').replace('{kind}', 'modules').replace('{name}', 'default'),
  );
  t.ok(served.length > 10);
  const others = [
    '/openapi.json',
    '/openapi.yaml',
    '/favicon.ico',
    '/@a',
    '/@a/__emulator/data',
    '/__emulator/faults/f7',
  ];
  for (const path of [...PAGES, ...served, ...others]) {
    const [get, head] = await Promise.all(
      ['GET', 'HEAD'].map(async (method) => {
        const asking = new AbortController();
        const reply = await fetch(esb.url + path, { method, redirect: 'manual', signal: asking.signal });
        const headers = new Headers(reply.headers);
        // Lengths that are known only at the end are left out.
        for (const name of ['date', 'connection', 'keep-alive', 'transfer-encoding']) headers.delete(name);
        if (headers.get('content-length') === '0') headers.delete('content-length');
        if (method === 'GET') asking.abort();
        else t.equal(await reply.text(), '', path);
        return { status: reply.status, headers };
      }),
    );
    if (get?.headers.has('content-length') === false) head?.headers.delete('content-length');
    t.strictSame([head?.status, ...(head?.headers ?? [])], [get?.status, ...(get?.headers ?? [])], path);
  }
  for (const [path, status] of [
    ['/api/c/compapi/v2/cc/list_process_instance/', 404],
    ['/api/v3/findmany/proc/process_instance', 500],
    ['/api/bk-cmdb/prod/api/v3/findmany/proc/process_instance', 404],
    ['/none', 404],
  ] as const) {
    t.equal((await fetch(esb.url + path, { method: 'HEAD' })).status, status, `${path}: as the live system answers`);
  }
});

/** The request that the page sends for an example when somebody presses "Execute". */
const requestOf = (
  root: string,
  method: string,
  path: string,
  { parameters = [] }: Operation,
  body?: unknown,
): Request => {
  const values = parameters.filter(({ example }) => example !== undefined);
  const inPath = (_found: string, name: string) => String(values.find((value) => value.name === name)?.example);
  const headers = values.filter((value) => value.in === 'header').map(({ name, example = '' }) => [name, example]);
  return {
    method: method.toUpperCase(),
    path: root + path.replace(/\{(\w+)\}/g, inPath),
    headers: Object.fromEntries(headers) as Record<string, string>,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
};

const rowsOf = (json: Record<string, unknown> | undefined): unknown[] =>
  ((json?.['data'] as { info?: unknown[] } | undefined)?.info ?? json?.['data'] ?? []) as unknown[];

t.test('each example succeeds when it is executed, as does each operation without one', async (t) => {
  const esb = await createEmulator();
  t.teardown(() => esb.close());
  const problemsOf = await validator(esb.url);
  const { paths } = await documentAt(`${esb.url}/openapi.json`);
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  );
  let count = 0;
  for (const { path, method, operation } of operations) {
    const { examples } = operation.requestBody?.content['application/json'] ?? {
      examples: { none: { value: undefined } },
    };
    t.ok(Object.keys(examples).length > 0, `${method} ${path} has an example`);
    for (const [name, { value }] of Object.entries(examples)) {
      // Each in a sandbox of its own, with what the example of a path names.
      const sandbox = esb.sandbox(`example-${(count += 1)}`);
      esb.sandbox('my-test').configure({});
      await sandbox.snapshot('before');
      sandbox.faults.add({ name: 'slow', app: 'another' });
      const root = path.startsWith('/__emulator') || path.startsWith('/api') ? `/@${sandbox.name}` : '';
      const request = requestOf(root, method, path, operation, value);
      if (path.endsWith('/stream')) request.method = 'HEAD';
      if (path.endsWith('/requests/{id}')) {
        await sandbox.inject({ method: 'POST', url: '/api/c/compapi/v2/cc/list_process_instance/' });
        request.path = request.path.replace(/\d+$/, String(sandbox.requests.find().at(-1)?.id));
      }
      const reply = await send(esb.url, request);
      const title = `${method} ${path}: ${name}`;
      t.ok(reply.status < 300, `${title}: ${reply.status} ${reply.text.slice(0, 200)}`);
      if (path.startsWith('/api')) {
        t.ok(rowsOf(reply.json).length > 0, `${title} finds rows: ${reply.text.slice(0, 200)}`);
      }
      if (request.method !== 'HEAD') t.strictSame(problemsOf({ ...request, path }, reply), [], title);
      sandbox.drop();
    }
  }
  t.ok(count > 40, `${count} requests`);
});

t.test('the examples of a sandbox with data of its own ask for what is in it', async (t) => {
  const esb = await start(t, { contract: 'cmdb-3.14' });
  const instances = [
    { id: 7, bk_biz_id: 42, bk_module_id: 0, processes: [{ bk_process_id: 70, property: null }] },
    { id: 8, bk_biz_id: 42, bk_module_id: 0, processes: [{ bk_process_id: 80, bk_process_name: 'nginx' }] },
  ];
  const inTemplate = { bk_module_id: 5, bk_biz_id: 43, set_template_id: 6, service_instances: [{ id: 9 }] };
  await esb.sandbox('mine').load({ service_instances: instances, modules: [inTemplate] });
  await esb.sandbox('empty').load({ businesses: [{ bk_biz_id: 1 }] });
  const examplesOf = async (root: string) =>
    Object.entries((await documentAt(`${esb.url}${root}/docs/json`)).paths).flatMap(([path, { post }]) =>
      post !== undefined && path.startsWith('/api')
        ? [{ path, value: post.requestBody?.content['application/json']?.examples['documented']?.value, post }]
        : [],
    );
  const mine = await examplesOf('/@mine');
  t.equal(mine.length, 12);
  for (const { path, value, post } of mine) {
    const { json, text } = await send(esb.url, requestOf('/@mine', 'post', path, post, value));
    t.equal(rowsOf(json).length, 1, `${path}: ${text}`);
  }
  const documented = (await examplesOf('')).map(({ value }) => value);
  for (const root of ['/@empty', '/@-not-a-name']) {
    t.strictSame(
      (await examplesOf(root)).map(({ value }) => value),
      documented,
      `${root}: the documented ids`,
    );
  }
});

t.test('the page opens with its groups closed, each with a word on what is in it', async (t) => {
  const esb = await start(t);
  const script = await (await fetch(`${esb.url}/docs/static/swagger-initializer.js`)).text();
  t.match(script, /"docExpansion":\s*"none"/);
  const { tags, paths } = (await documentAt(`${esb.url}/openapi.json`)) as Document & { tags: object[] };
  t.match(
    tags,
    ['ESB', 'CMDB API', 'API gateway', 'Control', 'Health'].map((name) => ({ name, description: /\w{3}/ })),
  );
  const used = Object.values(paths).flatMap((item) => Object.values(item) as unknown as { tags: string[] }[]);
  t.strictSame([...new Set(used.flatMap((operation) => operation.tags))].length, tags.length);
});
