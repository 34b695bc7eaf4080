import type { IncomingHttpHeaders } from 'node:http';
import type { JsonText } from './json-text.js';
import type { Reply } from './reply.js';

/** The body of a reply as it was sent, and the headers that it has beside those of every reply. */
export interface SentBody {
  body: JsonText;
  headers: Reply['headers'];
}

/** A reply that was sent, and the headers of its request, whose secrets it may repeat. */
export interface SentReply extends SentBody {
  requestHeaders: IncomingHttpHeaders;
}
