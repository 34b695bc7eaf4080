import { knownAs } from '../../../calls/component.js';
import type { CmdbComponent } from '../../component.js';
import { CmdbError } from '../../errors.js';
import { decodeInt64 } from '../../parameters/decode.js';
import { noValue } from '../../parameters/describe-value.js';
import { readFields } from '../../parameters/fields.js';
import { PAGE_PARAMETERS } from '../../parameters/page.js';
import { decodeUrlBizId, type BizIdAddress } from '../../parameters/url-biz-id.js';
import { filterOf } from '../../supplier-account.js';
import { explainServiceInstances } from './explain.js';
import { readPage } from './page.js';

const SEARCH = 'search serviceInstance by setTemplate, but got invalid';

const ADDRESS: BizIdAddress = {
  path: '/api/v3/findmany/proc/service/set_template/list_service_instance/biz/',
  beyondInt64: (digits) => `${SEARCH} business id ${digits}`,
  closingSlash: `${SEARCH} url`,
};

/** Contract section 5. CMDB's authorisation skips it, so that no user is refused. */
export const listServiceInstanceBySetTemplate: CmdbComponent = {
  name: 'list_service_instance_by_set_template',
  system: 'CC',
  path: '/v2/cc/list_service_instance_by_set_template/',
  cmdbPath: ADDRESS.path,
  parameters: {
    ...knownAs('bk_biz_id', 'set_template_id'),
    page: {
      fields: { ...PAGE_PARAMETERS, sort: { useless: { en: 'rows always come by id', zh: '结果总是按 ID 排序' } } },
    },
  },
  documentedKeys: ['result', 'code', 'message', 'permission', 'request_id', 'data'],
  // The ESB writes it into the URL of its call.
  requiredByEsb: ['bk_biz_id'],
  captured: { data: 'page', rows: 'service_instances', listedBy: 'set_template_id' },
  docs: () => import('./docs.js'),

  handle(params, call) {
    const { contract, backend, supplierAccount, differences } = call;
    // The ESB takes it out of the parameters by its exact name.
    const bizId = decodeUrlBizId(params['bk_biz_id'], ADDRESS);
    const fields = readFields(params, call);
    const setTemplateId = decodeInt64(fields['set_template_id'], 'set_template_id');
    const page = readPage(fields['page'], contract, differences);
    if (setTemplateId === 0) {
      throw new CmdbError(1199008, 'set_template_id', noValue('set_template_id', fields['set_template_id']));
    }
    const account = filterOf(supplierAccount, backend.serviceInstances.areOfOtherAccounts);
    const rows = backend.serviceInstances.pageOfSetTemplate(bizId, setTemplateId, page.start, page.limit, account);
    return {
      data: rows.data,
      isEmpty: rows.isEmpty,
      why: explainServiceInstances(backend, { bizId, setTemplateId, page, supplierAccount }, rows),
    };
  },

  queryFailed: () => new CmdbError(1199017),
};
