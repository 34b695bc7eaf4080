import type { CmdbComponent } from '../../component.js';
import { CmdbError } from '../../errors.js';
import { decodeInt64 } from '../../parameters/decode.js';
import { notUrlInt64, noValue } from '../../parameters/describe-value.js';
import { readUrlInt64 } from '../../parameters/url-int64.js';
import { checkMaySee } from '../../permission.js';
import { explainServiceInstances } from './explain.js';
import { readPage } from './page.js';

/** Contract section 5. */
export const listServiceInstanceBySetTemplate: CmdbComponent = {
  name: 'list_service_instance_by_set_template',
  system: 'CC',
  path: '/v2/cc/list_service_instance_by_set_template/',
  cmdbPath: '/api/v3/findmany/proc/service/set_template/list_service_instance/biz/',
  documentedKeys: ['result', 'code', 'message', 'permission', 'request_id', 'data'],
  // The ESB writes it into the URL of its call.
  requiredByEsb: ['bk_biz_id'],
  captured: { data: 'page', rows: 'service_instances', listedBy: 'set_template_id' },
  docs: () => import('./docs.js'),

  handle(params, { contract, backend, verifiedUser, differences }) {
    const bizId = readUrlInt64(params['bk_biz_id']);
    if (bizId === undefined) {
      throw new CmdbError(1199011, 'bk_biz_id', notUrlInt64('bk_biz_id', params['bk_biz_id']));
    }
    checkMaySee(backend, verifiedUser, bizId);

    const setTemplateId = decodeInt64(params['set_template_id'], 'set_template_id');
    const page = readPage(params['page'], contract, differences);
    if (setTemplateId === 0) {
      throw new CmdbError(1199008, 'set_template_id', noValue('set_template_id', params['set_template_id']));
    }
    const rows = backend.serviceInstances.pageOfSetTemplate(bizId, setTemplateId, page.start, page.limit);
    return {
      data: rows.data,
      isEmpty: rows.isEmpty,
      why: explainServiceInstances(backend, { bizId, setTemplateId, page }, rows.count),
    };
  },
};
