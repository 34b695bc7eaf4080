import type { ParentName, RowKind } from '../../model/row-list.js';
import { TimeSlice } from '../../util/time-slices/time-slice.js';
import type { Modules } from './modules.js';
import { listKey, type FoundRow, type ListStatements, type RowStatements } from './row-statements.js';

/** A row that others belong to. */
export interface Parent {
  name: ParentName;
  id: number;
}

/** The place of a row in its list: the values of the columns that order it. */
export type Place = readonly number[];

/** A page of rows, and how many there are on all pages. */
export interface FoundRows {
  total: number;
  rows: FoundRow[];
  /** True if more rows follow. */
  hasMore: boolean;
}

/** Rows that a search looks at in one statement. */
const CHUNK = 2000;

/** The place of a row that was found. */
export const placeOf = (row: Readonly<Record<string, string | number>>): number[] =>
  Object.keys(row)
    .filter((column) => column.startsWith('key'))
    .map((column) => Number(row[column]));

/** True if a place comes behind another one. */
const isBehind = (one: Place, other: Place): boolean =>
  one.some((value, at) => value > Number(other[at]) && one.slice(0, at).every((same, index) => same === other[index]));

/** The things that a search compares: the id, the text as JSON has it, and the name. */
type Needle = [id: number | null, json: string | null, name: string | null];

const contains = (text: string): string => `%${text.replace(/[!%_]/g, '!$&')}%`;

const needleOf = (search: string | number): Needle => {
  if (typeof search === 'number') return [search, null, null];
  const id = /^\d{1,15}$/.test(search) ? Number(search) : null;
  return [id, contains(JSON.stringify(search).slice(1, -1)), contains(search)];
};

const NO_NEEDLE = [null, null, null];

/** The rows of one data set in lists: all of a kind, or those that belong to a parent. */
export class RowLists {
  readonly #statements: RowStatements;
  readonly #dataset: number;
  readonly #modules: Modules;

  constructor(statements: RowStatements, dataset: number, modules: Modules) {
    this.#statements = statements;
    this.#dataset = dataset;
    this.#modules = modules;
  }

  #list(kind: RowKind, parent: Parent | undefined): ListStatements {
    return this.#statements.get(listKey(kind, parent?.name)) as ListStatements;
  }

  /** The first parameters of the statements: several if the rows lie in several parts of an index, in this order. */
  #parts(kind: RowKind, parent: Parent | undefined): number[][] {
    if (parent === undefined) return [[this.#dataset]];
    if (kind !== 'service_instances' || parent.name !== 'set_template') return [[this.#dataset, parent.id]];
    return this.#modules.businessesOfSetTemplate(parent.id).map((bizId) => [this.#dataset, parent.id, bizId]);
  }

  /** How many columns make the place of a row in a list. */
  keysOf(kind: RowKind, parent: Parent | undefined): number {
    return this.#list(kind, parent).keys;
  }

  /** How many rows belong to a parent. */
  count(kind: RowKind, parent: Parent): number {
    const { count } = this.#list(kind, parent);
    return this.#parts(kind, parent).reduce((sum, part) => sum + (count.get(...part) as number), 0);
  }

  /**
   * The rows after a place, without looking at others.
   *
   * @param after undefined for the first page
   */
  page(kind: RowKind, parent: Parent | undefined, limit: number, after?: Place): Omit<FoundRows, 'total'> {
    const { page, keys } = this.#list(kind, parent);
    const [first, last] = [Array<number>(keys).fill(-1), Array<number>(keys).fill(Number.MAX_SAFE_INTEGER)];
    const rows: FoundRow[] = [];
    for (const part of this.#parts(kind, parent)) {
      const left = limit + 1 - rows.length;
      rows.push(...page.all(...part, ...(after ?? first), ...last, null, ...NO_NEEDLE, left));
    }
    return { rows: rows.slice(0, limit), hasMore: rows.length > limit };
  }

  /**
   * The rows after a place whose name has a text in it, or whose id it is. All rows of the list are looked at, in several turns of
   * the event loop; those before and after an id only if the list has another order.
   *
   * @param search a text, or an id alone
   */
  async search(
    kind: RowKind,
    parent: Parent | undefined,
    search: string | number,
    limit: number,
    after?: Place,
  ): Promise<FoundRows> {
    const { page, countFound, placeAfter, keys, isById } = this.#list(kind, parent);
    const needle = needleOf(search);
    const last = Array<number>(keys).fill(Number.MAX_SAFE_INTEGER);
    const first = Array<number>(keys).fill(-1);
    if (isById && typeof search === 'number') {
      first.splice(0, keys, search - 1, ...last.slice(1));
      last[0] = search;
    }
    const begin = after ?? first;
    const rows: FoundRow[] = [];
    let total = 0;
    const slice = new TimeSlice();
    for (const part of this.#parts(kind, parent)) {
      let from: Place = first;
      while (from !== last) {
        const boundary = placeAfter.get(...part, ...from, CHUNK - 1);
        const end = boundary === undefined ? last : placeOf(boundary);
        const to: Place = isBehind(end, last) ? last : end;
        const found = countFound.get(...part, ...from, ...to, ...needle) as number;
        total += found;
        const left = limit + 1 - rows.length;
        if (found > 0 && left > 0 && isBehind(to, begin)) {
          const start = isBehind(begin, from) ? begin : from;
          rows.push(...page.all(...part, ...start, ...to, '', ...needle, left));
        }
        from = to;
        if (slice.isOver) await slice.next();
      }
    }
    return { total, rows: rows.slice(0, limit), hasMore: rows.length > limit };
  }
}
