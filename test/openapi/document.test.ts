import { readFileSync } from 'node:fs';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import Fastify from 'fastify';
import t from 'tap';
import { COMPONENTS } from '../../src/cmdb/components/index.js';
import { OPERATIONS } from '../../src/control/operations/index.js';
import { CONTRACTS } from '../../src/model/contract.js';
import { VERSION } from '../../src/emulator/version.js';
import { OTHER_OPERATIONS } from '../../src/server/other-operations.js';
import { createEmulator } from '../../src/index.js';
import { describeApi, documentFile, documentText } from '../../src/openapi/document.js';

const documented = JSON.parse(readFileSync(new URL('../documented.json', import.meta.url), 'utf8')) as Record<
  string,
  unknown
>;

const withoutCredentials = (request: object): object =>
  Object.fromEntries(
    Object.entries(request).filter(([name]) => !/^bk_(app_code|app_secret|username|token)$/.test(name)),
  );

const committed = (file: string): string => readFileSync(new URL(`../../openapi/${file}`, import.meta.url), 'utf8');

type Node = Record<string, unknown>;
interface Document {
  openapi: string;
  paths: Record<string, Record<string, { operationId: string; tags: string[]; security: object[] }>>;
  components: { schemas: Record<string, Node>; securitySchemes: Record<string, Node> };
}

interface ComponentPath {
  post: { operationId: string; security: object[]; requestBody: Node; responses: Node };
}

