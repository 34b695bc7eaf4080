import { PARENTS, PARENTS_OF, ROW_KINDS, type ParentName, type RowKind, type RowQuery } from '../../model/row-list.js';
import type { Parent, Place } from '../../store/queries/row-lists.js';
import { badRequest, notFound } from '../../util/control-error.js';
import { shownText } from '../../util/secrets/hide-secrets.js';

/** Rows of a page. */
const DEFAULT_LIMIT = 100;
export const MOST_ROWS = 1000;

/** Longest text that is searched for, in characters. */
export const MOST_SEARCHED = 200;

/** A query that was checked. */
export interface CheckedQuery {
  kind: RowKind;
  parent: Parent | undefined;
  id: number | undefined;
  search: string | undefined;
  limit: number;
  after: Place | undefined;
}

const PARENT_NAMES = Object.keys(PARENTS) as ParentName[];
const OTHERS = ['id', 'search', 'limit', 'after'];

const isId = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isText = (value: unknown): boolean => typeof value === 'string' && value.length <= MOST_SEARCHED;
const isLimit = (value: unknown): boolean => isId(value) && value >= 1 && value <= MOST_ROWS;

const PLACE = /^\d{1,15}(?:-\d{1,15})*$/;

/** The place that `next` of a page names; empty if it is none. */
const placeIn = (after: unknown): Place =>
  typeof after === 'string' && PLACE.test(after) ? after.split('-').map(Number) : [];

/** @throws ControlError 404 if there are no rows of this kind */
const kindOf = (kind: string): RowKind => {
  const known = ROW_KINDS.find((name) => name === kind);
  if (known === undefined) throw notFound({ code: 'ROWS_UNKNOWN_KIND', kind: shownText(kind), known: [...ROW_KINDS] });
  return known;
};

/** The row that the listed ones belong to. */
const parentOf = (kind: RowKind, given: readonly string[], query: RowQuery): Parent | undefined => {
  const names = given.filter((name) => !OTHERS.includes(name));
  const allowed = PARENTS_OF[kind];
  const wrong = names.find((name) => !allowed.some((known) => known === name));
  if (wrong !== undefined) {
    throw badRequest({ code: 'ROWS_WRONG_PARENT', kind, name: shownText(wrong), allowed: [...allowed] });
  }
  if (names.length > 1) throw badRequest({ code: 'ROWS_SEVERAL_PARENTS', names });
  const name = PARENT_NAMES.find((known) => known === names[0]);
  if (name === undefined) return undefined;
  const id = query[name];
  if (!isId(id)) throw badRequest({ code: 'ROWS_WRONG_VALUE', name });
  return { name, id };
};

/**
 * Checks a query.
 *
 * @param keysOf how many numbers make a place in the list
 * @throws ControlError 400 if a filter is not one of the kind, or has a wrong value; 404 if there is no such kind
 */
export const readRowQuery = (
  kindName: string,
  query: RowQuery,
  keysOf: (kind: RowKind, parent: Parent | undefined) => number,
): CheckedQuery => {
  const kind = kindOf(kindName);
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  const parent = parentOf(kind, given, query);
  const { id, search = '', limit = DEFAULT_LIMIT, after } = query;
  if (id !== undefined && !isId(id)) throw badRequest({ code: 'ROWS_WRONG_VALUE', name: 'id' });
  if (!isText(search)) throw badRequest({ code: 'ROWS_WRONG_VALUE', name: 'search' });
  if (id !== undefined && search !== '') throw badRequest({ code: 'ROWS_ID_AND_SEARCH' });
  if (!isLimit(limit)) throw badRequest({ code: 'ROWS_WRONG_VALUE', name: 'limit' });
  const place = after === undefined ? undefined : placeIn(after);
  if (place !== undefined && place.length !== keysOf(kind, parent)) {
    throw badRequest({ code: 'ROWS_WRONG_VALUE', name: 'after' });
  }
  return { kind, parent, id, search: search === '' ? undefined : search, limit, after: place };
};
