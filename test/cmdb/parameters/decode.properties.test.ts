import fc from 'fast-check';
import t from 'tap';
import { parseJson } from '../../../src/esb/request/json.js';
import { runs } from '../../runs.js';
import { LPI, LSI, open } from '../helper.js';

/** Contract sections 4 and 5: JSON values in CMDB's fields, against small models of Go's decoder and of an address. */

const OF_INT64 = ['0', '-0', '1', '2', '54', '-54', '9223372036854775807', '-9223372036854775808'];
const NOT_INT64 = [
  '9223372036854775808',
  '-9223372036854775809',
  '54.0',
  '1e2',
  '"54"',
  '""',
  'true',
  '[]',
  '[54]',
  '{}',
];
const value = fc.constantFrom(...OF_INT64, ...NOT_INT64, 'null', 'null', '54', '2', '2');

const spelled = (name: string) =>
  fc.constantFrom(
    name,
    name,
    name.toUpperCase(),
    name.replace(/^./, (first) => first.toUpperCase()),
    `${name}x`,
  );

/** Fields of an object in their order, each spelling once. */
const fields = <T>(names: readonly string[], of: fc.Arbitrary<T>) =>
  fc.uniqueArray(fc.tuple(fc.oneof(...names.map(spelled)), of), { maxLength: 6, selector: ([name]) => name });

/** Takes one value after the other; undefined if one is of another type. */
const int64Of = (entries: readonly (readonly [string, string])[], name: string): bigint | undefined => {
  const values = entries.filter(([key]) => key.toLowerCase() === name).map(([, text]) => text);
  if (values.some((text) => NOT_INT64.includes(text))) return undefined;
  return BigInt(values.filter((text) => text !== 'null').at(-1) ?? 0);
};

const textOf = (entries: readonly (readonly [string, string])[]): string =>
  `{${entries.map(([name, text]) => `${JSON.stringify(name)}:${text}`).join()}}`;

const DATA = {
  modules: [
    {
      bk_module_id: 20,
      bk_biz_id: 2,
      set_template_id: 54,
      service_instances: [{ id: 54, processes: [{ bk_process_id: 1 }] }],
    },
  ],
};

t.test('list_process_instance', async (t) => {
  const ask = await open(t, DATA);
  const codes = new Map<number, number>();
  const outcomeOf = (entries: readonly (readonly [string, string])[]): [code: number, rows: number] => {
    const bizId = int64Of(entries, 'bk_biz_id');
    const id = int64Of(entries, 'service_instance_id');
    if (bizId === undefined || id === undefined) return [1199000, 0];
    if (id === 0n) return [1199006, 0];
    if (bizId === 0n) return [1108024, 0];
    return [0, bizId === 2n && id === 54n ? 1 : 0];
  };
  await fc.assert(
    fc.asyncProperty(fields(['bk_biz_id', 'service_instance_id'], value), async (entries) => {
      const text = textOf(entries);
      const { code = 0, data = [] } = await ask(LPI, parseJson(text) as Record<string, unknown>, 'cmdb-3.14');
      t.strictSame([code, (data as unknown[]).length], outcomeOf(entries), text);
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }),
    runs(300),
  );
  for (const code of [0, 1199000, 1199006, 1108024]) t.ok(codes.has(code), String(code));
});

t.test('the page of list_service_instance_by_set_template', async (t) => {
  const ask = await open(t, DATA);
  const codes = new Map<number, number>();
  type Entries = readonly (readonly [string, string])[];
  const outcomeOf = (pages: readonly Entries[]): number => {
    // Several pages are read into one.
    const entries = pages.flat();
    const start = int64Of(entries, 'start');
    const limit = int64Of(entries, 'limit');
    if (start === undefined || limit === undefined) return 1199000;
    return start < 0 || limit <= 0 || limit > 1000 ? 1199059 : 0;
  };
  await fc.assert(
    fc.asyncProperty(fields(['start', 'limit'], value), fields(['start', 'limit'], value), async (one, other) => {
      for (const pages of [[one], [one, other]]) {
        const named = pages.map((page, index) => [index === 0 ? 'page' : 'Page', textOf(page)] as const);
        const text = textOf([['bk_biz_id', '2'], ['set_template_id', '54'], ...named]);
        const { code = 0 } = await ask(LSI, parseJson(text) as Record<string, unknown>, 'cmdb-3.14');
        t.equal(code, outcomeOf(pages), text);
        codes.set(code, (codes.get(code) ?? 0) + 1);
      }
    }),
    runs(150),
  );
  for (const code of [0, 1199000, 1199059]) t.ok(codes.has(code), String(code));
});

