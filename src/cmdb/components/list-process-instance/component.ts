import { knownAs } from '../../../calls/component.js';
import type { Int64 } from '../../../model/ids.js';
import type { CmdbComponent } from '../../component.js';
import { CmdbError, ProcessesNotRead } from '../../errors.js';
import { decodeInt64, isInt64 } from '../../parameters/decode.js';
import { noValue } from '../../parameters/describe-value.js';
import { readFields } from '../../parameters/fields.js';
import { joinReasons } from '../../../util/words.js';
import { filterOf } from '../../supplier-account.js';
import { explainProcesses, whereItIs } from './explain.js';

const NO_PROCESSES = '[]';

/** An id of a call that is not checked. */
const idOf = (value: unknown): Int64 => (isInt64(value) ? value : 0);

/** Contract section 4. CMDB's authorisation skips it, so that no user is refused. */
export const listProcessInstance: CmdbComponent = {
  name: 'list_process_instance',
  system: 'CC',
  path: '/v2/cc/list_process_instance/',
  cmdbPath: '/api/v3/findmany/proc/process_instance',
  parameters: knownAs('bk_biz_id', 'service_instance_id'),
  documentedKeys: ['result', 'code', 'message', 'data'],
  requiredByEsb: [],
  captured: { data: 'list', rows: 'processes' },
  docs: () => import('./docs.js'),

  handle(params, call) {
    const { contract, backend, supplierAccount, differences } = call;
    const fields = readFields(params, call);
    const bizId = decodeInt64(fields['bk_biz_id'], 'bk_biz_id');
    const serviceInstanceId = decodeInt64(fields['service_instance_id'], 'service_instance_id');
    if (serviceInstanceId === 0) {
      const detail = noValue('service_instance_id', fields['service_instance_id']);
      throw new CmdbError(1199006, 'service_instance_id', detail);
    }
    if (bizId === 0) {
      const missing = noValue('bk_biz_id', fields['bk_biz_id']);
      if (contract === 'cmdb-3.14') {
        const detail = joinReasons([missing, whereItIs(backend, serviceInstanceId)]);
        throw new ProcessesNotRead(bizId, serviceInstanceId, new CmdbError(1199006, 'bk_biz_id'), detail);
      }
      // The documentation does not list the parameter.
      differences.push({
        en: `${missing.en}: cmdb-3.14 refuses with 1108024`,
        zh: `${missing.zh}：cmdb-3.14 会拒绝（1108024）`,
      });
    }
    const account = filterOf(supplierAccount, backend.processes.haveOtherAccounts);
    const processes = backend.processes.ofServiceInstance(serviceInstanceId, bizId === 0 ? undefined : bizId, account);
    return {
      data: processes.data ?? NO_PROCESSES,
      isEmpty: processes.data === undefined,
      why: explainProcesses(backend, { serviceInstanceId, bizId, supplierAccount }, processes),
    };
  },

  queryFailed: (params) =>
    new ProcessesNotRead(idOf(params['bk_biz_id']), idOf(params['service_instance_id']), new CmdbError(1199017)),
};
