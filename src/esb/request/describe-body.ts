import type { IncomingHttpHeaders } from 'node:http';
import { describeBytes } from '../../calls/describe-bytes.js';
import { hasBody } from '../../calls/http/read-body.js';
import type { EsbRequest } from './esb-request.js';

const FORM_TYPE = /^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/i;

/** A type that holds no secret. */
const ORDINARY_TYPE = /^[\w!#$&^.+-]{1,64}\/[\w!#$&^.+-]{1,64}/;

const whyNoForm = (contentType: string | undefined): string => {
  if (contentType === undefined) return 'no Content-Type, so the body is no form and has no parameters';
  if (FORM_TYPE.test(contentType)) {
    return 'the Content-Type of a form counts in small letters alone, so the body has no parameters';
  }
  const [type = 'that Content-Type'] = ORDINARY_TYPE.exec(contentType) ?? [];
  return `${type} is no form, so the body has no parameters`;
};

/** Says how a body was taken, if its sender may have meant something else; undefined for JSON and for no body. */
export const describeBody = (
  { body, bodyKind, contentType }: EsbRequest,
  headers: IncomingHttpHeaders,
): string | undefined => {
  if (bodyKind === 'unread') return hasBody({ headers }) ? 'the body of a GET is not read; send it by POST' : undefined;
  if (bodyKind === 'json' || body.length === 0) return undefined;
  const taken = bodyKind === 'nothing' ? whyNoForm(contentType) : 'it was read as a form, whose values are strings';
  return `${describeBytes(body, headers) ?? 'the body does not begin with "{"'}; ${taken}`;
};
