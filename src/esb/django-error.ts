import type { Text } from '../model/language.js';
import { INTERNAL_ERROR_BODY } from './errors.js';

/** The page of Django for a request that it refuses to read. */
const BAD_REQUEST_PAGE = `
<!doctype html>
<html lang="en">
<head>
  <title>Bad Request (400)</title>
</head>
<body>
  <h1>Bad Request (400)</h1><p></p>
</body>
</html>
`;

interface DjangoReply {
  status: number;
  /** Headers beside those of every reply. */
  headers?: Readonly<Record<string, string>>;
  body: string;
}

/** A reply without an envelope, by Django, which the live ESB runs on. */
export class DjangoError extends Error {
  readonly reply: DjangoReply;
  /** The problem of the request, for its sender. It is not part of the reply. */
  readonly detail: Text;

  constructor(detail: Text, reply: DjangoReply) {
    super(detail.en);
    this.detail = detail;
    this.reply = reply;
  }
}

/** Django's answer to a body that it refuses to read (contract section 2). */
export const badRequest = (detail: Text): DjangoError =>
  new DjangoError(detail, { status: 400, headers: { 'content-type': 'text/html' }, body: BAD_REQUEST_PAGE });

/** Django's answer if the ESB fails outside of a component (contract section 7). */
export const internalError = (detail: Text): DjangoError =>
  new DjangoError(detail, { status: 500, body: INTERNAL_ERROR_BODY });
