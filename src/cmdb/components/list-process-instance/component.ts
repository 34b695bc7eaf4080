import type { CmdbComponent } from '../../component.js';
import { CmdbError } from '../../errors.js';
import { decodeInt64 } from '../../parameters/decode.js';
import { noValue } from '../../parameters/describe-value.js';
import { checkMaySee } from '../../permission.js';
import { explainProcesses } from './explain.js';

const NO_PROCESSES = '[]';

/** Says what the live CMDB does with a request that `documented` answers from all businesses. */
const noBusiness = (value: unknown): string =>
  value === undefined
    ? 'no bk_biz_id: cmdb-3.14 finds nothing without one'
    : `${noValue('bk_biz_id', value)}: cmdb-3.14 finds nothing without a business`;

/** Contract section 4. */
export const listProcessInstance: CmdbComponent = {
  name: 'list_process_instance',
  system: 'CC',
  path: '/v2/cc/list_process_instance/',
  cmdbPath: '/api/v3/findmany/proc/process_instance',
  documentedKeys: ['result', 'code', 'message', 'data'],
  requiredByEsb: [],
  captured: { data: 'list', rows: 'processes' },
  docs: () => import('./docs.js'),

  handle(params, { contract, backend, verifiedUser, differences }) {
    const givenBizId = decodeInt64(params['bk_biz_id'], 'bk_biz_id');
    // The live CMDB has no "any business": to it, 0 is a business without processes. The documentation does not list
    // the parameter at all.
    const bizId = givenBizId === 0 && contract === 'documented' ? undefined : givenBizId;

    if (givenBizId !== 0) checkMaySee(backend, verifiedUser, givenBizId);

    const serviceInstanceId = decodeInt64(params['service_instance_id'], 'service_instance_id');
    if (serviceInstanceId === 0) {
      const detail = noValue('service_instance_id', params['service_instance_id']);
      throw new CmdbError(1199006, 'service_instance_id', detail);
    }
    if (bizId === undefined) differences.push(noBusiness(params['bk_biz_id']));
    if (bizId === undefined && verifiedUser !== undefined) {
      for (const found of backend.processes.businessesOf(serviceInstanceId)) checkMaySee(backend, verifiedUser, found);
    }
    const processes = backend.processes.ofServiceInstance(serviceInstanceId, bizId);
    return {
      data: processes.data ?? NO_PROCESSES,
      isEmpty: processes.data === undefined,
      why: explainProcesses(backend, { serviceInstanceId, bizId: givenBizId, contract }, processes),
    };
  },
};
