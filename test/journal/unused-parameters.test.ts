import t from 'tap';
import type { KnownParameters } from '../../src/calls/component.js';
import { COMPONENTS } from '../../src/cmdb/components/index.js';
import type { CmdbComponent } from '../../src/cmdb/component.js';
import type { Entry } from '../../src/index.js';
import { checkTwins } from '../twins.js';
import { ask, CREDENTIALS, LPI_PATH, pathOf, start } from '../control/helper.js';

/** Live systems ignore parameters that they do not know. The journal names them, with the nearest right name. */

const KEYS = {
  'X-Bkapi-Authorization': JSON.stringify(CREDENTIALS),
  'X-Bkcmdb-User': 'admin',
  'X-Bkcmdb-Supplier-Account': '0',
};

/** The ways to call a component, and whether `bk_biz_id` is a parameter of the body. */
const waysTo = ({ name, cmdbPath }: CmdbComponent): [face: Entry['face'], path: string, headers: object][] => {
  const path = cmdbPath.endsWith('/') ? `${cmdbPath}2` : cmdbPath;
  return [
    ['esb', pathOf(name), {}],
    ['api-server', path, KEYS],
    ['api-gateway', `/api/bk-cmdb/prod${path}`, KEYS],
  ];
};

/** Every object of a call: where it is, and what is known in it. */
const objectsOf = (known: KnownParameters, path: string[] = []): [path: string[], known: KnownParameters][] => [
  [path, known],
  ...Object.entries(known).flatMap(([name, { fields }]) =>
    fields === undefined ? [] : objectsOf(fields, [...path, name]),
  ),
];

/** Parameters with one more, in the object at a path. Selectors are a list. */
const having = ([first, ...rest]: string[], name: string): object =>
  first === undefined ? { [name]: 1 } : { [first]: first === 'selectors' ? [having(rest, name)] : having(rest, name) };

const placeOf = (path: string[]): string =>
  path.map((name) => `${name === 'selectors' ? 'selectors[0]' : name}.`).join('');

t.test('every parameter of every component, misspelled, through every face', async (t) => {
  const esb = await start(t, { auth: 'off' });
  const last = (): Entry => esb.requests.find().at(-1) as Entry;
  for (const component of COMPONENTS) {
    const { example } = (await component.docs()).describe('documented');
    await ask(esb.url, pathOf(component.name), { body: { ...CREDENTIALS, ...example.parameters } });
    t.strictSame(last().unused_parameters, [], `${component.name}: the example of the documentation`);
    for (const [face, path, headers] of waysTo(component)) {
      for (const [at, known] of objectsOf(component.parameters)) {
        for (const right of Object.keys(known)) {
          for (const wrong of [right.replace(/.$/, ''), right.replaceAll('_', ''), `${right}_`]) {
            if (Object.hasOwn(known, wrong)) continue;
            await ask(esb.url, path, { body: having(at, wrong), headers: { ...headers } });
            const { unused_parameters: unused, why, face: by } = last();
            t.equal(by, face);
            const [place, name] = [placeOf(at), `${placeOf(at)}${wrong}`];
            t.match(unused, [{ name, nearest: place + right, reason: / takes / }], `${component.name}: ${name}`);
            t.equal(unused.length, 1);
            t.match(why, `${name} is not read; did you mean ${place}${right}?`, `${component.name}: why`);
          }
        }
      }
    }
  }
  checkTwins(t, esb, 50);
});

t.test('the parameters that are known are those that the documentation has', async (t) => {
  interface Documented {
    properties?: Record<string, Documented>;
    items?: { $ref?: string };
  }
  for (const component of COMPONENTS) {
    const { name, parameters } = component;
    const { describe } = await component.docs();
    for (const contract of ['documented', 'cmdb-3.14'] as const) {
      const { parameters: schema, schemas } = describe(contract);
      for (const [path, known] of objectsOf(parameters)) {
        let documented = schema as Documented;
        for (const part of path) {
          const inner = documented.properties?.[part] as Documented;
          const ref = inner.items?.$ref?.replace('#', '');
          documented = ref === undefined ? inner : (schemas[ref] as Documented);
        }
        const names = Object.keys(known).filter((one) => one !== 'enable_count');
        t.strictSame(names.sort(), Object.keys(documented.properties ?? {}).sort(), `${name}: ${path.join('.')}`);
      }
    }
  }
});

const LSI = 'list_service_instance_by_set_template';
const PAGE = { start: 0, limit: 10 };

