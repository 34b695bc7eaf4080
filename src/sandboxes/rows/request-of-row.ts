import { COMPONENTS } from '../../cmdb/components/index.js';
import { CHANNEL_PREFIX } from '../../esb/http/channel.js';
import type { RowKind, RowRequest } from '../../model/row-list.js';
import type { Process, ServiceInstance } from '../../model/rows.js';
import type { Stub } from '../../model/stub.js';
import type { DatasetReader } from '../../store/queries/dataset-reader.js';
import type { FoundRow } from '../../store/queries/row-statements.js';
import { pathOfStub, readPath, type StubPath } from '../../stubs/stub-path.js';

/** A caller that sees the rows of all supplier accounts. Without it, rows of others are not counted in a page. */
const ALL_ACCOUNTS = { bk_supplier_account: 'superadmin' };

const requestTo = (name: string, parameters: Record<string, unknown>): RowRequest => {
  const component = COMPONENTS.find((known) => known.name === name);
  return { method: 'POST', path: `${CHANNEL_PREFIX}${component?.path}`, component: name, parameters };
};

const ofServiceInstance = ({ serviceInstances }: DatasetReader, found: FoundRow, row: ServiceInstance): RowRequest => {
  const accounts = serviceInstances.areOfOtherAccounts ? ALL_ACCOUNTS : {};
  const { bk_biz_id, bk_module_id, bk_host_id } = row;
  const { set_template_id, position: start } = found;
  if (set_template_id !== 0) {
    const page = { start, limit: 1 };
    return requestTo('list_service_instance_by_set_template', { bk_biz_id, set_template_id, page, ...accounts });
  }
  // A module has few service instances on one host: mostly one.
  const page = { start: 0, limit: 1000 };
  return requestTo('list_service_instance', { bk_biz_id, bk_module_id, bk_host_ids: [bk_host_id], page, ...accounts });
};

const ofProcess = ({ processes }: DatasetReader, { relation }: Process): RowRequest => {
  const { bk_biz_id, service_instance_id } = relation;
  const accounts = processes.haveOtherAccounts ? ALL_ACCOUNTS : {};
  return requestTo('list_process_instance', { bk_biz_id, service_instance_id, ...accounts });
};

const ofStub = ({ path: written, method = 'POST', when = {} }: Stub): RowRequest => {
  const { face, path, name } = readPath(pathOfStub(written) as string) as StubPath;
  return { method, path: face === 'esb' ? `${path}/` : path, component: name, parameters: when };
};

/**
 * A request that returns a row.
 *
 * @param row the row of `found`
 * @returns null if no component returns rows of this kind
 */
export const requestOfRow = (reader: DatasetReader, kind: RowKind, found: FoundRow, row: object): RowRequest | null => {
  if (kind === 'service_instances') return ofServiceInstance(reader, found, row as ServiceInstance);
  if (kind === 'processes') return ofProcess(reader, row as Process);
  return kind === 'stubs' ? ofStub(row as Stub) : null;
};
