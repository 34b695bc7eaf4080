import { knownAs } from '../../../calls/component.js';
import type { Int64 } from '../../../model/ids.js';
import { wrap } from '../../../calls/reply/json-text.js';
import type { CmdbComponent } from '../../component.js';
import { CmdbError } from '../../errors.js';
import { decodeInt64, decodeInt64List, decodeString } from '../../parameters/decode.js';
import { noValue } from '../../parameters/describe-value.js';
import { readFields } from '../../parameters/fields.js';
import { checkPage, decodePage, PAGE_PARAMETERS, type Page } from '../../parameters/page.js';
import { compileSearchKey } from '../../parameters/search-key.js';
import { checkSelectors, decodeSelectors } from '../../parameters/selectors.js';
import { readSort } from '../../parameters/sort.js';
import { explainServiceInstances } from './explain.js';
import { PAGE_BOUNDS } from './limits.js';
import { selectServiceInstances } from './query.js';

const MAX_HOSTS = 1000;

const ALL_ROWS: Page = { start: 0, limit: 0, sort: undefined };

const checkHosts = (hostIds: readonly Int64[]): void => {
  if (hostIds.length <= MAX_HOSTS) return;
  const detail = {
    en: `bk_host_ids has ${hostIds.length} ids; ${MAX_HOSTS} is the most`,
    zh: `bk_host_ids 有 ${hostIds.length} 个 ID，最多 ${MAX_HOSTS} 个`,
  };
  throw new CmdbError(1199035, ['search service instances', MAX_HOSTS], detail);
};

/** Contract section 11. CMDB's authorisation skips it, so that no user is refused. */
export const listServiceInstance: CmdbComponent = {
  name: 'list_service_instance',
  system: 'CC',
  path: '/v2/cc/list_service_instance/',
  cmdbPath: '/api/v3/findmany/proc/service_instance',
  parameters: {
    ...knownAs('bk_biz_id', 'bk_module_id', 'bk_host_ids', 'search_key'),
    selectors: { fields: knownAs('key', 'operator', 'values') },
    page: { fields: PAGE_PARAMETERS },
  },
  documentedKeys: ['result', 'code', 'message', 'permission', 'request_id', 'data'],
  requiredByEsb: [],
  captured: {
    data: 'page',
    rows: 'service_instances',
    filteredBy: ['bk_module_id', 'bk_host_ids', 'search_key', 'selectors'],
  },
  docs: () => import('./docs.js'),

  async handle(params, call) {
    const { backend, supplierAccount } = call;
    const fields = readFields(params, call);
    const bizId = decodeInt64(fields['bk_biz_id'], 'bk_biz_id');
    const moduleId = decodeInt64(fields['bk_module_id'], 'bk_module_id');
    const hostIds = decodeInt64List(fields['bk_host_ids'], 'bk_host_ids');
    const searchKey = decodeString(fields['search_key'], 'search_key');
    const selectors = decodeSelectors(fields['selectors'], 'selectors');
    const page = decodePage(fields['page']) ?? ALL_ROWS;

    checkHosts(hostIds);
    checkPage(fields['page'], page, PAGE_BOUNDS);
    if (bizId === 0) throw new CmdbError(1199006, 'bk_biz_id', noValue('bk_biz_id', fields['bk_biz_id']));
    checkSelectors(selectors, 'selectors');
    const sort = readSort(page.sort);
    const pattern = searchKey === undefined ? undefined : await compileSearchKey(searchKey);

    const filter = {
      bizId,
      moduleId: moduleId === 0 ? undefined : moduleId,
      hostIds,
      pattern,
      selectors,
      supplierAccount,
    };
    const selected = await selectServiceInstances(backend, filter, { start: page.start, limit: page.limit, sort });
    return {
      data: wrap(`{"count":${selected.count},"info":[`, selected.rows, ']}'),
      isEmpty: selected.rows.length === 0,
      why: explainServiceInstances(backend, filter, page, selected),
    };
  },

  queryFailed: () => new CmdbError(1199017),
};
