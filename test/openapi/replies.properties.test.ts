import fc from 'fast-check';
import { fileURLToPath } from 'node:url';
import t, { type Test } from 'tap';
import { createEmulator, type Emulator } from '../../src/index.js';
import { CONTRACTS, type Contract } from '../../src/model/contract.js';
import { DETAILS, FACES, LISTED, LPI, LSI, requestTo, send, validator, type Params } from '../contract/faces.js';
import { fixture } from '../fixtures/arbitrary.js';
import { runs } from '../runs.js';

/** Whatever data `check` accepts, every reply validates against the OpenAPI document that is served beside it. */

/** A small data set to begin with. */
const DOCUMENTED = fileURLToPath(new URL('../../fixtures/documented.yaml', import.meta.url));

interface Subject {
  contract: Contract;
  esb: Emulator;
  problems: Awaited<ReturnType<typeof validator>>;
}

const start = async (t: Test, contract: Contract): Promise<Subject> => {
  const esb = await createEmulator({ contract, fixtures: [DOCUMENTED] });
  t.teardown(() => esb.close());
  return { contract, esb, problems: await validator(esb.url) };
};

/** The ids that fixtures here have, or relations of their processes name. */
const IDS = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const page = { start: 0, limit: 10 };

/** Questions that together ask for nearly every row of a fixture, by each component. */
const QUESTIONS: readonly [string, Params][] = [
  ...IDS.map((bk_biz_id): [string, Params] => [DETAILS, { bk_biz_id, bk_process_ids: IDS }]),
  ...IDS.flatMap((id): [string, Params][] => [
    [LPI, { service_instance_id: id }],
    [LPI, { bk_biz_id: 1 + (id % 3), service_instance_id: id }],
  ]),
  ...[1, 2, 3].flatMap((bk_biz_id): [string, Params][] => [
    ...[1, 2, 3].map((id): [string, Params] => [LSI, { bk_biz_id, set_template_id: id, page }]),
    [LISTED, { bk_biz_id }],
    [DETAILS, { bk_biz_id, bk_process_ids: IDS, fields: ['bk_process_name', 'bind_info'] }],
  ]),
];

/** Asks each question through one of the faces, in turn. */
const problemsOf = async ({ esb, problems }: Subject, asked: readonly [string, Params][], turn = 0) => {
  const found: string[] = [];
  for (const [index, [component, params]] of asked.entries()) {
    const face = FACES[(index + turn) % FACES.length] as (typeof FACES)[number];
    const request = requestTo(face, component, params);
    found.push(...problems(request, await send(esb.url, request)));
  }
  return found;
};

for (const contract of CONTRACTS) {
  t.test(`${contract}: every reply from any data that is accepted validates against the served document`, async (t) => {
    const subject = await start(t, contract);
    let turn = 0;
    const property = fc.asyncProperty(fixture, async (written) => {
      const { warnings } = await subject.esb.load(written);
      // A `property` is served as it is written, also with types that the document does not have.
      if (warnings.some(({ code }) => code === 'FIXTURE_UNLIKELY_TYPE')) return;
      const problems = await problemsOf(subject, QUESTIONS, (turn += 1));
      if (problems.length > 0) throw new Error(problems.join('\n'));
    });
    await t.resolves(fc.assert(property, runs(10)));
  });
}

const LARGEST = Number.MAX_SAFE_INTEGER;
const ATTRIBUTES = ['description', 'user', 'work_path', 'pid_file', 'start_cmd', 'priority', 'proc_num', 'timeout'];

/** A process that a person may write, by what is unusual about it. */
const PROCESSES: Readonly<Record<string, object>> = {
  'no name': { bk_process_name: null },
  'no name of a binary': { bk_func_name: null },
  'no list of addresses': { bind_info: null },
  'an empty list of addresses': { bind_info: [] },
  'an address without attributes': { bind_info: [{}] },
  'an address without ip': { bind_info: [{ ip: null }] },
  'an address without port': { bind_info: [{ port: null }] },
  'an address without protocol': { bind_info: [{ protocol: null }] },
  'an address that is neither enabled nor not': { bind_info: [{ enable: null }] },
  'a range of ports, and a row of 0': { bind_info: [{ port: '80-90', template_row_id: 0 }] },
  'an attribute of the address that a customer added': { bind_info: [{ approved_by: { name: null } }] },
  'no start, and no seconds between starts': { auto_start: null, auto_time_gap: null },
  'nulls for all that may be null': Object.fromEntries(ATTRIBUTES.map((name) => [name, null])),
  'attributes that a customer added': {
    cost: 1.5,
    tags: ['a', null, 3],
    owner: { name: 'x' },
    nothing: null,
    flag: true,
  },
  'a process that is gone': { property: null },
  'no attributes at all': { property: {} },
  'attributes as CMDB gives them': {
    property: { bk_process_id: 5, bk_process_name: null, bind_info: null, ratio: 0.25 },
  },
  'the largest ids': {
    bk_process_id: LARGEST,
    relation: { process_template_id: LARGEST, bk_host_id: LARGEST, bk_supplier_account: '' },
  },
  'other ids in its relation': { relation: { bk_process_id: 7, bk_biz_id: 3 } },
};

/** A service instance that a person may write, by what is unusual about it. */
const INSTANCES: Readonly<Record<string, object>> = {
  'no labels': { labels: null },
  'an empty map of labels': { labels: {} },
  'labels with empty text': { labels: { '': '', env: '' } },
  'empty texts': { name: '', creator: '', modifier: '', bk_supplier_account: '' },
  'the largest ids': { id: LARGEST, bk_host_id: LARGEST, service_template_id: LARGEST },
};

t.test('what a person may write into a fixture is served as the document says', async (t) => {
  const subjects = [await start(t, 'documented'), await start(t, 'cmdb-3.14')];
  const cases = [
    ...Object.entries(PROCESSES).map(([name, process]) => ({ name, instance: {}, process })),
    ...Object.entries(INSTANCES).map(([name, instance]) => ({ name, instance, process: {} })),
  ];
  for (const { name, instance, process } of cases) {
    const written = { id: 1, ...instance, processes: [{ bk_process_id: 1, ...process }] };
    const data = { modules: [{ bk_module_id: 1, bk_biz_id: 2, set_template_id: 1, service_instances: [written] }] };
    for (const subject of subjects) {
      await subject.esb.load(data);
      const asked: [string, Params][] = [
        [LPI, { bk_biz_id: 2, service_instance_id: written.id }],
        [LSI, { bk_biz_id: 2, set_template_id: 1, page }],
        [LISTED, { bk_biz_id: 2 }],
        [DETAILS, { bk_biz_id: 2, bk_process_ids: [1, 7, LARGEST] }],
      ];
      const everywhere = FACES.flatMap((_face, turn) => problemsOf(subject, asked, turn));
      t.strictSame((await Promise.all(everywhere)).flat(), [], `${name}, ${subject.contract}`);
    }
  }
});
