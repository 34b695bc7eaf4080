import { COMPONENTS } from '../../cmdb/components/index.js';
import { CHANNEL_PREFIX } from '../../esb/http/channel.js';
import type { RowKind, RowRequest } from '../../model/row-list.js';
import type { Business, Module, Process, ServiceInstance, SetTemplate } from '../../model/rows.js';
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

const accountsOf = ({ serviceInstances }: DatasetReader): object =>
  serviceInstances.areOfOtherAccounts ? ALL_ACCOUNTS : {};

const ofServiceInstance = (reader: DatasetReader, found: FoundRow, row: ServiceInstance): RowRequest => {
  const accounts = accountsOf(reader);
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

/** A page that all components with pages take. */
const FIRST_PAGE = { start: 0, limit: 100 };

const instancesOfModule = ({ bk_biz_id, bk_module_id }: Module, accounts: object): RowRequest =>
  requestTo('list_service_instance', { bk_biz_id, bk_module_id, page: FIRST_PAGE, ...accounts });

const instancesOfTemplate = ({ bk_biz_id, id }: SetTemplate, accounts: object): RowRequest | null => {
  if (bk_biz_id === null) return null;
  const asked = { bk_biz_id, set_template_id: id, page: FIRST_PAGE };
  return requestTo('list_service_instance_by_set_template', { ...asked, ...accounts });
};

const instancesOfBusiness = ({ bk_biz_id }: Business, accounts: object): RowRequest =>
  requestTo('list_service_instance', { bk_biz_id, page: FIRST_PAGE, ...accounts });

/**
 * A request that returns the first service instances that belong to a row.
 *
 * @returns null if no component does
 */
export const requestOfInstances = (reader: DatasetReader, kind: RowKind, row: object): RowRequest | null => {
  const accounts = accountsOf(reader);
  if (kind === 'set_templates') return instancesOfTemplate(row as SetTemplate, accounts);
  if (kind === 'modules') return instancesOfModule(row as Module, accounts);
  return kind === 'businesses' ? instancesOfBusiness(row as Business, accounts) : null;
};
