import t from 'tap';
import { textOf } from '../../../src/messages/message.js';
import { draftFixture } from '../../../src/captures/draft/draft-fixture.js';
import { Notes } from '../../../src/captures/notes.js';
import { Captured } from '../../../src/captures/read/captured.js';
import { rowsIn } from '../../../src/captures/read/components.js';
import type { Reply } from '../../../src/captures/read/read-reply.js';
import { parametersOf } from '../../../src/captures/read/read-request.js';
import { collectRows } from '../../../src/captures/rows/collect-rows.js';
import type { CapturedRows, CmdbComponent } from '../../../src/cmdb/component.js';
import { COMPONENTS } from '../../../src/cmdb/components/index.js';
import { instance, process, property, relation, without } from '../helper.js';

/** Each form of captured rows, whether a component has it today or not. */

const componentWith = (captured: CapturedRows): CmdbComponent => ({
  ...(COMPONENTS[0] as CmdbComponent),
  name: `component_of_${captured.rows}`,
  captured,
});
const PROCESSES = componentWith({ data: 'list', rows: 'processes' });
const PROPERTIES = componentWith({ data: 'list', rows: 'process_properties' });
const BY_SET_TEMPLATE = componentWith({ data: 'page', rows: 'service_instances', listedBy: 'set_template_id' });
const FILTERED = componentWith({ data: 'page', rows: 'service_instances', filteredBy: ['bk_module_id', 'labels'] });

type Call = [component: CmdbComponent, data: unknown, request?: Record<string, unknown>];

const captured = (value: unknown, file = 'a.json'): Captured =>
  new Captured(value, { file, locate: () => ({ line: 1, column: 1 }) });

const replyOf = ([component, value, request = {}]: Call, index: number): Reply => {
  const data = captured(value, `${index}.json`);
  return { component, data, rows: rowsIn(component, data), parameters: parametersOf(captured(request), component) };
};

const collected = (...calls: Call[]) => {
  const notes = new Notes();
  const { instances, processes } = collectRows(calls.map(replyOf), undefined, notes);
  const draft = draftFixture(instances, processes, notes);
  const files = calls.map((_, index) => `${index}.json`);
  const told = notes.list(files).map(({ file, message }) => `${file}: ${textOf(message, 'en')}`);
  return { draft, notes: told.filter((note) => !/ the processes of .* were not captured; /.test(note)) };
};

const page = (rows: unknown[], count = rows.length) => ({ count, info: rows });
const INSTANCES: Call = [BY_SET_TEMPLATE, page([instance(54)]), { bk_biz_id: 2, set_template_id: 11 }];
const WITHOUT_RELATION =
  'known by attributes alone: of no process template, and on the host of the service instance; capture list_process_instance too';

const processes: Record<string, { calls: Call[]; ids: number[]; notes: string[] }> = {
  'attributes with a service instance': {
    calls: [INSTANCES, [PROPERTIES, [{ ...property(46), service_instance_id: 54 }]]],
    ids: [46],
    notes: [`1.json: 1 process ${WITHOUT_RELATION}`],
  },
  'attributes of the business that was asked for': {
    calls: [
      INSTANCES,
      [PROPERTIES, [{ ...without(property(46), 'bk_biz_id'), service_instance_id: 54 }], { bk_biz_id: 2 }],
    ],
    ids: [46],
    notes: [
      '1.json: 1 process without all the attributes that CMDB gives, so the fixture lacks them too: bk_biz_id; capture all fields',
      `1.json: 1 process ${WITHOUT_RELATION}`,
    ],
  },
  'attributes without a service instance': {
    calls: [INSTANCES, [PROPERTIES, [property(46), property(47)]]],
    ids: [],
    notes: [
      '1.json: 2 processes of a service instance that is not known; capture list_process_instance too; not taken',
    ],
  },
  'attributes of a process that has a relation': {
    calls: [INSTANCES, [PROPERTIES, [{ ...property(46), bk_created_by: 'li' }]], [PROCESSES, [process(46)]]],
    ids: [46],
    notes: [],
  },
  'attributes that contradict the process with a relation': {
    calls: [INSTANCES, [PROCESSES, [process(46)]], [PROPERTIES, [property(46, { user: 'li' })]]],
    ids: [46],
    notes: ['2.json: process 46 differs from the one at 1.json:1:1 in user; that one is taken'],
  },
  'attributes of a process that is gone': {
    calls: [INSTANCES, [PROCESSES, [{ property: null, relation: relation(46) }]], [PROPERTIES, [property(46)]]],
    ids: [46],
    notes: [],
  },
  'two versions of attributes': {
    calls: [
      INSTANCES,
      [PROPERTIES, [{ ...property(46), service_instance_id: 54 }]],
      [PROPERTIES, [{ ...property(46, { user: 'li' }), service_instance_id: 54 }]],
    ],
    ids: [46],
    notes: [
      '2.json: process 46 differs from the one at 1.json:1:1 in user; this later one is taken',
      `2.json: 1 process ${WITHOUT_RELATION}`,
    ],
  },
  'rows that are no attributes': {
    calls: [INSTANCES, [PROPERTIES, [5, { bk_process_id: 0 }, { bk_process_id: 46 }]]],
    ids: [],
    notes: [
      '1.json: 2 processes without an id; not taken',
      '1.json: 1 process of a business that is not known; not taken',
    ],
  },
};

for (const [name, { calls, ids, notes }] of Object.entries(processes)) {
  const { draft, notes: found } = collected(...calls);
  t.strictSame(
    draft.instances.flatMap((row) => row.processes.map(({ written }) => written.bk_process_id)),
    ids,
    `${name}: the processes`,
  );
  t.strictSame(found, notes, `${name}: the notes`);
}

const NOT_LISTED =
  'in modules whose set template is not known: in the list of no set template; capture list_service_instance_by_set_template too';

const lists: Record<string, { calls: Call[]; notes: string[] }> = {
  'a list of no set template': {
    calls: [[FILTERED, page([instance(54), instance(55)]), { bk_biz_id: 2 }]],
    notes: [`0.json: 2 service instances ${NOT_LISTED}`],
  },
  'a list whose modules have a known set template': {
    calls: [[FILTERED, page([instance(54)]), { bk_biz_id: 2 }], INSTANCES],
    notes: [],
  },
  'a list of which a page is missing': {
    calls: [INSTANCES, [FILTERED, page([instance(54)], 3), { bk_biz_id: 2, bk_module_id: 0, labels: [] }]],
    notes: [
      '1.json: component_of_service_instances of business 2 has 3 service instances, of which 1 were captured; capture the other pages too',
    ],
  },
  'lists with different filters': {
    calls: [
      INSTANCES,
      [FILTERED, page([instance(54)], 2), { bk_biz_id: 2, bk_module_id: 59 }],
      [FILTERED, page([instance(54)], 1), { bk_biz_id: 2, labels: ['a'] }],
    ],
    notes: [
      '1.json: component_of_service_instances of business 2, filtered has 2 service instances, of which 1 were captured; capture the other pages too',
    ],
  },
};

for (const [name, { calls, notes }] of Object.entries(lists)) t.strictSame(collected(...calls).notes, notes, name);
