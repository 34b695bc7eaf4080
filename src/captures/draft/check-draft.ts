import { checkReferences } from '../../fixtures/validate/check-references.js';
import { checkShape } from '../../fixtures/validate/check-shape.js';
import { collect } from '../../fixtures/validate/collect.js';
import { textOf } from '../../messages/message.js';
import type { RowName } from '../../messages/phrases.js';
import type { Finding } from '../../fixtures/read/finding.js';
import type { Path, Problem } from '../../util/problem.js';
import type { WrittenFixture } from '../../fixtures/format/schema.js';
import type { Source } from '../../fixtures/read/source.js';
import type { Captured } from '../read/captured.js';
import type { Draft, DraftedInstance } from './draft-fixture.js';

/** Finds the captured row behind a path in the draft, its id, and the rest of the path below the row. */
const rowAt = (path: Path, { modules, instances }: Draft): { at: Captured; row: RowName; keys: Path } => {
  const [collection, index, nested, position, ...rest] = path;
  if (collection === 'modules') {
    const { written, at } = modules[index as number] as Draft['modules'][number];
    return { at, row: { collection, key: written.bk_module_id }, keys: path.slice(2) };
  }
  const instance = instances[index as number] as Draft['instances'][number];
  if (nested !== 'processes') {
    return { at: instance.at, row: { collection: 'service_instances', key: instance.written.id }, keys: path.slice(2) };
  }
  const { written, at } = instance.processes[position as number] as DraftedInstance['processes'][number];
  return { at, row: { collection: nested, key: written.bk_process_id }, keys: rest };
};

const follow = (at: Captured, keys: Path): Captured => keys.reduce<Captured>((node, key) => node.at(key), at);

const atSource = ({ path, message }: Finding, draft: Draft): Problem => {
  const { at, row, keys } = rowAt(path, draft);
  const place = follow(at, keys);
  // A field of a process that is not in its property comes from its relation.
  const source = place.value === undefined ? follow(at.at('relation'), keys) : place;
  const said = { en: textOf(message, 'en'), zh: textOf(message, 'zh') };
  return source.problem({ code: 'CAPTURE_NOT_A_FIXTURE', row, said });
};

/**
 * Checks a fixture that is made from captured rows.
 *
 * @returns its problems, at the places where the wrong values were captured
 */
export const checkDraft = (fixture: WrittenFixture, draft: Draft): Problem[] => {
  // It needs no positions, because each problem is moved to where its value was captured.
  const source = { file: '', value: fixture } as Source;
  const misshapen = checkShape(source, []);
  const found = [...misshapen, ...checkReferences(collect([source], misshapen))];
  return found.map((finding) => atSource(finding, draft));
};
