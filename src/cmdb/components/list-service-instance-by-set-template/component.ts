import type { Component } from '../../../esb/component.js';
import { wrap } from '../../../esb/reply/json-text.js';
import { checkMaySee, type CmdbData } from '../../repository.js';
import { int64, urlInt64 } from '../../parameters/decode.js';
import { noUrlInt64, noValue } from '../../parameters/details.js';
import { CmdbError, refusal } from '../../errors.js';
import { checkPage, decodePage, PAGE_RULES } from '../../parameters/page.js';
import { whyNoServiceInstances } from './explain.js';

const documentedRow = (id: number, name: string, time: string) => ({
  bk_biz_id: 1,
  id,
  name,
  labels: null,
  service_template_id: 50,
  bk_host_id: id,
  bk_module_id: 59,
  creator: 'admin',
  modifier: 'admin',
  create_time: time,
  last_time: time,
  bk_supplier_account: '0',
});

/** The documentation's own, but in the business that its request asks for: the page prints rows of business 3. */
const documentedExample = {
  parameters: { bk_biz_id: 1, set_template_id: 1, page: { start: 0, limit: 10 } },
  data: {
    count: 2,
    info: [
      documentedRow(1, '10.0.0.1_lgh-process-1', '2020-10-09T02:46:25.002Z'),
      documentedRow(3, '127.0.122.2_lgh-process-1', '2020-10-09T03:04:19.859Z'),
    ],
  },
};

/** Contract section 5. */
export const listServiceInstanceBySetTemplate: Component<CmdbData> = {
  name: 'list_service_instance_by_set_template',
  system: 'CC',
  path: '/v2/cc/list_service_instance_by_set_template/',
  summary: 'List the service instances of a set template',
  description:
    'Obtain a list of service instances according to the cluster template id (根据集群模板id获取服务实例列表).',
  documentedKeys: ['result', 'code', 'message', 'permission', 'request_id', 'data'],
  // The ESB writes it into CMDB's address.
  requiredByEsb: ['bk_biz_id'],

  handle(params, { contract, backend, verifiedUser, differences }) {
    const bizId = urlInt64(params['bk_biz_id']);
    if (bizId === undefined) {
      throw new CmdbError(1199011, 'bk_biz_id', noUrlInt64('bk_biz_id', params['bk_biz_id']));
    }
    checkMaySee(backend, verifiedUser, bizId);

    const setTemplateId = int64(params['set_template_id'], 'set_template_id');
    const page = checkPage(params['page'], decodePage(params['page']), contract, differences);
    if (setTemplateId === 0) {
      throw new CmdbError(1199008, 'set_template_id', noValue('set_template_id', params['set_template_id']));
    }
    const { count, rows } = backend.serviceInstances(bizId, setTemplateId, page.start, page.limit);
    return {
      data: wrap(`{"count":${count},"info":[`, rows, ']}'),
      isEmpty: rows.length === 0,
      why: whyNoServiceInstances(backend, { bizId, setTemplateId, page }, count),
    };
  },

  describe: (t, contract) => {
    const { max, unlimited, whenOmitted } = PAGE_RULES[contract];
    const page = t.Object(
      {
        start: t.Optional(t.Integer({ minimum: 0, default: 0, description: 'Record start position.' })),
        limit: t.Integer({
          minimum: 1,
          description:
            `Limit of entries per page, ${max} at most` +
            (unlimited === undefined ? '.' : `; ${unlimited} stands for no limit.`),
          ...(unlimited === undefined ? { maximum: max } : {}),
        }),
        sort: t.Optional(t.String({ description: 'Has no effect: rows come by id.' })),
      },
      {
        description:
          'Query condition.' +
          (whenOmitted === undefined ? '' : ` Without it, the first ${String(whenOmitted.limit)} rows.`),
      },
    );
    return {
      schemas: {
        ServiceInstance: t.Object(
          {
            bk_biz_id: t.Integer({ description: 'Business id.' }),
            id: t.Integer({ description: 'Service instance id.' }),
            name: t.String({ description: 'Service instance name.' }),
            labels: t.Unsafe({
              type: ['object', 'null'],
              additionalProperties: { type: 'string' },
              description: 'Label information; null where there is none.',
            }),
            service_template_id: t.Integer({ description: 'Service template id.' }),
            bk_host_id: t.Integer({ description: 'Host id.' }),
            bk_module_id: t.Integer({ description: 'Module id.' }),
            creator: t.String({ description: 'The creator of this data.' }),
            modifier: t.String({ description: 'The person who modified this data last.' }),
            create_time: t.String({ description: 'Creation time, as 2020-10-09T02:46:25.002Z.' }),
            last_time: t.String({ description: 'Update time, as 2020-10-09T02:46:25.002Z.' }),
            bk_supplier_account: t.String({ description: 'Supplier account.' }),
          },
          { description: 'A service instance.', additionalProperties: false },
        ),
      },
      parameters: t.Object({
        bk_biz_id: t.Unsafe({
          type: ['integer', 'string'],
          pattern: '^[+-]?[0-9]+$',
          description: 'Business id. Travels in an address inside the ESB, so that digits in a string pass as well.',
        }),
        set_template_id: t.Integer({ description: 'Set template id (cluster template ID).' }),
        page: whenOmitted === undefined ? page : t.Optional(page),
      }),
      data: t.Object(
        {
          count: t.Integer({ description: 'Total number, whatever the page.' }),
          info: t.Array(t.Ref('ServiceInstance#'), {
            description: 'The rows of the page, by id; empty past the last one.',
          }),
        },
        { description: 'The data returned by the request.', additionalProperties: false },
      ),
      example: documentedExample,
      refusals: [
        refusal(1199000, '`set_template_id`, `page` or a field of it is of another JSON type'),
        refusal(1199008, '`set_template_id` is missing, null or 0', 'set_template_id'),
        refusal(1199011, '`bk_biz_id` is no integer', 'bk_biz_id'),
        refusal(1199059, 'the page is out of bounds' + (whenOmitted === undefined ? ', or missing' : '')),
        refusal(9900403, 'the user may not see the business (auth mode `strict`)'),
      ],
    };
  },
};
