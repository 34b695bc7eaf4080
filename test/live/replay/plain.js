/** Plain requests to the emulator's ESB: JSON, with the credentials in the body. */
import { post } from './wire.js';

const PREFIX = '/api/c/compapi/v2/cc/';
const LPI = `${PREFIX}list_process_instance/`;
const LSI = `${PREFIX}list_service_instance_by_set_template/`;

const APP = { bk_app_code: 'esb_test', bk_app_secret: 'xxx' };

/** The members of a JSON object as text, so that numbers stay as they are. */
export const membersOf = (objectText) => objectText.trim().slice(1, -1).trim();

/** The business id in a path of CMDB; undefined if the path has none. */
const bizOf = (path) => /list_service_instance\/biz\/(.*)$/.exec(path)?.[1];

const decoded = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const bizMember = (biz) => `"bk_biz_id":${/^\d{1,15}$/.test(biz) ? String(Number(biz)) : JSON.stringify(biz)}`;

/**
 * A request that makes the ESB ask CMDB for `path`.
 *
 * @param {string} path of CMDB
 * @param {string} members of the JSON object, as text
 * @param {{ language: string, credentials?: object, decodes?: boolean }} options `decodes`: the business id in the path is
 *   percent-encoded
 */
export const plainRequest = (path, members, { language, credentials = { bk_username: 'xxx' }, decodes = false }) => {
  const biz = bizOf(path);
  const all = [
    membersOf(JSON.stringify({ ...APP, ...credentials })),
    ...(biz === undefined ? [] : [bizMember(decodes ? decoded(biz) : biz)]),
    members,
  ];
  const text = `{${all.filter((member) => member !== '').join(',')}}`;
  return post(biz === undefined ? LPI : LSI, text, [['Blueking-Language', language]]);
};