for (const contract of CONTRACTS) {
  const file = documentFile(contract);
  const document = JSON.parse(committed(file)) as Document;

  t.test(`${file} follows from the schemas of the components`, async (t) => {
    const text = await documentText({ components: COMPONENTS, contract, version: VERSION, others: OTHER_OPERATIONS });
    t.equal(text, committed(file), 'run "npm run openapi" and commit the result');
  });

  t.test(`${file} is served as JSON and as YAML`, async (t) => {
    const esb = await createEmulator({ contract });
    t.teardown(() => esb.close());
    const json = await fetch(`${esb.url}/openapi.json`);
    t.match(json.headers.get('content-type'), 'application/json');
    const served = { ...document, servers: [{ url: '.', description: String }] };
    t.match(await json.json(), served);
    const yaml = await fetch(`${esb.url}/openapi.yaml`);
    t.match(yaml.headers.get('content-type'), 'application/yaml');
    const { parse } = await import('yaml');
    t.match(parse(await yaml.text()), served);
  });

  t.test(`${file} passes the recommended rules of Redocly`, async (t) => {
    const config = await createConfig({ extends: ['recommended'] });
    const problems = await lintFromString({ source: committed(file), absoluteRef: file, config });
    t.strictSame(
      problems
        .map(({ ruleId, message, location }) => `${ruleId} ${message} ${String(location[0]?.pointer)}`)
        // Health refuses nobody.
        .filter((problem) => !/^operation-4xx-response .*~1(healthz|readyz)/.test(problem)),
      [],
    );
    const broken = JSON.stringify({ ...document, paths: { '/a/': { post: {} } } });
    t.not((await lintFromString({ source: broken, absoluteRef: file, config })).length, 0, 'the linter sees a fault');
  });

  t.test(`${file} describes every field`, (t) => {
    const undescribed: string[] = [];
    const visit = (node: Node, path: string) => {
      for (const [name, field] of Object.entries((node['properties'] ?? {}) as Record<string, Node>)) {
        if (typeof field['description'] !== 'string' && field['$ref'] === undefined)
          undescribed.push(`${path}.${name}`);
        visit(field, `${path}.${name}`);
      }
    };
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      if (typeof schema['description'] !== 'string') undescribed.push(name);
      visit(schema, name);
    }
    t.strictSame(undescribed, []);
    t.end();
  });

  t.test(`${file} says in Chinese what the console shows of an operation, beside each English text`, (t) => {
    const visit = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null) return;
      const members = node as Node;
      const { $ref } = members;
      if (typeof $ref === 'string') visit(document.components.schemas[$ref.split('/').at(-1) as string], $ref);
      for (const name of ['summary', 'description']) {
        const text = members[name];
        if (typeof text === 'string') t.match(members[`x-${name}-zh`], /\p{Script=Han}/u, `${path}: ${text}`);
      }
      for (const [key, child] of Object.entries(members)) {
        // Examples say of themselves what they are, and replies have no form.
        if (!/^(examples|responses)$/.test(key)) visit(child, `${path}/${key}`);
      }
    };
    const shown = Object.values(document.paths)
      .flatMap((item) => Object.values(item))
      .filter(({ tags }) => ['ESB', 'CMDB API', 'API gateway'].includes(String(tags[0])));
    t.equal(shown.length, 3 * COMPONENTS.length);
    for (const operation of shown as unknown as Node[]) {
      const id = String(operation['operationId']);
      t.match(operation, { summary: String, description: String }, id);
      for (const parameter of (operation['parameters'] ?? []) as Node[]) t.type(parameter['description'], 'string', id);
      visit(operation, id);
    }
    t.end();
  });

  t.test(`${file} gives each integer a format and a bound, so that generators make no 32-bit ids`, (t) => {
    const integers: string[] = [];
    const visit = (node: unknown, path: string) => {
      if (typeof node !== 'object' || node === null || /\/(value|example)$/.test(path)) return;
      const { type, format, maximum } = node as Node;
      if ([type].flat().includes('integer')) {
        integers.push(path);
        const most = format === 'int32' ? 2 ** 31 - 1 : format === 'int64' ? Number.MAX_SAFE_INTEGER : NaN;
        t.ok(Number(maximum) <= most, `${path}: ${String(format)} up to ${String(maximum)}`);
        if (/(\/|_)ids?(\/|$)/.test(path)) t.equal(format, 'int64', path);
      }
      if ([type].flat().includes('number')) {
        t.match(path, /(duration_ms|probability|latency.*)$/, 'no other number has a fraction');
        t.equal(format, 'double', path);
      }
      for (const [key, child] of Object.entries(node)) visit(child, `${path}/${key}`);
    };
    visit({ ...document.paths, ...document.components.schemas }, '');
    t.ok(integers.length > 50, `${integers.length} integers`);
    t.end();
  });

  t.test(`${file} has an operation for each component, with credentials, examples and error codes`, async (t) => {
    const components = Object.entries(document.paths).flatMap(([path, item]) =>
      path.startsWith('/api/c/') ? [item as unknown as ComponentPath] : [],
    );
    t.strictSame(
      components.map(({ post }) => post.operationId),
      COMPONENTS.map(({ name }) => name),
    );
    t.strictSame(Object.keys(document.components.securitySchemes), ['controlToken', 'bkapiAuthorization', 'signature']);
    const codes: Record<string, number[]> = {
      list_process_instance: contract === 'documented' ? [1199000, 1199006] : [1108024, 1199000, 1199006],
      list_service_instance_by_set_template: [1199000, 1199008, 1199045, 1199059],
    };
    for (const { post } of components) {
      const component = COMPONENTS.find(({ name }) => name === post.operationId) as (typeof COMPONENTS)[number];
      const { example, refusals } = (await component.docs()).describe(contract);
      t.strictSame(post.security, [{}, { bkapiAuthorization: [] }, { signature: [] }]);
      t.strictSame(Object.keys(post.responses), ['200', '400', '404', '500']);
      const body = post.requestBody as { content: Record<string, { examples: Record<string, { value: object }> }> };
      t.match(
        body.content['application/json']?.examples['documented']?.value,
        example.parameters,
        'the documented request',
      );
      const page = documented[post.operationId] as { request: object } | undefined;
      if (page !== undefined) t.match(example.parameters, withoutCredentials(page.request), 'as its page has it');
      const { examples } = (
        post.responses['200'] as { content: Record<string, { examples: Record<string, { value: Node }> }> }
      ).content['application/json'] as { examples: Record<string, { value: Node }> };
      const shown = Object.values(examples).map(({ value }) => value['code']);
      const refused = codes[post.operationId] ?? refusals.map(({ code }) => code);
      for (const code of [0, 1306000, 1306206, 1306403, 1306406, ...refused]) {
        t.ok(shown.includes(code), `${post.operationId} shows ${code}`);
      }
    }
  });
}

