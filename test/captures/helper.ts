import { importCaptured, type ImportOptions } from '../../src/captures/import-captured.js';
import { toDataSet } from '../../src/fixtures/complete/dataset.js';
import { checkFiles } from '../../src/fixtures/load/load.js';
import { FixtureError } from '../../src/util/problem.js';
import { problemLine, problemLines } from '../fixtures/problem-lines.js';
import type { WrittenFixture } from '../../src/fixtures/format/schema.js';
import type { FixtureFile } from '../../src/fixtures/read/source.js';
import { FORMATS } from '../../src/fixtures/write/format.js';
import { fixtureText } from '../../src/fixtures/write/text.js';

/** Shared by the tests of captures: captures as a live ESB gives them, and their import. */

export const LPI = 'list_process_instance';
export const LSI = 'list_service_instance_by_set_template';
export const urlOf = (component: string): string => `https://esb.example.com/api/c/compapi/v2/cc/${component}/`;

type Fields = Record<string, unknown>;

export const without = (fields: Fields, ...keys: string[]): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([key]) => !keys.includes(key)));

export const envelope = (data: unknown): Fields => ({
  result: true,
  code: 0,
  data,
  message: 'success',
  permission: null,
  request_id: 'e43da4ef221746868dc4c837d36f3807',
});

export const instance = (id: number, more: Fields = {}): Fields => ({
  bk_biz_id: 2,
  id,
  name: `10.0.0.1_nginx_${id}`,
  labels: null,
  service_template_id: 50,
  bk_host_id: 7,
  bk_module_id: 59,
  creator: 'admin',
  modifier: 'admin',
  create_time: '2020-10-09T02:46:25.002Z',
  last_time: '2020-10-09T02:46:25.002Z',
  bk_supplier_account: '0',
  ...more,
});

/** A property with every documented attribute, in the order of a database driver. */
export const property = (id: number, more: Fields = {}): Fields => ({
  bk_process_id: id,
  bk_process_name: 'nginx',
  bk_func_name: 'nginx',
  bk_biz_id: 2,
  bk_func_id: '',
  bk_start_param_regex: '',
  bk_supplier_account: '0',
  auto_start: false,
  auto_time_gap: 60,
  create_time: '2019-06-05T14:59:12.065+08:00',
  last_time: '2019-06-05T14:59:12.065+08:00',
  description: '',
  face_stop_cmd: '',
  pid_file: '',
  priority: 1,
  proc_num: 1,
  reload_cmd: '',
  restart_cmd: '',
  start_cmd: '',
  stop_cmd: '',
  timeout: 30,
  user: 'root',
  work_path: '/data',
  bind_info: [{ template_row_id: 1, port: '80', protocol: '1', ip: '127.0.0.1', enable: true }],
  ...more,
});

export const relation = (id: number, more: Fields = {}): Fields => ({
  bk_biz_id: 2,
  bk_process_id: id,
  service_instance_id: 54,
  process_template_id: 3,
  bk_host_id: 7,
  bk_supplier_account: '0',
  ...more,
});

export const process = (id: number, more: Fields = {}, ofRelation: Fields = {}): Fields => ({
  property: property(id, more),
  relation: relation(id, ofRelation),
});

export const page = (rows: unknown[], count: unknown = rows.length): Fields => envelope({ count, info: rows });

/** A page with the request that it answers. */
export const asked = (rows: unknown[], setTemplateId: unknown = 11, count: unknown = rows.length): Fields => ({
  request: { bk_biz_id: 2, set_template_id: setTemplateId },
  response: page(rows, count),
});

export const bytesOf = (file: string, content: unknown): FixtureFile => ({
  file,
  bytes: Buffer.isBuffer(content)
    ? content
    : Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
});

/** Captures by the names of their files, or one alone, which is then `a.json`. */
export type Captures = { files: Record<string, unknown> } | { capture: unknown };

const filesOf = (captures: Captures): FixtureFile[] =>
  Object.entries('files' in captures ? captures.files : { 'a.json': captures.capture }).map(([name, content]) =>
    bytesOf(name, content),
  );

/** An import as it is. */
export const takeAll = (captures: Captures, options?: ImportOptions) => {
  const { fixture, notes, counts } = importCaptured(filesOf(captures), options);
  return {
    fixture: fixture as WrittenFixture,
    notes: problemLines(notes),
    counts,
  };
};

/** An import without what it says of processes that were not captured, which few tests are about. */
export const take = (captures: Captures, options?: ImportOptions) => {
  const { fixture, notes, counts } = takeAll(captures, options);
  const instances = fixture.service_instances?.map((row) => without(row, 'processes_captured'));
  return {
    fixture: (instances === undefined ? fixture : { ...fixture, service_instances: instances }) as WrittenFixture,
    notes: notes.filter((note) => !/ the processes of .* were not captured; /.test(note)),
    counts,
  };
};

/** The problems of captures that cannot be imported. */
export const refusal = (captures: Captures, options?: ImportOptions): string[] => {
  try {
    take(captures, options);
  } catch (error) {
    if (error instanceof FixtureError) return error.problems.map(problemLine);
    throw error;
  }
  return [];
};

/** The data of an emulator that has read the text of a fixture, the same in both formats. */
export const serve = (fixture: WrittenFixture) => {
  const [yaml, json] = FORMATS.map((format) => {
    const bytes = Buffer.from([...fixtureText(fixture as object, format)].join(''));
    const { service_instances, processes } = toDataSet(checkFiles([{ file: `fixture.${format}`, bytes }]));
    const instances = [...service_instances];
    return { instances, processes: [...instances.flatMap((placed) => placed.processes), ...processes] };
  });
  if (JSON.stringify(yaml) !== JSON.stringify(json)) throw new Error('the two forms of the fixture differ');
  return yaml as NonNullable<typeof yaml>;
};
