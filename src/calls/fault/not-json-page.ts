import type { Effect } from './due-fault.js';

/** The page of a proxy in place of a reply of CMDB. It comes with status 200. */
export const NOT_JSON_PAGE = '<html><head><title>Welcome to nginx!</title></head></html>';

/** The page as a face passes it on that does not look into replies of CMDB. */
export const notJsonPage = (): Effect => ({
  kind: 'reply',
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: NOT_JSON_PAGE,
});
