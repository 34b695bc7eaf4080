import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import t from 'tap';
import { importCaptured } from '../../src/captures/import-captured.js';
import { FixtureError } from '../../src/util/problem.js';
import type { WrittenFixture } from '../../src/fixtures/format/schema.js';
import { asked, bytesOf, envelope, instance, LPI, LSI, page, process, serve, urlOf } from './helper.js';
import { runs } from '../runs.js';

/** Any captured file is imported, or refused with a place. An import can always be loaded. */

const inText = (value: unknown): string => JSON.stringify(value);
const har = {
  log: {
    entries: [
      {
        request: { method: 'POST', url: urlOf(LSI), postData: { text: inText({ bk_biz_id: 2, set_template_id: 11 }) } },
        response: { status: 200, content: { text: inText(page([instance(54), instance(55)])) } },
      },
      {
        request: { method: 'POST', url: urlOf(LPI), queryString: [{ name: 'bk_biz_id', value: '2' }] },
        response: { status: 200, content: { text: btoa(inText(envelope([process(46)]))), encoding: 'base64' } },
      },
    ],
  },
};
const captures: unknown[] = [
  page([instance(54), instance(55, { labels: { a: 'b' } })]),
  envelope([process(46), process(47, { bind_info: null }, { service_instance_id: 55 })]),
  [asked([instance(54)], 11, 3), asked([instance(54, { name: 'x' })], 12), { result: false, code: 1, message: 'no' }],
  [
    {
      request: { url: urlOf(LPI), body: { service_instance_id: 54 } },
      response: { status: 200, body: inText(envelope([process(46)])) },
    },
  ],
  har,
];

interface Spot {
  holder: Record<string, unknown>;
  key: string;
}

/** Every place in a value, in the JSON texts within it too. */
const spots = (value: unknown): Spot[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, child]) => [
        { holder: value as Record<string, unknown>, key },
        ...spots(child),
      ])
    : [];

const oddities = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    0,
    -1,
    1,
    2,
    54,
    0.5,
    1e300,
    '',
    '54',
    true,
    false,
    [],
    {},
    [[]],
    [null],
    '{',
    '[]',
    '{}',
    '\u0000',
  ),
  fc.constantFrom<unknown>({ toString: 1 }, { constructor: null }, { length: 3 }, 'a?b', `/${LPI}/`, 'T', '=', '%'),
  fc.constantFrom<unknown>(...captures),
  fc.jsonValue({ maxDepth: 3 }),
);

interface Change {
  at: number;
  kind: 'set' | 'drop' | 'copy';
  value: unknown;
  from: number;
}

const change = (value: unknown, changes: readonly Change[]): unknown => {
  const root = { value: structuredClone(value) };
  for (const { at, kind, value: odd, from } of changes) {
    const all = spots(root);
    const { holder, key } = all[at % all.length] as Spot;
    const other = all[from % all.length] as Spot;
    if (kind === 'drop') Reflect.deleteProperty(holder, key);
    else holder[key] = structuredClone(kind === 'set' ? odd : other.holder[other.key]);
    if (all.length > 2000 || !('value' in root)) return root.value;
  }
  return root.value;
};

const changes = fc.array(
  fc.record<Change>({
    at: fc.nat(),
    kind: fc.constantFrom('set', 'set', 'drop', 'copy'),
    value: oddities,
    from: fc.nat(),
  }),
  { maxLength: 5 },
);

/** Imports bytes, and sees that it goes one of the two ways that it may. */
const hold = (...contents: unknown[]): void => {
  const files = contents.map((content, index) => bytesOf(`${index}.json`, content));
  try {
    const { fixture, notes, counts } = importCaptured(files);
    const { instances, processes } = serve(fixture as WrittenFixture);
    assert.deepEqual([counts.serviceInstances, counts.processes], [instances.length, processes.length]);
    for (const { line, column, message } of notes) {
      assert.ok((line > 0 && column > 0) || message.code === 'CAPTURE_NOTHING_IN_FILE');
    }
  } catch (error) {
    if (!(error instanceof FixtureError)) throw error;
    assert.ok(error.problems.length > 0);
  }
};

t.test('captures with a few changes', (t) => {
  const property = fc.property(
    fc.constantFrom(...captures),
    changes,
    fc.constantFrom(...captures),
    (one, some, other) => hold(change(one, some) ?? '', other),
  );
  fc.assert(property, runs(500));
  t.end();
});

t.test('captures whose texts are changed', (t) => {
  const property = fc.property(
    fc.constantFrom(...captures),
    fc.nat(),
    fc.string({ maxLength: 4 }),
    fc.nat(9),
    (one, at, put, cut) => {
      const text = inText(one);
      const start = at % text.length;
      hold(text.slice(0, start) + put + text.slice(start + cut));
    },
  );
  fc.assert(property, runs(300));
  t.end();
});

t.test('any JSON, and anything else', (t) => {
  fc.assert(fc.property(fc.json(), (text) => hold(text)));
  fc.assert(fc.property(fc.string(), (text) => hold(text)));
  fc.assert(fc.property(fc.uint8Array(), (bytes) => hold(Buffer.from(bytes))));
  t.end();
});
