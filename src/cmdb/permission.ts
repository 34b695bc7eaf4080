import type { Int64 } from '../model/ids.js';
import { list } from '../util/words.js';
import { CmdbError } from './errors.js';
import type { CmdbData } from './repository.js';

/** The user may not see the business. The reply's `permission` tells a front end what the user has to apply for. */
export class PermissionDenied extends CmdbError {
  override readonly permission: string;

  constructor(bizId: Int64, bizName: string, detail?: string) {
    super(9900403, '', detail);
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

const whyDenied = ({ accounts }: CmdbData, user: string, bizId: Int64): string => {
  const allowed = accounts.businessesOf(user);
  const why = `user ${user} may not see business ${bizId}`;
  if (allowed === undefined) return `${why}: there is no such user`;
  return allowed.length === 0 ? `${why}; it may see none` : `${why}; it may see ${list(allowed)}`;
};

/**
 * Checks that a user may see a business. CMDB asks the permission centre before it looks at the other parameters.
 *
 * @param user undefined if permissions are not checked
 * @throws PermissionDenied 9900403, which names the business
 */
export const checkMaySee = (data: CmdbData, user: string | undefined, bizId: Int64): void => {
  if (user === undefined || data.accounts.maySee(user, bizId)) return;
  throw new PermissionDenied(bizId, data.businesses.nameOf(bizId), whyDenied(data, user, bizId));
};
