import type { FailureName } from '../../src/faults/spec/fault-spec.js';
import type { Emulator, Entry } from '../../src/index.js';
import type { Language } from '../../src/model/language.js';

/** Calls that are refused, or find nothing, and the texts that their callers see. */

export interface Case {
  /** A part of the first cell of a row of the page, in each language. */
  shown: string | { en: string; zh: string };
  /** Gives the text that the user sees. */
  provoke: (lang: 'en' | 'zh') => Promise<string>;
}

const CREDENTIALS = { bk_app_code: 'a', bk_app_secret: 'b', bk_username: 'c' };

export const FIXTURE = {
  modules: [{ bk_module_id: 1, bk_biz_id: 2 }],
  service_instances: [
    { id: 10, bk_module_id: 1, processes: [{ bk_process_id: 100 }] },
    { id: 11, bk_module_id: 1 },
  ],
  apps: [{ bk_app_code: 'known', bk_app_secret: 'b' }],
};

export const ROUTES = '/api/c/compapi/v2/cc';
const OF_CMDB = '/api/v3/findmany/proc/process_instance/detail/biz/1';
const CALLER = { 'x-bkcmdb-user': 'admin', 'x-bkcmdb-supplier-account': '0' };

const LPI = 'list_process_instance';
const DETAILS = 'list_process_detail_by_ids';
const LSI = 'list_service_instance';
const OF_SET_TEMPLATE = 'list_service_instance_by_set_template';

export const post = async (url: string, body: unknown, init: RequestInit = {}): Promise<string> => {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body), ...init });
  return `HTTP ${response.status} ${await response.text()}`;
};

/** Calls that the ESB or CMDB refuses, under `documented` if nothing else is said. */
const refusals = (esb: Emulator): Record<string, () => Promise<string>> => {
  const { url } = esb;
  esb.sandbox('live').configure({ contract: 'cmdb-3.14' });
  esb.sandbox('strict').configure({ strictWarnings: true });
  esb.sandbox('accounts').configure({ auth: 'strict' });
  const call = (component: string, parameters: object, name = 'default', init: RequestInit = {}) =>
    post(`${url}/@${name}${ROUTES}/${component}/`, { ...CREDENTIALS, ...parameters }, init);
  const live = (component: string, parameters: object) => call(component, parameters, 'live');
  const withHeaders = (headers: Record<string, string>) =>
    call(LPI, { service_instance_id: 10 }, 'default', { headers });
  return {
    'Signature [bk_signature] and APP Secret [bk_app_secret] cannot be empty at the same time': () =>
      post(`${url}${ROUTES}/${LPI}/`, {}),
    'APP Code [bk_app_code] cannot be empty': () => post(`${url}${ROUTES}/${LPI}/`, { bk_app_secret: 'b' }),
    'User authentication failed': () => call(LPI, { bk_username: '' }),
    'Invalid APP Code': () => call(LPI, {}, 'accounts'),
    'APP Secret verification failed': () => call(LPI, { bk_app_code: 'known', bk_app_secret: 'x' }, 'accounts'),
    'Request JSON string is wrong in format, which cannot be analyzed.': () => call(LPI, {}, 'default', { body: '{' }),
    'Component error, please contact the component developer': () => withHeaders({ 'x-bkapi-authorization': '[]' }),
    'The content does not exist': () => call('list_processes', {}),
    'Bad Request (400)': () => call(LPI, {}, 'default', { body: `x=1${'&'.repeat(1001)}`, headers: FORM }),
    '1108024': () => live(LPI, { service_instance_id: 10 }),
    '1199000': () => call(LPI, { service_instance_id: '10' }),
    '1199006': () => call(LPI, {}),
    '1199008': () => call(OF_SET_TEMPLATE, { bk_biz_id: 2 }),
    '1199017': () => call(LSI, { bk_biz_id: 2, page: { limit: 10 }, search_key: '(' }),
    '1199027': () => post(url + OF_CMDB, {}),
    '1199035': () => call(LSI, { bk_biz_id: 2, page: { limit: 10 }, bk_host_ids: Array<number>(1001).fill(1) }),
    '1199045': () => live(OF_SET_TEMPLATE, { bk_biz_id: 'x', set_template_id: 3 }),
    '1199059': () => call(OF_SET_TEMPLATE, { bk_biz_id: 2, set_template_id: 3, page: { limit: 501 } }),
    '1199089': () => call(DETAILS, { bk_biz_id: 2 }),
    '1306000': () => call(LPI, { bk_app_secret: '' }),
    '1306206': () => withHeaders({ 'x-use-test-env': '1' }),
    '1306405': () => post(`${url}/api/c/self-service-api/any/`, {}),
    '1306406': () => call(LPI, { service_instance_id: 10 }, 'strict'),
    '1306408': () => withHeaders({ 'x-bkapi-jwt': 'x' }),
  };
};

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** What callers see of faults: the fault, and the component that is called. */
const FAULTS: Readonly<Record<string, [FailureName, string?]>> = {
  '1199002': ['cmdb-failed', DETAILS],
  '1199997': ['cmdb-rate-limited'],
  '1199998': ['cmdb-internal'],
  '1306201': ['cmdb-refused'],
  '1306403': ['app-forbidden'],
  '1306429': ['rate-limited'],
  '9900403': ['no-permission'],
  'Request is abnormal, please contact the component developer': ['esb-error'],
  'HTTP 502': ['bad-gateway'],
};

