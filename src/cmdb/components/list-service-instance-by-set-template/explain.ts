import type { CmdbData } from '../../repository.js';
import type { Int64 } from '../../../model/ids.js';
import type { RowPage } from '../../../store/queries/service-instances.js';
import { explainPage } from '../../parameters/explain-page.js';
import type { Page } from '../../parameters/page.js';
import { otherAccount } from '../../supplier-account.js';
import { businesses, list, named, plural } from '../../../util/words.js';

const NOUN = 'service instance';

/** The parameters of a call, decoded. */
interface Question {
  bizId: Int64;
  setTemplateId: Int64;
  page: Page;
  supplierAccount: string;
}

const noSetTemplate = (data: CmdbData, setTemplateId: Int64, bizId: Int64): string => {
  const why = [`there is no set template ${setTemplateId}`];
  const modules = data.modules.ofServiceTemplate(setTemplateId);
  if (modules.length > 0) why.push(`${setTemplateId} is a service template, of ${named('module', 'modules', modules)}`);
  const others = data.serviceInstances.setTemplatesOf(bizId);
  if (others.length > 0) why.push(`business ${bizId} has ${list(others)}`);
  else if (data.serviceInstances.range() === undefined) why.push('the data holds no service instances');
  else if (data.setTemplates.areDeclared || data.modules.carrySetTemplates)
    why.push(`business ${bizId} has no service instances of any`);
  else why.push('the data has no set templates');
  return why.join('; ');
};

/** Explains that no module of the business carries the set template. */
const noModules = (data: CmdbData, setTemplateId: Int64, bizId: Int64): string => {
  const others = data.modules.businessesOfSetTemplate(setTemplateId);
  if (data.businesses.lacks(bizId)) {
    const missing = `there is no business ${bizId}`;
    return others.length === 0
      ? missing
      : `${missing}; set template ${setTemplateId} has modules in ${businesses(others)}`;
  }
  if (others.length > 0) {
    return (
      `set template ${setTemplateId} has no modules in business ${bizId}; ` +
      `${businesses(others)} ${others.length === 1 ? 'has' : 'have'}`
    );
  }
  const declared = data.setTemplates.get(setTemplateId);
  if (declared === undefined) return noSetTemplate(data, setTemplateId, bizId);
  const { bk_biz_id: itsBusiness } = declared;
  return itsBusiness === null || itsBusiness === Number(bizId)
    ? `set template ${setTemplateId} has no modules`
    : `set template ${setTemplateId} belongs to business ${itsBusiness}, the request asked for ${bizId}; the template has no modules`;
};

/** Explains why a set template has no service instances in a business. */
const whyNone = (data: CmdbData, { bizId, setTemplateId }: Question): string => {
  if (bizId <= 0) return `ids of businesses are above 0, the request asked for ${bizId}`;
  if (setTemplateId < 0) return `ids of set templates are above 0, the request asked for ${setTemplateId}`;
  const modules = data.modules.ofSetTemplate(bizId, setTemplateId);
  if (modules.length === 0) return noModules(data, setTemplateId, bizId);
  return (
    (modules.length === 1 ? 'the module' : 'the modules') +
    ` of set template ${setTemplateId} in business ${bizId} (${list(modules)}) ` +
    (modules.length === 1 ? 'has no service instances' : 'have no service instances')
  );
};

/**
 * Explains why an answer has no rows, or fewer than its page could have, or than the set template has; undefined if it has
 * all of them.
 */
export const explainServiceInstances = (
  data: CmdbData,
  question: Question,
  { count, hidden }: RowPage,
): string | undefined => {
  if (hidden > 0) {
    const { setTemplateId, bizId, supplierAccount } = question;
    const of = `${hidden} of the ${plural(count + hidden, NOUN)} of set template ${setTemplateId} in business ${bizId}`;
    const page = count === 0 ? undefined : explainPage(question.page, count, NOUN);
    return [`${of} ${otherAccount(hidden, supplierAccount)}`, ...(page === undefined ? [] : [page])].join('; ');
  }
  return count === 0 ? whyNone(data, question) : explainPage(question.page, count, NOUN);
};
