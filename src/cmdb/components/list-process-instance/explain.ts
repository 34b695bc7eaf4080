import type { ProcessList } from '../../../store/queries/processes.js';
import type { CmdbData } from '../../repository.js';
import type { Int64 } from '../../../model/ids.js';
import { otherAccount } from '../../supplier-account.js';
import { businesses, list, plural } from '../../../util/words.js';

/** The parameters of a call, decoded. */
interface Question {
  serviceInstanceId: Int64;
  /** 0 if the caller names none. */
  bizId: Int64;
  supplierAccount: string;
}

const noServiceInstance = (data: CmdbData, id: Int64): string => {
  const missing = `there is no service instance ${id}`;
  const kinds = data.kindsOf(id);
  if (kinds.length > 0) return `${missing}; ${id} is ${list(kinds.map((kind) => `a ${kind}`))}`;
  const all = data.serviceInstances.range();
  if (all === undefined) return `${missing}; the data holds no service instances`;
  return all.count === 1
    ? `${missing}; the data has one, ${all.first}`
    : `${missing}; the data has ${all.count}, from ${all.first} to ${all.last}`;
};

/** Says where a service instance is, for a request that names no business in which it could be. */
export const whereItIs = (data: CmdbData, id: Int64): string => {
  const itsBusiness = data.serviceInstances.businessOf(id);
  if (itsBusiness !== undefined) return `service instance ${id} belongs to business ${itsBusiness}`;
  const found = data.processes.businessesOf(id);
  return found.length > 0
    ? `the processes of service instance ${id} are in ${businesses(found)}`
    : noServiceInstance(data, id);
};

/** Explains that no process of a service instance is in the data. */
const noProcesses = (data: CmdbData, id: Int64): string =>
  data.processes.areUncaptured(id) ? 'its processes were not captured' : 'the instance has no processes';

/** Explains that the service instance belongs to another business than the one asked for. */
const misplaced = (data: CmdbData, id: Int64, itsBusiness: number, found: readonly number[], bizId: Int64) => {
  const why =
    `service instance ${id} belongs to business ${itsBusiness}, ` +
    (data.businesses.lacks(bizId)
      ? `the request asked for ${bizId}, and there is no business ${bizId}`
      : `the request asked for ${bizId}`);
  if (found.length === 0) return `${why}; ${noProcesses(data, id)}`;
  return found.includes(itsBusiness) ? why : `${why}; its processes are in ${businesses(found)}`;
};

/** Explains an empty answer. */
const whyNone = (data: CmdbData, { serviceInstanceId: id, bizId }: Question): string => {
  if (id < 0) return `ids of service instances are above 0, the request asked for ${id}`;
  if (bizId < 0) {
    return `ids of businesses are above 0, the request asked for ${bizId}; ${whereItIs(data, id)}`;
  }
  const itsBusiness = data.serviceInstances.businessOf(id);
  const found = data.processes.businessesOf(id);
  if (itsBusiness === undefined) {
    if (found.length === 0) return noServiceInstance(data, id);
    return (
      `service instance ${id} is not written out, its processes are in ${businesses(found)}; ` +
      `the request asked for ${bizId}`
    );
  }
  if (bizId !== 0 && Number(bizId) !== itsBusiness) return misplaced(data, id, itsBusiness, found, bizId);
  if (found.length === 0) {
    return data.processes.areUncaptured(id)
      ? `the processes of service instance ${id} were not captured`
      : `service instance ${id} has no processes`;
  }
  return `the processes of service instance ${id} are in ${businesses(found)}, the request asked for ${itsBusiness}`;
};

/** Explains an answer with some of the processes only. */
const whySome = (
  data: CmdbData,
  { serviceInstanceId: id, bizId }: Question,
  { data: rows, elsewhere }: ProcessList,
) => {
  const all = (JSON.parse((rows as Buffer).toString()) as unknown[]).length + elsewhere;
  const others = data.processes.businessesOf(id).filter((other) => other !== Number(bizId));
  return (
    `${elsewhere} of the ${all} processes of service instance ${id} ${elsewhere === 1 ? 'is' : 'are'} ` +
    `in ${businesses(others)}, the request asked for ${bizId}`
  );
};

/** Explains that processes come without their attributes. */
const whyHidden = ({ serviceInstanceId: id, supplierAccount }: Question, hidden: number): string =>
  `property is null in ${plural(hidden, 'process')} of service instance ${id}: ` +
  `${hidden === 1 ? 'it' : 'they'} ${otherAccount(hidden, supplierAccount)}`;

/**
 * Explains why an answer has none, or not all, of the processes of a service instance, or some without attributes; undefined
 * if it has all.
 */
export const explainProcesses = (data: CmdbData, question: Question, answer: ProcessList): string | undefined => {
  const why: string[] = [];
  if (answer.elsewhere > 0) why.push(whySome(data, question, answer));
  else if (answer.data === undefined) why.push(whyNone(data, question));
  if (answer.hidden > 0) why.push(whyHidden(question, answer.hidden));
  return why.length === 0 ? undefined : why.join('; ');
};