/** Faults as callers of CMDB's own API see them. */
const FAULTS_OF_CMDB: Readonly<Record<string, FailureName>> = { '1199036': 'cmdb-refused', '1199999': 'esb-error' };

const failures = (esb: Emulator): Record<string, () => Promise<string>> => {
  const under = (name: FailureName): string => {
    const { faults, url } = esb.sandbox(`under-${name}`);
    if (faults.list().length === 0) faults.add({ name });
    return url;
  };
  const parameters = { ...CREDENTIALS, bk_biz_id: 2, service_instance_id: 10, bk_process_ids: [100] };
  return Object.fromEntries([
    ...Object.entries(FAULTS).map(
      ([shown, [name, component = LPI]]) =>
        [shown, () => post(`${under(name)}${ROUTES}/${component}/`, parameters)] as const,
    ),
    ...Object.entries(FAULTS_OF_CMDB).map(
      ([shown, name]) => [shown, () => post(under(name) + OF_CMDB, {}, { headers: CALLER })] as const,
    ),
  ]);
};

/** The reason for the last reply. Origins are left out as on the pages. */
export const whyIn = (lang: Language, entries: readonly Pick<Entry, 'why' | 'why_zh'>[]): string => {
  const { why, why_zh } = entries.at(-1) ?? {};
  return ((lang === 'zh' ? why_zh : why) ?? '').replace(/不允许 \S+ 的/, '不允许 … 的');
};

/** Reasons of the journal. */
const reasons = ({ url }: Emulator): Case[] => {
  const why =
    (component: string, parameters: object, init: RequestInit = {}): Case['provoke'] =>
    async (lang) => {
      await post(`${url}/@why${ROUTES}/${component}/`, { ...CREDENTIALS, ...parameters }, init);
      const journal = await fetch(`${url}/@why/__emulator/requests`);
      return whyIn(lang, (await journal.json()) as Entry[]);
    };
  return [
    {
      shown: {
        en: 'service instance 10 belongs to business 2, the request asked for 3',
        zh: '服务实例 10 属于业务 2，请求的是业务 3',
      },
      provoke: why(LPI, { bk_biz_id: 3, service_instance_id: 10 }),
    },
    {
      shown: { en: 'there is no service instance 99999', zh: '没有服务实例 99999' },
      provoke: why(LPI, { bk_biz_id: 2, service_instance_id: 99999 }),
    },
    {
      shown: { en: 'service instance 11 has no processes', zh: '服务实例 11 没有进程' },
      provoke: why(LPI, { bk_biz_id: 2, service_instance_id: 11 }),
    },
    {
      shown: { en: 'the cookie bk_token does not count', zh: 'cookie 中的 bk_token 不起作用' },
      provoke: why(LPI, {}, { headers: { cookie: 'bk_token=x' }, body: '{"bk_app_code":"a","bk_app_secret":"b"}' }),
    },
    {
      shown: { en: 'send plain UTF-8', zh: '请发送不压缩、不带 BOM 的 UTF-8' },
      provoke: why(LPI, {}, { body: '\ufeff{}' }),
    },
    {
      shown: {
        en: 'set_templateid is not read; did you mean set_template_id?',
        zh: 'set_templateid 不会被读取，是不是想写 set_template_id？',
      },
      provoke: why(OF_SET_TEMPLATE, { bk_biz_id: 2, set_templateid: 9 }),
    },
    {
      shown: { en: 'there is no set template 9', zh: '没有集群模板 9' },
      provoke: why(OF_SET_TEMPLATE, { bk_biz_id: 2, set_template_id: 9 }),
    },
  ];
};

/** Refusals of the ESB and of CMDB, and reasons of the journal. */
export const casesOfCalls = (esb: Emulator): Case[] => [
  ...Object.entries({ ...refusals(esb), ...failures(esb) }).map(([shown, provoke]) => ({ shown, provoke })),
  ...reasons(esb),
];
