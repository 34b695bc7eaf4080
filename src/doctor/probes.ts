import type { Contract } from '../model/contract.js';
import type { Text } from '../model/language.js';

/** A harmless request, and what the contracts answer. */
export interface Probe {
  name: string;
  about: Text;
  path: string;
  /** The body. */
  body: string;
  /** True if it is sent without credentials. */
  isAnonymous?: boolean;
  /** The forms of a right reply, by contract. */
  right: Readonly<Record<Contract, readonly string[]>>;
}

const COMPONENTS = '/api/c/compapi/v2/cc/';
const LPI = `${COMPONENTS}list_process_instance/`;
const LSI = `${COMPONENTS}list_service_instance_by_set_template/`;

/** The keys of a success (contract section 6). */
const LIVE = 'success: result code data message permission request_id';
const LPI_DOCUMENTED = 'success: result code message data';
const LSI_DOCUMENTED = 'success: result code message permission request_id data';

const both = (...forms: string[]): Probe['right'] => ({ documented: forms, 'cmdb-3.14': forms });
const each = (documented: string, live: string): Probe['right'] => ({ documented: [documented], 'cmdb-3.14': [live] });

/** Ids that hardly exist, so that replies are short. */
const lpi = (params: object): string => JSON.stringify({ service_instance_id: 1, ...params });
const lsi = (params: object): string => JSON.stringify({ bk_biz_id: 2, set_template_id: 1, ...params });

/** The requests that tell what an address is. None of them changes anything. */
export const PROBES: readonly Probe[] = [
  {
    name: 'unknown-path',
    about: { en: 'a component that does not exist', zh: '不存在的组件' },
    path: `${COMPONENTS}no_such_component_here/`,
    body: '{}',
    right: both("HTTP 404, the ESB's own"),
  },
  {
    name: 'no-credentials',
    about: { en: 'without credentials', zh: '不带认证信息' },
    path: LPI,
    body: '{}',
    isAnonymous: true,
    // The second: the emulator with `--auth off`.
    right: both('code 1306000', 'code 1199006'),
  },
  {
    name: 'broken-json',
    about: { en: 'a body that is broken JSON', zh: '请求体不是合法 JSON' },
    path: LPI,
    body: '{"bk_biz_id":',
    right: both('code 1306000'),
  },
  {
    name: 'keys',
    about: { en: 'the keys of list_process_instance', zh: 'list_process_instance 返回的键' },
    path: LPI,
    body: lpi({ bk_biz_id: 2 }),
    right: each(LPI_DOCUMENTED, LIVE),
  },
  {
    name: 'no-slash',
    about: { en: 'the same without a slash at the end', zh: '同上，路径末尾不带斜杠' },
    path: LPI.slice(0, -1),
    body: lpi({ bk_biz_id: 2 }),
    right: each(LPI_DOCUMENTED, LIVE),
  },
  {
    name: 'no-business',
    about: { en: 'the same without bk_biz_id', zh: '同上，不带 bk_biz_id' },
    path: LPI,
    body: lpi({}),
    right: each(LPI_DOCUMENTED, 'code 1108024'),
  },
  {
    name: 'page',
    about: { en: 'list_service_instance_by_set_template', zh: 'list_service_instance_by_set_template' },
    path: LSI,
    body: lsi({ page: { start: 0, limit: 1 } }),
    right: each(LSI_DOCUMENTED, LIVE),
  },
  {
    name: 'no-page',
    about: { en: 'the same without page', zh: '同上，不带 page' },
    path: LSI,
    body: lsi({}),
    right: each(LSI_DOCUMENTED, 'code 1199059'),
  },
  {
    name: 'limit-1000',
    about: { en: 'the same with a limit of 1000', zh: '同上，limit 为 1000' },
    path: LSI,
    body: lsi({ page: { start: 0, limit: 1000 } }),
    right: each('code 1199059', LIVE),
  },
  {
    name: 'negative-start',
    about: { en: 'the same with a start of -1', zh: '同上，start 为 -1' },
    path: LSI,
    body: lsi({ page: { start: -1, limit: 1 } }),
    right: both('code 1199059'),
  },
];
