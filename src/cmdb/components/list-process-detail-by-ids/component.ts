import type { CmdbComponent } from '../../component.js';
import { CmdbError } from '../../errors.js';
import { decodeInt64List, decodeStringList } from '../../parameters/decode.js';
import { decodeUrlBizId } from '../../parameters/url-biz-id.js';
import { seesAccount } from '../../supplier-account.js';
import { attributesText } from './attributes.js';
import { explainProcessDetails } from './explain.js';
import { MAX_IDS } from './limits.js';

/** Contract section 11. CMDB's authorisation skips it, so that no user is refused. */
export const listProcessDetailByIds: CmdbComponent = {
  name: 'list_process_detail_by_ids',
  system: 'CC',
  path: '/v2/cc/list_process_detail_by_ids/',
  cmdbPath: '/api/v3/findmany/proc/process_instance/detail/biz/',
  documentedKeys: ['result', 'code', 'message', 'permission', 'request_id', 'data'],
  // The ESB writes it into the URL of its call.
  requiredByEsb: ['bk_biz_id'],
  captured: { data: 'list', rows: 'process_properties' },
  docs: () => import('./docs.js'),

  handle(params, { backend, supplierAccount }) {
    const bizId = decodeUrlBizId(params['bk_biz_id']);
    const ids = decodeInt64List(params['bk_process_ids'], 'bk_process_ids');
    const fields = decodeStringList(params['fields'], 'fields');
    if (ids.length === 0 || ids.length > MAX_IDS) {
      throw new CmdbError(1199089, ['bk_process_ids', MAX_IDS], `bk_process_ids has ${ids.length} ids`);
    }
    const processes = backend.processes
      .byIds(bizId, ids)
      .map((process) => ({ process, written: JSON.parse(process.property) as Record<string, unknown> }))
      .filter(({ written }) => seesAccount(supplierAccount, written['bk_supplier_account'] ?? '0'));
    const rows = processes.map(({ process, written }) => attributesText(process, written, fields));
    return {
      data: `[${rows.join(',')}]`,
      isEmpty: rows.length === 0,
      why: explainProcessDetails(
        backend,
        bizId,
        ids,
        processes.map(({ process }) => process),
      ),
    };
  },
};