t.test('parameters without an effect', async (t) => {
  const esb = await start(t);
  const takes = `${LSI} takes bk_biz_id, set_template_id and page`;
  const cases: [what: string, component: string, params: object, expected: object[]][] = [
    ['all is right', LSI, { bk_biz_id: 1, set_template_id: 1, page: PAGE }, []],
    ['capitals', LSI, { bk_biz_id: 1, SET_TEMPLATE_ID: 1, Page: { Limit: 1 } }, []],
    [
      'the ESB takes the business by its exact name',
      LSI,
      { BK_BIZ_ID: 1 },
      [{ name: 'BK_BIZ_ID', nearest: 'bk_biz_id', reason: takes }],
    ],
    ['CMDB does not', 'list_process_instance', { BK_BIZ_ID: 1 }, []],
    ['the flag of a library', LSI, { return_total: true }, [{ name: 'return_total', nearest: null, reason: takes }]],
    ['a page without its page', LSI, { limit: 5 }, [{ name: 'limit', nearest: 'page.limit', reason: takes }]],
    [
      'in camel case',
      LSI,
      { setTemplateId: 5 },
      [{ name: 'setTemplateId', nearest: 'set_template_id', reason: takes }],
    ],
    ['half a name', LSI, { template_id: 5 }, [{ name: 'template_id', nearest: 'set_template_id', reason: takes }]],
    [
      'a sort where the order is fixed',
      LSI,
      { page: { ...PAGE, sort: '-id', enable_count: true } },
      [
        { name: 'page.sort', nearest: null, reason: 'rows always come by id' },
        { name: 'page.enable_count', nearest: null, reason: 'CMDB only looks at its type here' },
      ],
    ],
    ['an empty sort', LSI, { page: { ...PAGE, sort: '' } }, []],
    ['a sort that counts', 'list_service_instance', { page: { ...PAGE, sort: '-id' } }, []],
    [
      'fields where there is no choice',
      'list_process_instance',
      { fields: ['bk_process_id'] },
      [{ name: 'fields', nearest: null, reason: 'list_process_instance takes bk_biz_id and service_instance_id' }],
    ],
    [
      'a page of another kind',
      LSI,
      { page: { ...PAGE, size: 5 } },
      [{ name: 'page.size', nearest: null, reason: 'page takes start, limit, sort and enable_count' }],
    ],
    ['a page that is none', LSI, { page: 5 }, []],
    [
      'the second selector',
      'list_service_instance',
      { selectors: [{ key: 'a' }, { vlaues: [] }, 5] },
      [
        {
          name: 'selectors[1].vlaues',
          nearest: 'selectors[1].values',
          reason: 'selectors[1] takes key, operator and values',
        },
      ],
    ],
    ['what the ESB reads', LSI, { bk_supplier_account: '0', callback: '', access_token: 'x', bk_nonce: '1' }, []],
    ['a credential', LSI, { bk_app_cod: 'x' }, [{ name: 'bk_app_cod', nearest: 'bk_app_code', reason: takes }]],
    ['a name of objects', LSI, { constructor: 1 }, [{ name: 'constructor', nearest: null, reason: takes }]],
  ];
  for (const [what, component, params, expected] of cases) {
    await ask(esb.url, pathOf(component), { body: { ...CREDENTIALS, ...params } });
    const unused = esb.requests.find().at(-1)?.unused_parameters;
    t.strictSame(
      unused?.map(({ name, nearest, reason }) => ({ name, nearest, reason })),
      expected,
      what,
    );
  }
  checkTwins(t, esb, 10);
  t.strictSame(
    esb.warnings().filter(({ reason }) => / takes |not read/.test(reason)),
    [],
    'they are no warnings',
  );
});

t.test('other places: the query of a POST and of a GET, a form, the other faces', async (t) => {
  const esb = await start(t, { auth: 'off' });
  const unused = () =>
    esb.requests
      .find()
      .at(-1)
      ?.unused_parameters.map(({ name, nearest }) => [name, nearest]);
  const body = { service_instance_id: 54 };
  await ask(esb.url, `${LPI_PATH}?bk_biz_id=2&bk_biz_id=3&x=1`, { body });
  t.strictSame(
    unused(),
    [
      ['bk_biz_id', null],
      ['x', null],
    ],
    'the query of a POST is not read',
  );
  await ask(esb.url, `${LPI_PATH}?bk_signature=x&bk_app_code=y`, { body });
  t.strictSame(unused(), [], 'but for a signature');
  await ask(esb.url, `${LPI_PATH}?service_instance_id=54&bk_bizid=1`);
  t.strictSame(unused(), [['bk_bizid', 'bk_biz_id']], 'a GET');
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  await ask(esb.url, LPI_PATH, { method: 'POST', body: 'service_instance_id=54&bk_bizid=1', headers: form });
  t.strictSame(unused(), [['bk_bizid', 'bk_biz_id']], 'a form');
  await ask(esb.url, LPI_PATH, { method: 'POST', body: '[{"bk_token": "secret-1"}]', headers: form });
  t.strictSame(unused(), [], 'JSON that is read as a form');
  await ask(esb.url, '/api/c/compapi/v2/cc/nothing/', { body: { a: 1 } });
  t.strictSame(unused(), [], 'no component');
  for (const path of [
    '/api/v3/findmany/proc/process_instance',
    '/api/bk-cmdb/prod/api/v3/findmany/proc/process_instance',
  ]) {
    await ask(esb.url, path, { body: { ...body, bk_app_code: 'x', bk_supplier_account: '0' } });
    t.strictSame(
      unused(),
      [
        ['bk_app_code', null],
        ['bk_supplier_account', null],
      ],
      path,
    );
    t.match(esb.requests.find().at(-1)?.unused_parameters[0], {
      reason: /^(?:CMDB|the API gateway) takes the caller from/,
    });
  }
  await ask(esb.url, LPI_PATH, {
    body: { ...Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`x${at}`, at])) },
  });
  t.equal(unused()?.length, 20, 'the first twenty');
  await ask(esb.url, `${LPI_PATH}?more=1`, {
    body: { ...Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`x${at}`, at])) },
  });
  t.equal(unused()?.length, 20, 'and none of the query more');
  const long = { selectors: Array.from({ length: 300 }, () => ({ key: 'a' })), bk_bizid: 1 };
  await ask(esb.url, pathOf('list_service_instance'), { body: long });
  t.strictSame(unused(), [], 'what the journal does not keep is not looked at');
  const answered = await ask(esb.url, LPI_PATH, { body: { ...body, bk_bizid: 1 } });
  t.match(answered.json, { code: 0, data: [{}] });
  t.equal(esb.requests.find().at(-1)?.why, null, 'an answer that has all is not explained');
  checkTwins(t, esb, 8);
});
