/** What is asked of the emulator. */
import { askWell } from './http.js';

const CREDENTIALS = { bk_app_code: 'bench', bk_app_secret: 'xxx', bk_username: 'admin' };

export const LPI = '/api/c/compapi/v2/cc/list_process_instance/';
export const LSI = '/api/c/compapi/v2/cc/list_service_instance_by_set_template/';

/** Those of the demo data, which the largest set template begins with. */
export const FIRST_ID = 1001;
const LARGEST = { bk_biz_id: 2, set_template_id: 11 };

/** @param {number | string} id as `{n}` it is left to the load */
export const lpiBody = (id) => JSON.stringify({ ...CREDENTIALS, service_instance_id: id }).replace('"{n}"', '{n}');

export const lsiBody = (start, limit) => JSON.stringify({ ...CREDENTIALS, ...LARGEST, page: { start, limit } });

/** The data of a reply. */
export const dataOf = async (url, path, body) =>
  JSON.parse((await askWell(url + path, { method: 'POST', body })).text).data;

/** The id of a service instance that has as many processes as most have. */
export const findInstance = async (url, processes = 2) => {
  const { info } = await dataOf(url, LSI, lsiBody(0, 100));
  for (const { id } of info) {
    if ((await dataOf(url, LPI, lpiBody(id))).length === processes) return id;
  }
  throw new Error(`${url}: none of the first 100 service instances has ${processes} processes; is it the demo data?`);
};
