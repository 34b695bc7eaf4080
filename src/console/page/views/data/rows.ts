import { signal } from '@preact/signals';
import {
  PARENTS,
  type ListedRow,
  type ParentName,
  type RowKind,
  type RowList,
  type RowQuery,
} from '../../../../model/row-list.ts';
import { control } from '../../api/control.ts';
import { linkTo } from '../../state/route.ts';
import { aboveOf, type Reference } from './kinds.ts';

/** Raised when the rows are to be read again, because others may be there now. */
export const turn = signal(0);

/** Rows of a page. */
export const PAGE = 100;

export const listRows = (kind: RowKind, query: RowQuery, signal: AbortSignal): Promise<RowList> =>
  control(`/rows/${kind}`, { query: { ...query }, signal });

/** The filter for the rows that belong to another. */
export const filterBy = ({ kind, id }: Reference): RowQuery => {
  const name = (Object.keys(PARENTS) as ParentName[]).find((one) => PARENTS[one] === kind);
  return name === undefined ? {} : { [name]: id };
};

/** A row with its kind. */
export interface Step {
  kind: RowKind;
  row: ListedRow;
}

/** The service instance of a process. A process may have the id of another one of another service instance. */
const instanceOf = ({ kind, row }: Step): string => {
  const instance = kind === 'processes' ? aboveOf(kind, row.row)[0] : undefined;
  return instance === undefined ? '' : String(instance.id);
};

/** The link to a row. */
export const linkToRow = (step: Step, query: Readonly<Record<string, string>> = {}): string =>
  linkTo('data', [step.kind, step.row.id], { ...query, service_instance: instanceOf(step) });

const findRow = async (kind: RowKind, query: RowQuery, signal: AbortSignal): Promise<Step | undefined> => {
  const [row] = (await listRows(kind, query, signal)).rows;
  return row === undefined ? undefined : { kind, row };
};

/** The row that an address names. */
export interface Place {
  kind: RowKind;
  id: number;
  /** Of a process, its service instance. */
  instance: string | undefined;
}

/** The way through the tree to a row, from the root, with the row at its end; empty if there is no such row. */
export const findPath = async ({ kind, id, instance }: Place, signal: AbortSignal): Promise<Step[]> => {
  const filter: RowQuery = kind === 'processes' && instance !== undefined ? { service_instance: Number(instance) } : {};
  const path: Step[] = [];
  let step = await findRow(kind, { ...filter, id }, signal);
  while (step !== undefined) {
    path.unshift(step);
    const candidates: Reference[] = aboveOf(step.kind, step.row.row);
    step = undefined;
    for (const above of candidates) step ??= await findRow(above.kind, { id: above.id }, signal);
  }
  return path;
};
