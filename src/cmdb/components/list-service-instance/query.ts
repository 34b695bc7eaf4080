import type { RE2JS } from 're2js';
import type { Int64 } from '../../../model/ids.js';
import type { ServiceInstance } from '../../../model/rows.js';
import type { StoredServiceInstance } from '../../../store/queries/service-instances.js';
import type { JsonText } from '../../../calls/reply/json-text.js';
import { chunks } from '../../../util/iterables.js';
import { RowText } from '../../row-text.js';
import { sortInSlices } from '../../../util/time-slices/sort-in-slices.js';
import { TimeSlice } from '../../../util/time-slices/time-slice.js';
import { matchesSelectors, type Selector } from '../../parameters/selectors.js';
import { compareBy, type SortKey, type SortValue } from '../../parameters/sort.js';
import type { CmdbData } from '../../repository.js';
import { isAccountLimited, seesAccount } from '../../supplier-account.js';

/** The conditions that a service instance has to meet. */
export interface ServiceInstanceFilter {
  bizId: Int64;
  /** Undefined for any module. */
  moduleId: Int64 | undefined;
  /** Empty for any host. */
  hostIds: readonly Int64[];
  /** Undefined for any name. */
  pattern: RE2JS | undefined;
  selectors: readonly Selector[];
  /** The supplier account that the request asks for. */
  supplierAccount: string;
}

export interface SortedPage {
  start: Int64;
  /** 0 for all rows. */
  limit: Int64;
  /** Empty for the order of ids. */
  sort: readonly SortKey[];
}

/** The rows of a page, and how many rows each condition left. */
export interface Selected {
  /** JSON text of the rows, with commas between. */
  rows: JsonText;
  /** Rows in the business, the module and the hosts that the supplier account sees. */
  candidates: number;
  /** Candidates with a name that `search_key` matches. */
  named: number;
  /** Named rows that the selectors match, too. */
  count: number;
}

/** Rows that are read at once. */
const CHUNK = 500;

/** Fields that rows can be sorted by. Rows sorted by any other field keep the order of ids, as if all lacked it. */
const SORTABLE: readonly (keyof ServiceInstance)[] = [
  'bk_biz_id',
  'id',
  'name',
  'service_template_id',
  'bk_host_id',
  'bk_module_id',
  'creator',
  'modifier',
  'create_time',
  'last_time',
  'bk_supplier_account',
];

const parse = (document: string): ServiceInstance => JSON.parse(document) as ServiceInstance;

/** The rows of the business, the module and the hosts, in order of id. They are read when they are needed. */
function* candidatesOf(
  { serviceInstances }: CmdbData,
  filter: ServiceInstanceFilter,
): Generator<StoredServiceInstance> {
  const { bizId, moduleId, hostIds } = filter;
  if (hostIds.length > 0) {
    for (const ids of chunks(serviceInstances.idsOfHosts(bizId, hostIds), CHUNK)) {
      for (const row of serviceInstances.byIds(ids)) {
        if (moduleId === undefined || parse(row.document).bk_module_id === Number(moduleId)) yield row;
      }
    }
    return;
  }
  let rows = serviceInstances.ofBusiness(bizId, moduleId, { limit: CHUNK });
  while (rows.length > 0) {
    yield* rows;
    rows = serviceInstances.ofBusiness(bizId, moduleId, {
      after: (rows.at(-1) as StoredServiceInstance).id,
      limit: CHUNK,
    });
  }
}

/** A value by which MongoDB sorts: CMDB keeps times as dates. */
const sortValueOf = (instance: ServiceInstance, field: string): SortValue => {
  const sortable = SORTABLE.find((name) => name === field);
  const value = sortable === undefined ? undefined : instance[sortable];
  if (typeof value === 'string') return field.endsWith('_time') ? Date.parse(value) : value;
  return typeof value === 'number' ? value : undefined;
};

/** A page without a condition on single rows: SQLite counts and skips rows in an index. */
const selectByIndex = (
  data: CmdbData,
  { bizId, moduleId }: ServiceInstanceFilter,
  { start, limit }: SortedPage,
): Selected => {
  const count = data.serviceInstances.countOf(bizId, moduleId);
  const rows = data.serviceInstances.ofBusiness(bizId, moduleId, { limit, skip: start });
  return { rows: rows.map(({ document }) => document).join(','), candidates: count, named: count, count };
};

interface SortedRow {
  id: number;
  values: SortValue[];
}

/** Sorts all matches and reads the rows of the page. */
const textOfSorted = async (
  data: CmdbData,
  matches: readonly SortedRow[],
  keys: readonly SortKey[],
  start: number,
  end: number,
) => {
  const compare = compareBy(keys);
  const sorted = await sortInSlices(matches, (one, other) => compare(one.values, other.values));
  const text = new RowText();
  const slice = new TimeSlice();
  for (const rows of chunks(sorted.slice(start, end), CHUNK)) {
    for (const { document } of data.serviceInstances.byIds(rows.map(({ id }) => id))) text.add(document);
    if (slice.isOver) await slice.next();
  }
  return text.join();
};

/** Looks at each row, in several turns of the event loop. */
const selectByScan = async (
  data: CmdbData,
  filter: ServiceInstanceFilter,
  { start, limit, sort }: SortedPage,
): Promise<Selected> => {
  const { pattern, selectors, supplierAccount } = filter;
  const end = limit === 0 ? Infinity : Number(start) + Number(limit);
  const text = new RowText();
  const matches: SortedRow[] = [];
  const selected = { candidates: 0, named: 0, count: 0 };
  const slice = new TimeSlice();
  for (const { id, document } of candidatesOf(data, filter)) {
    if (slice.isOver) await slice.next();
    const instance = parse(document);
    if (!seesAccount(supplierAccount, instance.bk_supplier_account)) continue;
    selected.candidates += 1;
    if (pattern?.test(instance.name) === false) continue;
    selected.named += 1;
    if (!matchesSelectors(instance.labels, selectors)) continue;
    if (sort.length > 0) matches.push({ id, values: sort.map(({ field }) => sortValueOf(instance, field)) });
    else if (selected.count >= start && selected.count < end) text.add(document);
    selected.count += 1;
  }
  if (sort.length === 0) return { ...selected, rows: text.join() };
  return { ...selected, rows: await textOfSorted(data, matches, sort, Number(start), end) };
};

/** The service instances that meet a filter, of one page. */
export const selectServiceInstances = async (
  data: CmdbData,
  filter: ServiceInstanceFilter,
  page: SortedPage,
): Promise<Selected> => {
  const { bizId, hostIds, pattern, selectors, supplierAccount } = filter;
  const hasCondition = hostIds.length > 0 || pattern !== undefined || selectors.length > 0 || page.sort.length > 0;
  const mayHide = isAccountLimited(supplierAccount) && data.serviceInstances.haveOtherAccounts(bizId);
  const needsScan = hasCondition || mayHide || page.limit === 0;
  return needsScan ? selectByScan(data, filter, page) : selectByIndex(data, filter, page);
};
