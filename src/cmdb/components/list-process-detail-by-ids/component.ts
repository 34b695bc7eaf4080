import { knownAs } from '../../../calls/component.js';
import type { CmdbComponent } from '../../component.js';
import { CmdbError } from '../../errors.js';
import { decodeInt64List, decodeStringList } from '../../parameters/decode.js';
import { readFields } from '../../parameters/fields.js';
import { decodeUrlBizId, type BizIdAddress } from '../../parameters/url-biz-id.js';
import { seesAccount } from '../../supplier-account.js';
import { attributesText } from './attributes.js';
import { explainProcessDetails } from './explain.js';
import { MAX_IDS } from './limits.js';

const ADDRESS: BizIdAddress = {
  path: '/api/v3/findmany/proc/process_instance/detail/biz/',
  // The words of Go's standard library.
  beyondInt64: (digits) => `strconv.ParseInt: parsing "${digits}": value out of range`,
};

/** Contract section 11. CMDB's authorisation skips it, so that no user is refused. */
export const listProcessDetailByIds: CmdbComponent = {
  name: 'list_process_detail_by_ids',
  system: 'CC',
  path: '/v2/cc/list_process_detail_by_ids/',
  cmdbPath: ADDRESS.path,
  parameters: knownAs('bk_biz_id', 'bk_process_ids', 'fields'),
  documentedKeys: ['result', 'code', 'message', 'permission', 'request_id', 'data'],
  // The ESB writes it into the URL of its call.
  requiredByEsb: ['bk_biz_id'],
  captured: { data: 'list', rows: 'process_properties' },
  docs: () => import('./docs.js'),

  handle(params, call) {
    const { backend, supplierAccount } = call;
    const bizId = decodeUrlBizId(params['bk_biz_id'], ADDRESS);
    const given = readFields(params, call);
    const ids = decodeInt64List(given['bk_process_ids'], 'bk_process_ids');
    const fields = decodeStringList(given['fields'], 'fields');
    if (ids.length === 0 || ids.length > MAX_IDS) {
      const detail = { en: `bk_process_ids has ${ids.length} ids`, zh: `bk_process_ids 有 ${ids.length} 个 ID` };
      throw new CmdbError(1199089, ['bk_process_ids', MAX_IDS], detail);
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

  queryFailed: () => new CmdbError(1199002),
};
