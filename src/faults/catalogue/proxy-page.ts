import type { Effect } from '../../calls/fault/due-fault.js';
import type { ProxyStatus } from '../spec/fault-spec.js';

/** The reasons as nginx words them. It is the proxy of most installations. */
const REASONS: Record<ProxyStatus, string> = {
  502: 'Bad Gateway',
  503: 'Service Temporarily Unavailable',
  504: 'Gateway Time-out',
};

/** The reply of a proxy that got no reply: an HTML page, which a client cannot read as JSON. */
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
