import { inspect } from 'node:util';
import { shownText } from '../util/secrets/hide-secrets.js';
import { FACE_NAMES, type FaceName } from '../calls/face-name.js';
import { COMPONENTS } from '../cmdb/components/index.js';
import { isComponentName, recordedName } from '../model/component-names.js';
import type { CheckedFilter } from '../messages/serving/journals.js';
import { badRequest } from '../util/control-error.js';
import { isMap } from '../util/json/is-map.js';
import { matches } from '../util/json/matches.js';
import type { Entry } from './entry.js';

/** Returns true if an entry matches. */
export type EntryFilter = (entry: Entry) => boolean;

/** Filters for journal entries. An entry must match all that are given. */
export interface EntryQuery {
  /** Name of a component: `list_process_instance`, or `SYSTEM.NAME` of one that a stub stands for. */
  component?: string | undefined;
  /** The way of the call: the ESB, CMDB's API server or the API gateway. */
  face?: FaceName | undefined;
  /** App code. */
  app?: string | undefined;
  /** The envelope's code; 0 is success. */
  code?: number | undefined;
  /** Entries from this time on (ISO 8601 text or a `Date`), or after the entry with this id. */
  since?: string | number | Date | undefined;
  /** Parameters that the request contains, at any depth: `{ page: { start: 500 } }`. */
  body?: Readonly<Record<string, unknown>> | undefined;
}

/** A page of the entries that match. A page with fewer entries than its `limit` is the last one. */
export interface EntryPage extends EntryQuery {
  /** Most entries. Default: all. */
  limit?: number | undefined;
  /** Entries after the one with this id: the last one of the page before. */
  after?: number | undefined;
}

/** The entries that a query means. */
export interface EntrySelection {
  /** Only entries with a greater id. */
  after: number;
  /** Undefined if all of these match. */
  matches: EntryFilter | undefined;
  /** Most entries. */
  limit: number;
}

const FILTERS = ['component', 'face', 'app', 'code', 'since', 'body'];
const PAGING = ['after', 'limit'];
const NAMES = COMPONENTS.map(({ name }) => name);
/** More digits are a time in seconds or milliseconds, or a date. No journal has so many entries. */
const ID = /^\d{1,9}$/;

/** @throws ControlError 400 if a filter has a value of the wrong kind */
const expect = (
  query: EntryPage,
  name: CheckedFilter,
  isRight: (value: unknown) => boolean,
  choices: readonly string[] = [],
): void => {
  const value: unknown = query[name];
  if (value !== undefined && !isRight(value)) {
    throw badRequest({ code: 'JOURNAL_WRONG_FILTER', name, choices: [...choices] });
  }
};

/** A misspelled filter must not pass: it would silently match every entry, or none. */
const checkQuery = (query: EntryPage, known: readonly string[]): void => {
  if (!isMap(query))
    throw badRequest({ code: 'JOURNAL_FILTER_NO_OBJECT', is: shownText(inspect(query, { depth: 0 })) });
  const unknown = Object.keys(query).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw badRequest({ code: 'JOURNAL_UNKNOWN_FILTER', name: shownText(unknown), known: [...known] });
  }
  expect(query, 'component', (name) => typeof name === 'string' && isComponentName(name), [...NAMES, 'SYSTEM.NAME']);
  expect(query, 'face', (face) => FACE_NAMES.includes(face as FaceName), FACE_NAMES);
  expect(query, 'app', (code) => typeof code === 'string');
  expect(query, 'code', Number.isInteger);
  expect(query, 'body', isMap);
  expect(query, 'limit', (limit) => Number.isSafeInteger(limit) && (limit as number) > 0);
  expect(query, 'after', (id) => Number.isSafeInteger(id) && (id as number) >= 0);
};

const sinceFilter = (since: string | number | Date): EntryFilter => {
  const time = /^\d+$/.test(String(since)) ? NaN : new Date(since).getTime();
  if (Number.isNaN(time)) {
    throw badRequest({ code: 'JOURNAL_WRONG_SINCE', value: shownText(String(since)) });
  }
  return (entry) => Date.parse(entry.time) >= time;
};

const select = (query: EntryPage): EntrySelection => {
  const { component, face, app, code, since, body, after = 0, limit = Infinity } = query;
  const sinceId = since !== undefined && ID.test(String(since)) ? Number(since) : undefined;
  const filters: EntryFilter[] = [];
  if (component !== undefined) {
    const name = recordedName(component);
    filters.push((entry) => entry.component === name);
  }
  if (face !== undefined) filters.push((entry) => entry.face === face);
  if (app !== undefined) filters.push((entry) => entry.app === app);
  if (code !== undefined) filters.push((entry) => entry.code === code);
  if (since !== undefined && sinceId === undefined) filters.push(sinceFilter(since));
  if (body !== undefined) filters.push(({ parameters }) => matches(body, parameters));
  return {
    after: Math.max(after, sinceId ?? 0),
    limit,
    matches: filters.length === 0 ? undefined : (entry) => filters.every((filter) => filter(entry)),
  };
};

/**
 * Reads a query without paging.
 *
 * @throws ControlError 400 if a filter is unknown or its value is of the wrong kind
 */
export const selectionOf = (query: EntryQuery): EntrySelection => {
  checkQuery(query, FILTERS);
  return select(query);
};

/**
 * Reads a query that may ask for a page.
 *
 * @throws ControlError 400 if a filter is unknown or its value is of the wrong kind
 */
export const pageOf = (query: EntryPage): EntrySelection => {
  checkQuery(query, [...FILTERS, ...PAGING]);
  return select(query);
};
