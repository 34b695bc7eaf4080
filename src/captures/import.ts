import { FixtureError, type Problem } from '../util/problem.js';
import type { WrittenFixture } from '../fixtures/format/schema.js';
import type { FixtureFile } from '../fixtures/read/source.js';
import type { Rows } from '../fixtures/write/text.js';
import type { Captured } from './captured.js';
import { checkDraft } from './check.js';
import { findExchanges } from './exchange.js';
import { draftFixture, type Draft } from './fixture.js';
import { readCaptured } from './json.js';
import { plural } from '../util/words.js';
import { byPlace, Notes } from './notes.js';
import { Pages } from './pages.js';
import { Processes } from './processes.js';
import { readReply, type PassedOver, type Reply } from './reply.js';
import { LIST_PROCESS_INSTANCE, LIST_SERVICE_INSTANCE_BY_SET_TEMPLATE } from './request.js';
import { ServiceInstances } from './service-instances.js';

/** A fixture made from captured replies. */
export interface Imported {
  /** The rows to write: modules, and service instances with their processes. Collections without rows are left out. */
  fixture: Rows;
  /** What was not taken as it is, what contradicts, and what is not complete, at its place in the captured files. */
  notes: Problem[];
  counts: {
    /** Successful replies of the two components. */
    replies: number;
    /** All else: refusals, replies of other components, what is no reply. */
    passedOver: number;
    serviceInstances: number;
    processes: number;
  };
}

export interface ImportOptions {
  /** The set template of replies whose requests were not captured. */
  setTemplateId?: number;
}

interface Found {
  replies: Reply[];
  passedOver: number;
}

const FORMS = 'a reply of the ESB, a list of such, a list of { request, response }, these one a line, or a HAR file';

const notePassedOver = (at: Captured, { kind, what }: PassedOver, notes: Notes) =>
  notes.tally(kind, at, (count) => `${plural(count, 'reply is', 'replies are')} ${what}; passed over`);

const findReplies = (documents: readonly Captured[], notes: Notes, problems: Problem[]): Found => {
  const found: Found = { replies: [], passedOver: 0 };
  for (const document of documents) {
    const { exchanges, strange } = findExchanges(document);
    if (exchanges.length === 0 && strange.length > 0) {
      problems.push(document.problem(`is of none of the forms that are known: ${FORMS}`));
      continue;
    }
    for (const at of strange) {
      notes.tally('strange', at, (count) => `${plural(count, 'item is', 'items are')} no reply; passed over`);
    }
    found.passedOver += strange.length;
    for (const exchange of exchanges) {
      const reply = readReply(exchange);
      if (reply !== undefined && 'component' in reply) {
        found.replies.push(reply);
        continue;
      }
      found.passedOver += 1;
      if (reply !== undefined) notePassedOver(exchange.at, reply, notes);
    }
  }
  return found;
};

/** What is passed over is the reason where nothing is left, and is told with it. */
const nothing = (files: readonly FixtureFile[], notes: Problem[]): Problem[] => {
  const message = `holds no successful reply of ${LIST_PROCESS_INSTANCE} or ${LIST_SERVICE_INSTANCE_BY_SET_TEMPLATE}`;
  return [...files.map(({ file }) => ({ file, line: 0, column: 0, path: '', message })), ...notes];
};

const merge = (replies: readonly Reply[], { setTemplateId }: ImportOptions, notes: Notes): Draft => {
  const instances = new ServiceInstances();
  const processes = new Processes();
  const pages = new Pages();
  for (const reply of replies) {
    if (reply.component === LIST_PROCESS_INSTANCE) processes.take(reply, notes);
    else {
      const templateId = reply.parameters.set_template_id ?? setTemplateId;
      pages.take(reply, templateId, instances.take(reply, templateId, notes));
    }
  }
  instances.report(notes);
  processes.rows.report(notes);
  pages.report((moduleId) => instances.setTemplateOf(moduleId) !== undefined, notes);
  return draftFixture(instances, processes, notes);
};

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
 * Makes a fixture from replies that were captured from a live ESB: rows are merged by id, and nothing of a request is
 * taken but what it asks for.
 *
 * @param files captured replies, of any of the forms that `exchange.ts` finds, in the order in which they count
 * @throws FixtureError with everything that is wrong: files that cannot be read or hold nothing of use, values that a
 *   fixture cannot hold
 */
export const importCaptured = (files: readonly FixtureFile[], options: ImportOptions = {}): Imported => {
  const names = files.map(({ file }) => file);
  const notes = new Notes();
  const problems: Problem[] = [];
  const documents = files.flatMap((file) => readCaptured(file, problems));
  const { replies, passedOver } = findReplies(documents, notes, problems);
  for (const { data } of replies) problems.push(...data.faults());
  if (problems.length === 0 && replies.length === 0) problems.push(...nothing(files, notes.list(names)));
  const fail = (wrong: Problem[]) => {
    throw new FixtureError(wrong.sort(byPlace(names)), 'what was captured');
  };
  if (problems.length > 0) fail(problems);

  const draft = merge(replies, options, notes);
  const fixture = fixtureOf(draft);
  const wrong = checkDraft(fixture, draft);
  if (wrong.length > 0) fail(wrong);
  const counts = {
    replies: replies.length,
    passedOver,
    serviceInstances: draft.instances.length,
    processes: draft.instances.reduce((sum, { processes }) => sum + processes.length, 0),
  };
  return { fixture: fixture as Rows, notes: notes.list(names), counts };
};
