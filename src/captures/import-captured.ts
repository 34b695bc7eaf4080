import type { WrittenFixture } from '../fixtures/format/schema.js';
import { fileProblem } from '../fixtures/read/file-problem.js';
import type { FixtureFile } from '../fixtures/read/source.js';
import type { Rows } from '../fixtures/write/text.js';
import { FixtureError, type Problem } from '../util/problem.js';
import { checkDraft } from './draft/check-draft.js';
import { draftFixture, type Draft } from './draft/draft-fixture.js';
import { byPlace, Notes } from './notes.js';
import { COMPONENT_NAMES } from './read/components.js';
import { dropInexact } from './read/drop-inexact.js';
import { sortRecordings, type EmulatedCall } from './sort-recordings.js';
import { readFiles } from './read/read-files.js';
import { collectRows } from './rows/collect-rows.js';

/** A fixture made from captured replies. */
export interface Imported {
  /** The rows to write: modules, and service instances with their processes. Collections without rows are left out. */
  fixture: Rows;
  /** Notes on what was passed over, contradicts, is incomplete or was made up, at its place in the captured files. */
  notes: Problem[];
  counts: {
    /** Successful replies of components. */
    replies: number;
    /** All other items: refusals, replies of other components, items that are no reply. */
    passedOver: number;
    /** Stubs of recorded calls of all other components. */
    stubs: number;
    serviceInstances: number;
    processes: number;
    /** Service instances whose processes were not captured. */
    uncaptured: number;
  };
  /** The recorded calls of emulated components. */
  emulated: EmulatedCall[];
}

export interface ImportOptions {
  /** The set template of replies that were captured without their requests. */
  setTemplateId?: number;
  /** True for a file that is skipped with a note if it is no capture. Default: no file */
  mayBeOther?: (file: string) => boolean;
}

/** If nothing is left, the problems are that, and the notes on what was passed over. */
const nothingFound = (files: readonly string[], notes: Problem[]): Problem[] => [
  ...files.map((file) => fileProblem(file, { code: 'CAPTURE_NO_REPLY', components: COMPONENT_NAMES })),
  ...notes,
];

const fixtureOf = ({ modules, instances }: Draft): WrittenFixture => {
  const rows = instances.map(({ written, processes }) =>
    processes.length === 0 ? written : { ...written, processes: processes.map((process) => process.written) },
  );
  return {
    ...(modules.length === 0 ? {} : { modules: modules.map(({ written }) => written) }),
    ...(rows.length === 0 ? {} : { service_instances: rows }),
  };
};

/**
 * Makes a fixture from replies that were captured from a live ESB. Rows are merged by id. Only those
 * parameters of a request are read that its reply does not repeat.
 *
 * @param files captured replies, in any of the forms that `findExchanges` knows, in the order in which they count
 * @throws FixtureError with everything that is wrong: files that cannot be read or hold no reply, rows that a fixture cannot
 *   hold
 */
export const importCaptured = (files: readonly FixtureFile[], options: ImportOptions = {}): Imported => {
  const names = files.map(({ file }) => file);
  const notes = new Notes();
  const problems: Problem[] = [];
  const { mayBeOther = () => false, setTemplateId } = options;
  const { captures, stubs, emulated, passedOver: notUsed } = sortRecordings(files);
  const { replies, passedOver, skipped, empty } = readFiles(captures, mayBeOther, notes, problems);
  if (problems.length === 0 && replies.length === 0 && stubs.length + emulated.length === 0) {
    problems.push(...nothingFound(empty.length === 0 ? names : empty, [...notes.list(names), ...skipped]));
  }
  const throwIfWrong = (wrong: Problem[]) => {
    if (wrong.length > 0) throw new FixtureError(wrong.sort(byPlace(names)), 'CAPTURE_INVALID');
  };
  throwIfWrong(problems);

  for (const { data } of replies) dropInexact(data, notes);
  const { instances, processes } = collectRows(replies, setTemplateId, notes);
  const draft = draftFixture(instances, processes, notes);
  const fixture = fixtureOf(draft);
  throwIfWrong(checkDraft(fixture, draft));
  if (stubs.length > 0) fixture.stubs = stubs;
  const counts = {
    replies: replies.length,
    passedOver: passedOver + notUsed,
    stubs: stubs.length,
    serviceInstances: draft.instances.length,
    processes: draft.instances.reduce((sum, instance) => sum + instance.processes.length, 0),
    uncaptured: draft.instances.filter(({ written }) => written.processes_captured === false).length,
  };
  const listed = [...notes.list(names), ...skipped];
  const noted = new Set(listed.map(({ file }) => file));
  const unnoted = empty.filter((file) => !noted.has(file));
  listed.push(...unnoted.map((file) => fileProblem(file, { code: 'CAPTURE_NOTHING_IN_FILE' })));
  return { fixture: fixture as Rows, notes: listed.sort(byPlace(names)), counts, emulated };
};
