import {
  PARENTS,
  PARENTS_OF,
  ROW_KINDS,
  type ParentName,
  type RowKind,
  type RowList,
  type RowQuery,
} from '../../model/row-list.js';
import type { StoredDataset } from '../../store/datasets/stored-dataset.js';
import type { DatasetReader } from '../../store/queries/dataset-reader.js';
import { placeOf, type FoundRows } from '../../store/queries/row-lists.js';
import type { FoundRow } from '../../store/queries/row-statements.js';
import { TimeSlice } from '../../util/time-slices/time-slice.js';
import { readRowQuery, type CheckedQuery } from './read-row-query.js';
import { requestOfInstances, requestOfRow } from './request-of-row.js';

/** The filter for the rows that belong to one of a kind. */
const asParent = (kind: RowKind): ParentName | undefined =>
  (Object.keys(PARENTS) as ParentName[]).find((name) => PARENTS[name] === kind);

const countsOf = ({ rows }: DatasetReader, kind: RowKind, id: number): Partial<Record<RowKind, number>> => {
  const name = asParent(kind);
  if (name === undefined) return {};
  const children = ROW_KINDS.filter((child) => PARENTS_OF[child].includes(name));
  return Object.fromEntries(children.map((child) => [child, rows.count(child, { name, id })]));
};

const find = async ({ reader, summary }: StoredDataset, query: CheckedQuery): Promise<FoundRows> => {
  const { kind, parent, id, search, limit, after } = query;
  const sought = id ?? search;
  if (sought !== undefined) return reader.rows.search(kind, parent, sought, limit, after);
  const total = parent === undefined ? summary.counts[kind] : reader.rows.count(kind, parent);
  return { total, ...reader.rows.page(kind, parent, limit, after) };
};

/**
 * Lists rows of a data set, which the caller holds, in several turns of the event loop.
 *
 * @throws ControlError 400 if a filter is not one of the kind, or has a wrong value; 404 if there is no such kind
 */
export const listRows = async (dataset: StoredDataset, kindName: string, query: RowQuery): Promise<RowList> => {
  const { reader } = dataset;
  const checked = readRowQuery(kindName, query, (kind, parent) => reader.rows.keysOf(kind, parent));
  const { kind } = checked;
  const { total, rows, hasMore } = await find(dataset, checked);
  const slice = new TimeSlice();
  const listed: RowList['rows'][number][] = [];
  for (const found of rows) {
    if (slice.isOver) await slice.next();
    const { id, name, json } = found;
    const row = JSON.parse(json) as Record<string, unknown>;
    listed.push({
      ...{ id, name, row },
      counts: countsOf(reader, kind, id),
      request: requestOfRow(reader, kind, found, row),
      instances_request: requestOfInstances(reader, kind, row),
    });
  }
  return { total, rows: listed, next: hasMore ? placeOf(rows.at(-1) as FoundRow).join('-') : null };
};
