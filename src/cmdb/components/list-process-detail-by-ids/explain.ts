import type { Int64 } from '../../../model/ids.js';
import type { StoredProcess } from '../../../store/queries/processes.js';
import { list, plural } from '../../../util/words.js';
import type { CmdbData } from '../../repository.js';

/** Explains an empty answer, or one without some of the processes; undefined if it has all. */
export const explainProcessDetails = (
  data: CmdbData,
  bizId: Int64,
  ids: readonly Int64[],
  processes: readonly StoredProcess[],
): string | undefined => {
  if (bizId <= 0) return `ids of businesses are above 0, the request asked for ${bizId}`;
  if (data.businesses.lacks(bizId)) return `there is no business ${bizId}`;
  const found = new Set<Int64>(processes.map((process) => process.bk_process_id));
  const missing = [...new Set(ids)].filter((id) => !found.has(id));
  if (missing.length === 0) return undefined;
  const lacks = `business ${bizId} lacks ${missing.length === 1 ? 'process' : 'processes'} ${list(missing.map(String))}`;
  return found.size === 0 ? lacks : `${lacks}; it has ${plural(found.size, 'process')} of those asked for`;
};
