import t from 'tap';
import { messageOf } from '../../src/cmdb/messages.js';
import {
  ASK_11,
  FORM,
  LSI,
  cmdbError,
  notRead,
  run,
  startAll,
  type Case,
  type Contract,
  type Request,
} from './helper.js';

/** Contract section 8: what CMDB says, in English and in Chinese. */

const targets = await startAll(t);

interface Message {
  code: number;
  en: string;
  zh: string;
  contracts?: readonly Contract[];
  requests: Record<string, Request>;
}

const lsi = (params: Request['params']): Request => ({ component: LSI, ...(params === undefined ? {} : { params }) });

const MESSAGES: Message[] = [
  {
    code: 1199000,
    en: 'Deserializing JSON data failed',
    zh: '反序列化JSON数据失败',
    requests: {
      'service_instance_id a string': { params: { bk_biz_id: 2, service_instance_id: '54' } },
      'bk_biz_id of LPI a string': { params: { bk_biz_id: '2', service_instance_id: 54 } },
      'service_instance_id 54.0': { params: '"bk_biz_id":2,"service_instance_id":54.0' },
      'set_template_id a string': lsi({ ...ASK_11, set_template_id: '11' }),
      'page a string': lsi({ ...ASK_11, page: '' }),
      'page.start a string': lsi({ ...ASK_11, page: { start: '0', limit: 1 } }),
      'page.limit a boolean': lsi({ ...ASK_11, page: { start: 0, limit: true } }),
      'page.sort a number': lsi({ ...ASK_11, page: { start: 0, limit: 1, sort: 1 } }),
      'a form': {
        headers: FORM,
        body: 'bk_app_code=suite&bk_app_secret=suite-secret&bk_username=admin&service_instance_id=54',
      },
    },
  },
  {
    code: 1199006,
    en: "'service_instance_id' data parameter verification does not pass",
    zh: "'service_instance_id' 数据参数校验不通过",
    requests: {
      'service_instance_id missing': { params: { bk_biz_id: 2 } },
      'service_instance_id null': { params: { bk_biz_id: 2, service_instance_id: null } },
      'service_instance_id 0': { params: { service_instance_id: 0 } },
    },
  },
  {
    code: 1199008,
    en: "'set_template_id' cannot be omitted",
    zh: "'set_template_id' 不可以被省略",
    requests: {
      'set_template_id missing': lsi({ bk_biz_id: 2, page: ASK_11.page }),
      'set_template_id null': lsi({ ...ASK_11, set_template_id: null }),
      'set_template_id 0': lsi({ ...ASK_11, set_template_id: 0 }),
    },
  },
  {
    // CMDB's API server does not translate it.
    code: 1199045,
    en: 'no matched rules',
    zh: 'no matched rules',
    requests: {
      'bk_biz_id null': lsi({ ...ASK_11, bk_biz_id: null }),
      'bk_biz_id empty': lsi({ ...ASK_11, bk_biz_id: '' }),
      'bk_biz_id text': lsi({ ...ASK_11, bk_biz_id: 'two' }),
      'bk_biz_id 2.5': lsi({ ...ASK_11, bk_biz_id: 2.5 }),
    },
  },
  {
    code: 1199059,
    en: 'page limit is exceeded. suggestion 200',
    zh: '分页查询数量超过限制的最大值, 建议值200',
    requests: {
      'limit 0': lsi({ ...ASK_11, page: { start: 0, limit: 0 } }),
      'limit 1001': lsi({ ...ASK_11, page: { start: 0, limit: 1001 } }),
      'start -1': lsi({ ...ASK_11, page: { start: -1, limit: 10 } }),
      'limit missing': lsi({ ...ASK_11, page: {} }),
    },
  },
  {
    code: 1199059,
    en: 'page limit is exceeded. suggestion 200',
    zh: '分页查询数量超过限制的最大值, 建议值200',
    contracts: ['documented'],
    requests: { 'limit 501': lsi({ ...ASK_11, page: { start: 0, limit: 501 } }) },
  },
  {
    code: 1199059,
    en: 'page limit is exceeded. suggestion 200',
    zh: '分页查询数量超过限制的最大值, 建议值200',
    contracts: ['cmdb-3.14'],
    requests: { 'page omitted': lsi({ bk_biz_id: 2, set_template_id: 11 }) },
  },
  {
    code: 1108024,
    en: `get service instances failed${notRead(0, 54, "'bk_biz_id' data parameter verification does not pass")}`,
    zh: `查询进程服务实例列表失败${notRead(0, 54, "'bk_biz_id' 数据参数校验不通过")}`,
    contracts: ['cmdb-3.14'],
    requests: {
      'bk_biz_id of LPI missing': { params: { service_instance_id: 54 } },
      'bk_biz_id of LPI null': { params: { service_instance_id: 54, bk_biz_id: null } },
      'bk_biz_id of LPI 0': { params: { service_instance_id: 54, bk_biz_id: 0 } },
    },
  },
];

const LANGUAGES = [
  { language: undefined, key: 'en' },
  { language: 'en', key: 'en' },
  { language: 'zh-hans', key: 'zh' },
  { language: 'zh-cn', key: 'zh' },
] as const;

const cases: Case[] = MESSAGES.flatMap((message) =>
  Object.entries(message.requests).flatMap(([name, request]) =>
    LANGUAGES.map(({ language, key }) => ({
      name: `${message.code}, ${language ?? 'no language'}: ${name}`,
      ...(message.contracts === undefined ? {} : { contracts: message.contracts }),
      request: {
        ...request,
        headers: { ...request.headers, ...(language === undefined ? {} : { 'Blueking-Language': language }) },
      },
      expect: cmdbError(message.code, message[key]),
    })),
  ),
);

run(t, targets, cases);

// Only injected faults (contract section 7) bring these to a caller, so the table itself is asked.
void t.test('messages that no request can cause', (t) => {
  t.equal(messageOf(1199998, 'en'), 'Unknown or unrecognized error');
  t.equal(messageOf(1199998, 'zh'), '未知或未能识别的异常');
  t.equal(messageOf(9900403, 'en'), 'Do not have access permission.', 'the text of 1199047');
  t.equal(messageOf(9900403, 'zh'), '没有操作的权限');
  t.end();
});
