import type { Int64 } from '../model/ids.js';
import { CmdbError } from './errors.js';

/**
 * The user may not see the business. The reply's `permission` tells a front end what the user has to apply for. CMDB's
 * authorisation skips all components that are here, so that only a fault makes it (contract section 7).
 */
export class PermissionDenied extends CmdbError {
  override readonly permission: string;

  constructor(bizId: Int64, bizName: string) {
    super(9900403);
    const system = { system_id: 'bk_cmdb', system_name: '配置平台' };
    const business = { type: 'biz', type_name: '业务' };
    this.permission = JSON.stringify({
      ...system,
      actions: [
        {
          id: 'find_business_resource',
          name: '业务访问',
          related_resource_types: [
            { ...system, ...business, instances: [[{ ...business, id: String(bizId), name: bizName }]] },
          ],
        },
      ],
    });
  }
}
