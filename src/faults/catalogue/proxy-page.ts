import type { Effect } from '../../esb/call/due-fault.js';
import type { ProxyStatus } from '../spec/fault-spec.js';

/** As nginx words them, which stands before most installations. */
const REASONS: Record<ProxyStatus, string> = {
  502: 'Bad Gateway',
  503: 'Service Temporarily Unavailable',
  504: 'Gateway Time-out',
};

/** What a proxy in front says where it got no reply: a page for people, which no client can read as JSON. */
export const proxyPage = (status: ProxyStatus): Effect => {
  const title = `${status} ${REASONS[status]}`;
  const lines = [
    '<html>',
    `<head><title>${title}</title></head>`,
    '<body>',
    `<center><h1>${title}</h1></center>`,
    '<hr><center>nginx</center>',
    '</body>',
    '</html>',
    '',
  ];
  return { kind: 'reply', status, headers: { 'content-type': 'text/html' }, body: lines.join('\r\n') };
};
