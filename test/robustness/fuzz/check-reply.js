/** What every reply must be, whatever the request. */
import { MalformedReply } from '../lib/read-reply.js';

/** The keys of envelopes in their order, by the code of the reply: contract sections 1, 2, 6, 7 and 9. */
const ENVELOPES = {
  200: [
    'result,code,message,data',
    'result,code,message,permission,request_id,data',
    'result,code,data,message,permission,request_id',
    'result,code,data,message,request_id',
    'result,code,data,message',
    'result,bk_error_code,bk_error_msg,permission,data',
    'result,bk_error_code,bk_error_msg,permission',
    'result,permission,data,code,message',
  ],
  // `code,message,message_zh`: the header names no sandbox.
  400: ['code,data,code_name,message,result', 'result,code,data,message', 'code,message,message_zh'],
  403: ['code,data,code_name,message,result'],
  404: ['result,data,message', 'code,data,code_name,message,result', 'result,code,data,message'],
  413: ['code,data,code_name,message,result'],
};

/** The API server refuses a caller that names no user with this status, as CMDB does (contract section 9). */
const isNoCaller = ({ status, headers, body }, method) =>
  status === 500 &&
  (method === 'HEAD' ? headers['content-type'].startsWith('text/plain') : body.includes('"bk_error_code":1199027'));

/** Fastify's own words about bytes that are no HTTP. */
const isNoHttp = ({ status, closes, body }) =>
  [400, 408, 413, 417, 431].includes(status) &&
  (closes || /^\{"error":"[\w ]+","message":"[\w ]+","statusCode":4\d\d\}$/.test(body));

const jsonOf = ({ headers, body }) => {
  if (!/^application\/json/.test(headers['content-type'] ?? '') || body.length === 0) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (error) {
    throw new MalformedReply(`no JSON (${error.message}): ${body.toString().slice(0, 300)}`);
  }
};

const checkEnvelope = (reply, value) => {
  const keys = Object.keys(value).join(',');
  if (!ENVELOPES[reply.status]?.includes(keys)) {
    throw new MalformedReply(`no envelope of status ${reply.status}: ${reply.body.toString().slice(0, 300)}`);
  }
  if (value.request_id !== undefined && !/^[0-9a-f]{32}$/.test(value.request_id)) {
    throw new MalformedReply(`no request id: ${value.request_id}`);
  }
};

/** A refusal of control, or the ESB's own if the path is none of control's. */
const isRefusal = (value) =>
  typeof value?.message === 'string' && (typeof value.code === 'string' || value.result === false);

/** @throws MalformedReply */
export const checkReply = (reply, { method, isControl }, isCall) => {
  const { status } = reply;
  if (isNoHttp(reply)) return;
  // A stub's own reply, of any status and with any body.
  if (reply.headers['x-stub'] !== undefined) return;
  if (status >= 500 && status !== 507 && !(status === 503 && isControl) && !isNoCaller(reply, method)) {
    throw new MalformedReply(`status ${status}: ${reply.body.toString().slice(0, 500)}`);
  }
  const value = jsonOf(reply);
  if (isControl && status >= 400 && !isRefusal(value)) {
    throw new MalformedReply(
      `a refusal of control without a code and a message: ${status} ${reply.body.toString().slice(0, 300)}`,
    );
  }
  if (isCall && value !== undefined && method !== 'OPTIONS') checkEnvelope(reply, value);
};
