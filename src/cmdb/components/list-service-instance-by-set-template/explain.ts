import type { CmdbData } from '../../repository.js';
import type { Int64 } from '../../../model/ids.js';
import type { RowPage } from '../../../store/queries/service-instances.js';
import type { Text } from '../../../model/language.js';
import { noBusiness, notABusiness } from '../../no-business.js';
import { explainPage } from '../../parameters/explain-page.js';
import type { Page } from '../../parameters/page.js';
import { otherAccount } from '../../supplier-account.js';
import { businesses, joinReasons, list, listZh, named, plural } from '../../../util/words.js';

/** The parameters of a call, decoded. */
interface Question {
  bizId: Int64;
  setTemplateId: Int64;
  page: Page;
  supplierAccount: string;
}

/** Says which set templates the business has, for a request of one that is none of them. */
const thereAre = (data: CmdbData, bizId: Int64): Text => {
  const others = data.serviceInstances.setTemplatesOf(bizId);
  if (others.length > 0) {
    return { en: `business ${bizId} has ${list(others)}`, zh: `业务 ${bizId} 有集群模板 ${listZh(others)}` };
  }
  if (data.serviceInstances.range() === undefined) {
    return { en: 'the data holds no service instances', zh: '数据中没有服务实例' };
  }
  return data.setTemplates.areDeclared || data.modules.carrySetTemplates
    ? {
        en: `business ${bizId} has no service instances of any`,
        zh: `业务 ${bizId} 没有任何集群模板的服务实例`,
      }
    : { en: 'the data has no set templates', zh: '数据中没有集群模板' };
};

const noSetTemplate = (data: CmdbData, setTemplateId: Int64, bizId: Int64): Text => {
  const modules = data.modules.ofServiceTemplate(setTemplateId);
  return joinReasons([
    { en: `there is no set template ${setTemplateId}`, zh: `没有集群模板 ${setTemplateId}` },
    modules.length === 0
      ? undefined
      : {
          en: `${setTemplateId} is a service template, of ${named('module', 'modules', modules)}`,
          zh: `${setTemplateId} 是模块 ${listZh(modules)} 的服务模板`,
        },
    thereAre(data, bizId),
  ]);
};

/** Explains that no module of the business carries the set template. */
const noModules = (data: CmdbData, setTemplateId: Int64, bizId: Int64): Text => {
  const others = data.modules.businessesOfSetTemplate(setTemplateId);
  if (data.businesses.lacks(bizId)) {
    return joinReasons([
      noBusiness(bizId),
      others.length === 0
        ? undefined
        : {
            en: `set template ${setTemplateId} has modules in ${businesses(others)}`,
            zh: `集群模板 ${setTemplateId} 的模块在业务 ${listZh(others)} 中`,
          },
    ]);
  }
  if (others.length > 0) {
    return {
      en:
        `set template ${setTemplateId} has no modules in business ${bizId}; ` +
        `${businesses(others)} ${others.length === 1 ? 'has' : 'have'}`,
      zh: `集群模板 ${setTemplateId} 在业务 ${bizId} 中没有模块；在业务 ${listZh(others)} 中有`,
    };
  }
  const declared = data.setTemplates.get(setTemplateId);
  if (declared === undefined) return noSetTemplate(data, setTemplateId, bizId);
  const { bk_biz_id: itsBusiness } = declared;
  return itsBusiness === null || itsBusiness === Number(bizId)
    ? { en: `set template ${setTemplateId} has no modules`, zh: `集群模板 ${setTemplateId} 没有模块` }
    : {
        en: `set template ${setTemplateId} belongs to business ${itsBusiness}, the request asked for ${bizId}; the template has no modules`,
        zh: `集群模板 ${setTemplateId} 属于业务 ${itsBusiness}，请求的是业务 ${bizId}；该模板没有模块`,
      };
};

/** Explains why a set template has no service instances in a business. */
const whyNone = (data: CmdbData, { bizId, setTemplateId }: Question): Text => {
  if (bizId <= 0) return notABusiness(bizId);
  if (setTemplateId < 0) {
    return {
      en: `ids of set templates are above 0, the request asked for ${setTemplateId}`,
      zh: `集群模板 ID 应大于 0，请求的是 ${setTemplateId}`,
    };
  }
  const modules = data.modules.ofSetTemplate(bizId, setTemplateId);
  if (modules.length === 0) return noModules(data, setTemplateId, bizId);
  const [noun, have] = modules.length === 1 ? ['module', 'has'] : ['modules', 'have'];
  return {
    en: `the ${noun} of set template ${setTemplateId} in business ${bizId} (${list(modules)}) ${have} no service instances`,
    zh: `集群模板 ${setTemplateId} 在业务 ${bizId} 中的模块（${listZh(modules)}）没有服务实例`,
  };
};

/**
 * Explains why an answer has no rows, or fewer than its page could have, or than the set template has; undefined if it has
 * all of them.
 */
export const explainServiceInstances = (
  data: CmdbData,
  question: Question,
  { count, hidden }: RowPage,
): Text | undefined => {
  if (hidden > 0) {
    const { setTemplateId, bizId, supplierAccount } = question;
    const all = count + hidden;
    const { en, zh } = otherAccount(hidden, supplierAccount);
    const why = {
      en: `${hidden} of the ${plural(all, 'service instance')} of set template ${setTemplateId} in business ${bizId} ${en}`,
      zh: `集群模板 ${setTemplateId} 在业务 ${bizId} 中的 ${all} 个服务实例有 ${hidden} 个${zh}`,
    };
    return joinReasons([why, count === 0 ? undefined : explainPage(question.page, count)]);
  }
  return count === 0 ? whyNone(data, question) : explainPage(question.page, count);
};
