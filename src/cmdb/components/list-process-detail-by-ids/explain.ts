import type { Int64 } from '../../../model/ids.js';
import type { Text } from '../../../model/language.js';
import type { StoredProcess } from '../../../store/queries/processes.js';
import { joinReasons, list, listZh, plural } from '../../../util/words.js';
import { noBusiness, notABusiness } from '../../no-business.js';
import type { CmdbData } from '../../repository.js';

/** Explains an empty answer, or one without some of the processes; undefined if it has all. */
export const explainProcessDetails = (
  data: CmdbData,
  bizId: Int64,
  ids: readonly Int64[],
  processes: readonly StoredProcess[],
): Text | undefined => {
  if (bizId <= 0) return notABusiness(bizId);
  if (data.businesses.lacks(bizId)) return noBusiness(bizId);
  const found = new Set<Int64>(processes.map((process) => process.bk_process_id));
  const missing = [...new Set(ids)].filter((id) => !found.has(id)).map(String);
  if (missing.length === 0) return undefined;
  const lacks = {
    en: `business ${bizId} lacks ${missing.length === 1 ? 'process' : 'processes'} ${list(missing)}`,
    zh: `业务 ${bizId} 中没有进程 ${listZh(missing)}`,
  };
  if (found.size === 0) return lacks;
  return joinReasons([
    lacks,
    {
      en: `it has ${plural(found.size, 'process')} of those asked for`,
      zh: `请求的进程中有 ${found.size} 个在该业务中`,
    },
  ]);
};
