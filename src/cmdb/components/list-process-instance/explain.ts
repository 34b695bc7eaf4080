import type { ProcessList } from '../../../store/queries/processes.js';
import type { CmdbData } from '../../repository.js';
import type { Int64 } from '../../../model/ids.js';
import type { Text } from '../../../model/language.js';
import type { EntityKind } from '../../../store/queries/dataset-reader.js';
import { notABusiness } from '../../no-business.js';
import { otherAccount } from '../../supplier-account.js';
import { businesses, joinReasons, list, listZh, plural } from '../../../util/words.js';

/** The parameters of a call, decoded. */
interface Question {
  serviceInstanceId: Int64;
  /** 0 if the caller names none. */
  bizId: Int64;
  supplierAccount: string;
}

const KINDS_ZH: Readonly<Record<EntityKind, string>> = {
  host: '主机',
  module: '模块',
  'set template': '集群模板',
  business: '业务',
};

/** Says which service instances there are, for a request of one that is none of them. */
const thereAre = (data: CmdbData): Text => {
  const all = data.serviceInstances.range();
  if (all === undefined) return { en: 'the data holds no service instances', zh: '数据中没有服务实例' };
  const { count, first, last } = all;
  return count === 1
    ? { en: `the data has one, ${first}`, zh: `数据中只有一个，即 ${first}` }
    : { en: `the data has ${count}, from ${first} to ${last}`, zh: `数据中有 ${count} 个，从 ${first} 到 ${last}` };
};

const noServiceInstance = (data: CmdbData, id: Int64): Text => {
  const kinds = data.kindsOf(id);
  return joinReasons([
    { en: `there is no service instance ${id}`, zh: `没有服务实例 ${id}` },
    kinds.length === 0
      ? thereAre(data)
      : {
          en: `${id} is ${list(kinds.map((kind) => `a ${kind}`))}`,
          zh: `${id} 是${listZh(kinds.map((kind) => KINDS_ZH[kind]))}的 ID`,
        },
  ]);
};

const belongsTo = (id: Int64, itsBusiness: number): Text => ({
  en: `service instance ${id} belongs to business ${itsBusiness}`,
  zh: `服务实例 ${id} 属于业务 ${itsBusiness}`,
});

/** Says where a service instance is, for a request that names no business in which it could be. */
export const whereItIs = (data: CmdbData, id: Int64): Text => {
  const itsBusiness = data.serviceInstances.businessOf(id);
  if (itsBusiness !== undefined) return belongsTo(id, itsBusiness);
  const found = data.processes.businessesOf(id);
  return found.length > 0
    ? {
        en: `the processes of service instance ${id} are in ${businesses(found)}`,
        zh: `服务实例 ${id} 的进程在业务 ${listZh(found)} 中`,
      }
    : noServiceInstance(data, id);
};

/** Explains that no process of a service instance is in the data. */
const noProcesses = (data: CmdbData, id: Int64): Text =>
  data.processes.areUncaptured(id)
    ? { en: 'its processes were not captured', zh: '其进程没有被抓取' }
    : { en: 'the instance has no processes', zh: '该实例没有进程' };

/** Explains that the service instance belongs to another business than the one asked for. */
const misplaced = (data: CmdbData, id: Int64, itsBusiness: number, found: readonly number[], bizId: Int64): Text => {
  const { en, zh } = belongsTo(id, itsBusiness);
  const isMissing = data.businesses.lacks(bizId);
  const why = {
    en: `${en}, the request asked for ${bizId}${isMissing ? `, and there is no business ${bizId}` : ''}`,
    zh: `${zh}，请求的是业务 ${bizId}${isMissing ? `，而业务 ${bizId} 不存在` : ''}`,
  };
  if (found.length === 0) return joinReasons([why, noProcesses(data, id)]);
  if (found.includes(itsBusiness)) return why;
  return joinReasons([
    why,
    { en: `its processes are in ${businesses(found)}`, zh: `其进程在业务 ${listZh(found)} 中` },
  ]);
};

/** Explains an empty answer. */
const whyNone = (data: CmdbData, { serviceInstanceId: id, bizId }: Question): Text => {
  if (id < 0) {
    return {
      en: `ids of service instances are above 0, the request asked for ${id}`,
      zh: `服务实例 ID 应大于 0，请求的是 ${id}`,
    };
  }
  if (bizId < 0) return joinReasons([notABusiness(bizId), whereItIs(data, id)]);
  const itsBusiness = data.serviceInstances.businessOf(id);
  const found = data.processes.businessesOf(id);
  if (itsBusiness === undefined) {
    if (found.length === 0) return noServiceInstance(data, id);
    return {
      en:
        `service instance ${id} is not written out, its processes are in ${businesses(found)}; ` +
        `the request asked for ${bizId}`,
      zh: `数据中没有定义服务实例 ${id}，其进程在业务 ${listZh(found)} 中；请求的是业务 ${bizId}`,
    };
  }
  if (bizId !== 0 && Number(bizId) !== itsBusiness) return misplaced(data, id, itsBusiness, found, bizId);
  if (found.length === 0) {
    return data.processes.areUncaptured(id)
      ? { en: `the processes of service instance ${id} were not captured`, zh: `服务实例 ${id} 的进程没有被抓取` }
      : { en: `service instance ${id} has no processes`, zh: `服务实例 ${id} 没有进程` };
  }
  return {
    en: `the processes of service instance ${id} are in ${businesses(found)}, the request asked for ${itsBusiness}`,
    zh: `服务实例 ${id} 的进程在业务 ${listZh(found)} 中，请求的是业务 ${itsBusiness}`,
  };
};

/** Explains an answer with some of the processes only. */
const whySome = (
  data: CmdbData,
  { serviceInstanceId: id, bizId }: Question,
  { data: rows, elsewhere }: ProcessList,
): Text => {
  const all = (JSON.parse((rows as Buffer).toString()) as unknown[]).length + elsewhere;
  const others = data.processes.businessesOf(id).filter((other) => other !== Number(bizId));
  return {
    en:
      `${elsewhere} of the ${all} processes of service instance ${id} ${elsewhere === 1 ? 'is' : 'are'} ` +
      `in ${businesses(others)}, the request asked for ${bizId}`,
    zh: `服务实例 ${id} 的 ${all} 个进程中有 ${elsewhere} 个在业务 ${listZh(others)} 中，请求的是业务 ${bizId}`,
  };
};

/** Explains that processes come without their attributes. */
const whyHidden = ({ serviceInstanceId: id, supplierAccount }: Question, hidden: number): Text => {
  const { en, zh } = otherAccount(hidden, supplierAccount);
  return {
    en:
      `property is null in ${plural(hidden, 'process')} of service instance ${id}: ` +
      `${hidden === 1 ? 'it' : 'they'} ${en}`,
    zh: `服务实例 ${id} 有 ${hidden} 个进程的 property 为 null：${zh}`,
  };
};

/**
 * Explains why an answer has none, or not all, of the processes of a service instance, or some without attributes; undefined
 * if it has all.
 */
export const explainProcesses = (data: CmdbData, question: Question, answer: ProcessList): Text | undefined => {
  const why: Text[] = [];
  if (answer.elsewhere > 0) why.push(whySome(data, question, answer));
  else if (answer.data === undefined) why.push(whyNone(data, question));
  if (answer.hidden > 0) why.push(whyHidden(question, answer.hidden));
  return why.length === 0 ? undefined : joinReasons(why);
};
