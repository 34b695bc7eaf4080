import type { Int64 } from '../../../model/ids.js';
import { joinReasons, list, listAll, listZh, plural } from '../../../util/words.js';
import type { Text } from '../../../model/language.js';
import { noBusiness, notABusiness } from '../../no-business.js';
import { explainPage } from '../../parameters/explain-page.js';
import type { Page } from '../../parameters/page.js';
import type { CmdbData } from '../../repository.js';
import { isAccountLimited } from '../../supplier-account.js';
import type { Selected, ServiceInstanceFilter } from './query.js';

const NOUN = 'service instance';

const hostsOf = (ids: readonly Int64[]): Text => {
  const shown = ids.map(String);
  return { en: `${ids.length === 1 ? 'host' : 'hosts'} ${list(shown)}`, zh: `主机 ${listZh(shown)}` };
};

const placeOf = ({ bizId, moduleId, hostIds }: ServiceInstanceFilter): Text => {
  const hosts = hostIds.length === 0 ? undefined : hostsOf(hostIds);
  const module =
    moduleId === undefined ? { en: '', zh: '' } : { en: ` in module ${moduleId}`, zh: `模块 ${moduleId} ` };
  return {
    en: `business ${bizId} has no service instances${module.en}${hosts === undefined ? '' : ` on ${hosts.en}`}`,
    zh: `业务 ${bizId} ${module.zh}中没有${hosts === undefined ? '' : `${hosts.zh} 上的`}服务实例`,
  };
};

/** Names the modules or hosts of the request that are not in the data; undefined if all are. */
const notThere = (kind: Text, ids: readonly Int64[], exists: (id: Int64) => boolean): Text | undefined => {
  const unknown = ids.filter((id) => !exists(id)).map(String);
  if (unknown.length === 0) return undefined;
  return { en: `there is no ${kind.en} ${list(unknown)}`, zh: `没有${kind.zh} ${listZh(unknown)}` };
};

/** Explains that no row is in the business, the module and the hosts of the request. */
const whyNoCandidates = (data: CmdbData, filter: ServiceInstanceFilter): Text => {
  const { bizId, moduleId, hostIds, supplierAccount } = filter;
  if (bizId < 0) return notABusiness(bizId);
  if (data.businesses.lacks(bizId)) return noBusiness(bizId);
  const inBusiness = data.serviceInstances.countOf(bizId, undefined);
  const hasOthers = isAccountLimited(supplierAccount) && data.serviceInstances.haveOtherAccounts(bizId);
  return joinReasons([
    placeOf(filter),
    inBusiness === 0
      ? undefined
      : { en: `it has ${plural(inBusiness, NOUN)} in all`, zh: `该业务共有 ${inBusiness} 个服务实例` },
    hasOthers
      ? {
          en: `some are of other supplier accounts than 0, the request asked for ${supplierAccount}`,
          zh: `有的属于 0 以外的开发商账号，请求的是 ${supplierAccount}`,
        }
      : undefined,
    notThere({ en: 'module', zh: '模块' }, moduleId === undefined ? [] : [moduleId], (id) => data.modules.has(id)),
    notThere({ en: 'host', zh: '主机' }, hostIds, (id) => data.hosts.has(id)),
  ]);
};

/** `business 2, module 20 and hosts 70 and 71`. */
const scopeOf = ({ bizId, moduleId, hostIds }: ServiceInstanceFilter): Text => {
  const parts: Text[] = [{ en: `business ${bizId}`, zh: `业务 ${bizId}` }];
  if (moduleId !== undefined) parts.push({ en: `module ${moduleId}`, zh: `模块 ${moduleId}` });
  if (hostIds.length > 0) parts.push(hostsOf(hostIds));
  return { en: listAll(parts.map(({ en }) => en)), zh: parts.map(({ zh }) => zh).join('、') };
};

const noneNamed = (filter: ServiceInstanceFilter, candidates: number): Text => {
  const scope = scopeOf(filter);
  return {
    en: `search_key matches the names of none of the ${plural(candidates, NOUN)} in ${scope.en}`,
    zh: `${scope.zh} 中的 ${candidates} 个服务实例，名称都不匹配 search_key`,
  };
};

const noneSelected = (filter: ServiceInstanceFilter, named: number): Text => {
  const scope = scopeOf(filter);
  const keys = [...new Set(filter.selectors.map(({ key }) => key))];
  const byName =
    filter.pattern === undefined ? { en: '', zh: '的' } : { en: ' that search_key matches', zh: '匹配 search_key 的' };
  return {
    en: `the selectors (${listAll(keys)}) match the labels of none of the ${plural(named, NOUN)}${byName.en} in ${scope.en}`,
    zh: `${scope.zh} 中${byName.zh} ${named} 个服务实例，标签都不符合 selectors（${keys.join('、')}）`,
  };
};

/** Explains an empty or short answer; undefined if it is neither. */
export const explainServiceInstances = (
  data: CmdbData,
  filter: ServiceInstanceFilter,
  page: Page,
  { candidates, named, count }: Selected,
): Text | undefined => {
  if (candidates === 0) return whyNoCandidates(data, filter);
  if (named === 0) return noneNamed(filter, candidates);
  return count > 0 ? explainPage(page, count) : noneSelected(filter, named);
};
