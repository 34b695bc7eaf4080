/**
 * Replies (contract sections 6 and 8). A reply is `{ status, type, body }`; a body in JSON is a Map in the order of its keys,
 * another body is text.
 */

/** Stands for 32 hexadecimal digits, which differ each time. */
export const REQUEST_ID = '<request_id>';

const JSON_TYPE = 'application/json; charset=utf-8';

/** A number of a reply or of a fixture: compared by its value, whatever its digits. */
export const written = (text) => ({ number: /^-?\d+$/.test(text) ? String(BigInt(text)) : String(Number(text)) });

const reply = (status, members) => {
  const body = new Map(Object.entries(members));
  if (body.has('code')) body.set('code', written(body.get('code')));
  return { status, type: JSON_TYPE, body };
};

/** Ends the way of a request early. */
export class Refusal extends Error {
  constructor(answer) {
    super('refused');
    this.reply = answer;
  }
}

export const NOT_FOUND = reply(404, { result: false, data: null, message: 'The content does not exist' });

export const INTERNAL_ERROR = reply(500, {
  result: false,
  data: null,
  message: 'Request is abnormal, please contact the component developer',
});

export const BAD_REQUEST = { status: 400, type: 'text/html', body: 'Bad Request (400)' };

/** An error of the ESB, always in English. */
export const esbError = (code, message) =>
  new Refusal(reply(200, { result: false, code, data: null, message, request_id: REQUEST_ID }));

export const esbErrorWithoutId = (code, message) =>
  new Refusal(reply(200, { result: false, code, data: null, message }));

export const componentError = () =>
  esbError(1306000, 'Component error, please contact the component developer to handle it.');

/** Section 8; `%s` is the name of a field. */
const TEXTS = {
  1199000: { en: 'Deserializing JSON data failed', zh: '反序列化JSON数据失败' },
  1199006: { en: "'%s' data parameter verification does not pass", zh: "'%s' 数据参数校验不通过" },
  1199008: { en: "'%s' cannot be omitted", zh: "'%s' 不可以被省略" },
  1199059: { en: 'page limit is exceeded. suggestion 200', zh: '分页查询数量超过限制的最大值, 建议值200' },
  1108024: { en: 'get service instances failed', zh: '查询进程服务实例列表失败' },
};

/** Exactly `en` is English, everything else Chinese. */
export const textOf = (code, language, field = '') => TEXTS[code][language === 'en' ? 'en' : 'zh'].replace('%s', field);

/** An error of CMDB. */
export const cmdbError = (code, message, permission = null) =>
  new Refusal(reply(200, { result: false, code, data: null, message, permission, request_id: REQUEST_ID }));

/** A reply that a stub has whole: `status`, `headers` and `body`, of which a text is sent as it is. The ESB adds nothing to it. */
export const verbatim = (given) => {
  const type = given.get('headers')?.get('content-type') ?? JSON_TYPE;
  const status = Number(given.get('status')?.number ?? 200);
  return new Refusal({ status, type, body: given.get('body'), isVerbatim: true });
};

/** A success has the keys that the pages of the two components show, or those of a live ESB, as all other components have. */
export const success = (component, contract, data) => {
  const [result, code, message, permission, request_id] = [true, 0, 'success', null, REQUEST_ID];
  if (contract === 'cmdb-3.14') return reply(200, { result, code, data, message, permission, request_id });
  if (component === 'list_process_instance') return reply(200, { result, code, message, data });
  if (component === 'list_service_instance_by_set_template') {
    return reply(200, { result, code, message, permission, request_id, data });
  }
  return reply(200, { result, code, data, message, permission, request_id });
};
