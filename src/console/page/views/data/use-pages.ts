import { useState } from 'preact/hooks';
import type { ListedRow, RowKind, RowList, RowQuery } from '../../../../model/row-list.ts';
import { asFailure, type ControlFailure } from '../../api/control.ts';
import { listRows } from './rows.ts';

/** The pages of a list that are shown so far. */
export interface Pages {
  rows: readonly ListedRow[];
  /** Shows the next page; undefined after the last one. */
  more: (() => void) | undefined;
  isLoading: boolean;
  failure: ControlFailure | undefined;
}

interface Added {
  /** The first page, which the others follow. */
  to: RowList | undefined;
  rows: readonly ListedRow[];
  next: string | null;
  isLoading: boolean;
  failure?: ControlFailure;
}

/** Pages that follow a first one, as they are wanted. @param first undefined until it is there */
export const usePages = (kind: RowKind, query: RowQuery, first: RowList | undefined): Pages => {
  const [added, setAdded] = useState<Added>();
  const start: Added = { to: first, rows: [], next: first?.next ?? null, isLoading: false };
  const { rows, next, isLoading, failure } = added?.to === first && added !== undefined ? added : start;
  const more = async (after: string): Promise<void> => {
    const before: Added = { to: first, rows, next, isLoading: false };
    // A list that begins anew meanwhile does not get pages of the one before.
    const put = (state: Added): void => setAdded((now) => (now === undefined || now.to === first ? state : now));
    setAdded({ ...before, isLoading: true });
    try {
      const page = await listRows(kind, { ...query, after }, new AbortController().signal);
      put({ ...before, rows: [...rows, ...page.rows], next: page.next });
    } catch (error) {
      put({ ...before, failure: asFailure(error) });
    }
  };
  return {
    rows: [...(first?.rows ?? []), ...rows],
    more: next === null || isLoading ? undefined : () => void more(next),
    isLoading,
    failure,
  };
};
