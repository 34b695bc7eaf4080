/** The requests that the benchmark sends to the emulator. */
import { askOk } from '../servers/http-client.js';

const CREDENTIALS = { bk_app_code: 'bench', bk_app_secret: 'xxx', bk_username: 'admin' };

export const LPI = '/api/c/compapi/v2/cc/list_process_instance/';
export const LSI = '/api/c/compapi/v2/cc/list_service_instance_by_set_template/';

/** In the demo data: the first business, its first set template, which is the largest, and its first service instance. */
export const BIZ_ID = 2;
export const SET_TEMPLATE_ID = 11;
export const FIRST_ID = 1001;

/** @param {number | '{n}'} id `{n}` is replaced by the load generator */
export const lpiBody = (id) =>
  JSON.stringify({ ...CREDENTIALS, bk_biz_id: BIZ_ID, service_instance_id: id }).replace('"{n}"', '{n}');

export const lsiBody = (start, limit, setTemplateId = SET_TEMPLATE_ID) =>
  JSON.stringify({ ...CREDENTIALS, bk_biz_id: BIZ_ID, set_template_id: setTemplateId, page: { start, limit } });

/** @returns {Promise<unknown>} the `data` of a reply */
export const dataOf = async (url, path, body) =>
  JSON.parse((await askOk(url + path, { method: 'POST', body })).text).data;

/** @returns {Promise<number[]>} ids of the first service instances of the largest set template */
export const firstInstanceIds = async (url, limit) =>
  (await dataOf(url, LSI, lsiBody(0, limit))).info.map(({ id }) => id);
