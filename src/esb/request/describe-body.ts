import type { IncomingHttpHeaders } from 'node:http';
import type { Text } from '../../model/language.js';
import { joinReasons } from '../../util/words.js';
import { describeBytes } from '../../calls/describe-bytes.js';
import { hasBody } from '../../calls/http/read-body.js';
import type { EsbRequest } from './esb-request.js';

const FORM_TYPE = /^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/i;

/** A type that holds no secret. */
const ORDINARY_TYPE = /^[\w!#$&^.+-]{1,64}\/[\w!#$&^.+-]{1,64}/;

const whyNoForm = (contentType: string | undefined): Text => {
  if (contentType === undefined) {
    return {
      en: 'no Content-Type, so the body is no form and has no parameters',
      zh: '没有 Content-Type，因此请求体不是表单，没有参数',
    };
  }
  if (FORM_TYPE.test(contentType)) {
    return {
      en: 'the Content-Type of a form counts in small letters alone, so the body has no parameters',
      zh: '表单的 Content-Type 只认小写，因此请求体没有参数',
    };
  }
  const [type] = ORDINARY_TYPE.exec(contentType) ?? [];
  return {
    en: `${type ?? 'that Content-Type'} is no form, so the body has no parameters`,
    zh: `${type ?? '该 Content-Type'} 不是表单，因此请求体没有参数`,
  };
};

const GET_UNREAD: Text = {
  en: 'the body of a GET is not read; send it by POST',
  zh: 'GET 的请求体不会被读取，请用 POST 发送',
};
const NO_BRACE: Text = { en: 'the body does not begin with "{"', zh: '请求体不以 "{" 开头' };
const IS_FORM: Text = { en: 'it was read as a form, whose values are strings', zh: '按表单读取，值都是字符串' };

/** Says how a body was taken, if its sender may have meant something else; undefined for JSON and for no body. */
export const describeBody = (
  { body, bodyKind, contentType }: EsbRequest,
  headers: IncomingHttpHeaders,
): Text | undefined => {
  if (bodyKind === 'unread') return hasBody({ headers }) ? GET_UNREAD : undefined;
  if (bodyKind === 'json' || body.length === 0) return undefined;
  const taken = bodyKind === 'nothing' ? whyNoForm(contentType) : IS_FORM;
  return joinReasons([describeBytes(body, headers) ?? NO_BRACE, taken]);
};
