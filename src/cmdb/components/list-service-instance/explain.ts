import type { Int64 } from '../../../model/ids.js';
import { list, listAll, plural } from '../../../util/words.js';
import { explainPage } from '../../parameters/explain-page.js';
import type { Page } from '../../parameters/page.js';
import type { CmdbData } from '../../repository.js';
import { isAccountLimited } from '../../supplier-account.js';
import type { Selected, ServiceInstanceFilter } from './query.js';

const NOUN = 'service instance';

const hostsOf = (ids: readonly Int64[]): string => `${ids.length === 1 ? 'host' : 'hosts'} ${list(ids.map(String))}`;

const placeOf = ({ bizId, moduleId, hostIds }: ServiceInstanceFilter): string => {
  const hosts = hostIds.length === 0 ? '' : ` on ${hostsOf(hostIds)}`;
  const module = moduleId === undefined ? '' : ` in module ${moduleId}`;
  return `business ${bizId} has no service instances${module}${hosts}`;
};

/** Explains that no row is in the business, the module and the hosts of the request. */
const whyNoCandidates = (data: CmdbData, filter: ServiceInstanceFilter): string => {
  const { bizId, moduleId, hostIds, supplierAccount } = filter;
  if (bizId < 0) return `ids of businesses are above 0, the request asked for ${bizId}`;
  if (data.businesses.lacks(bizId)) return `there is no business ${bizId}`;
  const why = [placeOf(filter)];
  const inBusiness = data.serviceInstances.countOf(bizId, undefined);
  if (inBusiness > 0) why.push(`it has ${plural(inBusiness, NOUN)} in all`);
  if (isAccountLimited(supplierAccount) && data.serviceInstances.haveOtherAccounts(bizId)) {
    why.push(`some are of other supplier accounts than 0, the request asked for ${supplierAccount}`);
  }
  const missing: [string, readonly Int64[], (id: Int64) => boolean][] = [
    ['module', moduleId === undefined ? [] : [moduleId], (id) => data.modules.has(id)],
    ['host', hostIds, (id) => data.hosts.has(id)],
  ];
  for (const [kind, ids, exists] of missing) {
    const unknown = ids.filter((id) => !exists(id)).map(String);
    if (unknown.length > 0) why.push(`there is no ${kind} ${list(unknown)}`);
  }
  return why.join('; ');
};

/** `business 2, module 20 and hosts 70 and 71`. */
const scopeOf = ({ bizId, moduleId, hostIds }: ServiceInstanceFilter): string =>
  listAll([
    `business ${bizId}`,
    ...(moduleId === undefined ? [] : [`module ${moduleId}`]),
    ...(hostIds.length === 0 ? [] : [hostsOf(hostIds)]),
  ]);

/** Explains an empty or short answer; undefined if it is neither. */
export const explainServiceInstances = (
  data: CmdbData,
  filter: ServiceInstanceFilter,
  page: Page,
  { candidates, named, count }: Selected,
): string | undefined => {
  if (candidates === 0) return whyNoCandidates(data, filter);
  if (named === 0)
    return `search_key matches the names of none of the ${plural(candidates, NOUN)} in ${scopeOf(filter)}`;
  if (count > 0) return explainPage(page, count, NOUN);
  const byName = filter.pattern === undefined ? '' : ' that search_key matches';
  const keys = listAll([...new Set(filter.selectors.map(({ key }) => key))]);
  return `the selectors (${keys}) match the labels of none of the ${plural(named, NOUN)}${byName} in ${scopeOf(filter)}`;
};