const BASE = '/api/v3/findmany/proc/service/set_template/list_service_instance/biz/';

/** Removes dot segments as RFC 3986 describes it, section 5.2.4. */
const removeDots = (path: string): string => {
  const output: string[] = [];
  for (let input = path; input !== '';) {
    if (/^\/\.\.?(\/|$)/.test(input)) {
      if (input.startsWith('/..')) output.pop();
      input = input.replace(/^\/\.\.?\/?/, '/');
    } else {
      const [segment] = /^\/[^/]*/.exec(input) as RegExpExecArray;
      output.push(segment);
      input = input.slice(segment.length);
    }
  }
  return output.join('');
};

/**
 * The id that CMDB reads from the address; undefined if it reads another path. The ESB's HTTP library undoes escapes of letters,
 * digits and a few marks, or, if one of them is broken, escapes each `%`.
 */
const idIn = (text: string): string | undefined => {
  const [asked] = (BASE + text).split(/[?#]/, 1) as [string];
  const sent = /%(?![0-9a-f]{2})/i.test(asked)
    ? asked.replaceAll('%', '%25')
    : asked.replace(/%(2[de]|3\d|[46][1-9a-f]|[57][0-9a]|5f|7e)/gi, decodeURIComponent);
  const path = decodeURIComponent(removeDots(sent));
  return path.startsWith(BASE) ? path.slice(BASE.length) : undefined;
};

t.test('bk_biz_id in the address', async (t) => {
  const ask = await open(t, DATA);
  const seen = new Map<string, number>();
  const part = fc.constantFrom(
    ...[
      '2',
      '2',
      '0',
      '007',
      '/',
      '/.',
      './',
      '../biz/',
      '..',
      'x/../',
      '#',
      '#a',
      '?',
      '?b=1',
      '%32',
      '%2',
      '%25',
      '%2e',
      '%2E%2e/',
    ],
    ...['%2F', ' ', '+', '-', '.0', 'x', '_', ';', '２', '9'.repeat(19), '9'.repeat(400)],
  );
  const texts = fc.array(part, { maxLength: 4 }).map((parts) => parts.join(''));
  const anyJson = fc.jsonValue({ maxDepth: 2 }).filter((json) => typeof json !== 'string');
  const outcomeOf = (given: unknown): string => {
    const text = typeof given === 'string' ? given : Number.isInteger(given) ? String(given) : undefined;
    const [, digits, slash] = /^([0-9]+)(\/?)$/.exec((text === undefined ? undefined : idIn(text)) ?? '') ?? [];
    if (digits === undefined) return 'no matched rules';
    const words = 'search serviceInstance by setTemplate, but got invalid';
    if (slash === '/') return `${words} url`;
    return BigInt(digits) < 2n ** 63n ? `found ${BigInt(digits) === 2n ? 1 : 0}` : `${words} business id ${digits}`;
  };
  await fc.assert(
    fc.asyncProperty(fc.oneof(texts, anyJson, fc.integer({ min: -3, max: 3 })), async (given) => {
      const params = { bk_biz_id: given, set_template_id: 54, page: { limit: 5 } };
      const { code = 0, message, data } = await ask(LSI, params, 'cmdb-3.14');
      const outcome = code === 0 ? `found ${(data as { count: number }).count}` : message;
      t.equal(outcome, outcomeOf(given), JSON.stringify(given));
      if (code !== 0) t.equal(code, 1199045);
      seen.set(String(outcome).slice(0, 60), 1);
    }),
    runs(400),
  );
  t.ok(seen.size >= 4, [...seen.keys()].join());
});