t.test('each component has an operation at CMDB and one behind the gateway', (t) => {
  const { paths } = JSON.parse(committed('openapi.json')) as Document;
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.values(item).map(({ operationId, tags, security }) => ({ path, operationId, tags, security })),
  );
  for (const { name, cmdbPath } of COMPONENTS) {
    const path = cmdbPath.endsWith('/') ? `${cmdbPath}{bk_biz_id}` : cmdbPath;
    t.strictSame(
      operations.filter(({ operationId }) => [`${name}_at_cmdb`, `${name}_by_gateway`].includes(operationId)),
      [
        {
          path,
          operationId: `${name}_at_cmdb`,
          tags: ['CMDB API'],
          security: [],
        },
        {
          path: `/api/bk-cmdb/{stage}${path}`,
          operationId: `${name}_by_gateway`,
          tags: ['API gateway'],
          security: [],
        },
      ],
    );
  }
  t.end();
});

t.test('the described routes are served by the emulator, not by the document', async (t) => {
  const app = Fastify();
  t.teardown(() => app.close());
  await describeApi(app, {
    components: COMPONENTS,
    contract: 'documented',
    version: VERSION,
    others: OTHER_OPERATIONS,
  });
  t.equal((await app.inject({ method: 'POST', url: '/__emulator/reset' })).statusCode, 404);
});

t.test('the control API has its own tag', (t) => {
  const { paths } = JSON.parse(committed('openapi.json')) as Document;
  const described = Object.entries(paths)
    .filter(([path]) => path.startsWith('/__emulator'))
    .flatMap(([path, item]) =>
      Object.entries(item).map(([method, { operationId, tags, security }]) => {
        t.strictSame(tags, ['Control'], operationId);
        t.strictSame(security, [{}, { controlToken: [] }], operationId);
        return `${method.toUpperCase()} ${path}`;
      }),
    );
  const there = OPERATIONS.map(({ method, path }) => `${method} /__emulator${path.replace(/:(\w+)/g, '{$1}')}`);
  t.strictSame(described.sort(), there.sort());
  t.end();
});

t.test('openapi-typescript makes usable types of it', async (t) => {
  const types = astToString(await openapiTS(committed('openapi.json')));
  const dir = t.testdir({ 'api.d.ts': types });
  /** Compiles a client that uses the types, and gives what the compiler says of it. */
  const compile = (name: string, body: string): string[] => {
    const file = `${dir}/${name}.ts`;
    ts.sys.writeFile(
      file,
      `import type { paths, components } from './api.js';
       type Reply = paths['/api/c/compapi/v2/cc/list_process_instance']['post']['responses'][200]['content']['application/json'];
       type Request = paths['/api/c/compapi/v2/cc/list_service_instance_by_set_template']['post']['requestBody']['content']['application/json'];
       declare const reply: Reply;
       declare const row: components['schemas']['ServiceInstance'];
       ${body}`,
    );
    const program = ts.createProgram([file], {
      strict: true,
      noEmit: true,
      // Each program would check all of the types of JavaScript and the DOM anew.
      skipDefaultLibCheck: true,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      types: [],
    });
    return ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
  };
  const good = `
    if (reply.result) {
      const ports: (string | null | undefined)[] = reply.data.map(({ property }) => property?.bind_info?.[0]?.port);
      const host: number | undefined = reply.data[0]?.relation.bk_host_id;
      const owner: unknown = reply.data[0]?.property?.['a_field_that_a_customer_added'];
      const code: 0 = reply.code;
      void [ports, host, owner, code];
    } else {
      const code: number = reply.code;
      const message: string = reply.message;
      void [code, message];
    }
    const request: Request = { bk_app_code: 'a', bk_biz_id: 1, set_template_id: 1, page: { start: 0, limit: 10 } };
    const labels: Record<string, string> | null = row.labels;
    void [request, labels];`;
  t.strictSame(compile('good', good), []);
  t.match(compile('bad', 'export const n: number = row.name;'), [/Type 'string' is not assignable to type 'number'/]);
});
