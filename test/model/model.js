import { ask, checkNeeded } from './cmdb.js';
import { checkCredentials } from './credentials.js';
import { isTrue, strOf } from './python.js';
import { componentError, esbError, INTERNAL_ERROR, NOT_FOUND, Refusal, REQUEST_ID, success } from './replies.js';
import { breaksReply, componentOf, depthOf, headerOf, readRequest, splitTarget } from './request.js';

/**
 * A model of the ESB before CMDB, from test/contract/README.md alone, in the order of its sections. It shares no code with the
 * emulator, and it is plain before it is fast. README.md lists what it leaves out.
 */

/** The ESB takes these out of the parameters before it asks CMDB. */
const TAKEN_OUT = [
  ...['bk_app_code', 'app_code', 'bk_app_secret', 'app_secret', 'bk_token', 'bk_username', 'username'],
  ...['bk_signature', 'signature', 'bk_nonce', 'bk_timestamp', 'bk_supplier_account'],
];

const checkEnvironment = (request) => {
  const value = headerOf(request, 'x-use-test-env') ?? '';
  if (!['', '0', 'false'].includes(value.toLowerCase())) {
    throw esbError(1306206, 'Error, the component does not support access third-party test environment');
  }
};

/** Python's `requests` sends these in a header: text of Latin-1, with no blank first and no line end. */
const isSendable = (value) =>
  typeof value === 'string' && /^(?![\t-\r\x1c-\x1f\x85\xa0 ])[^\r\n\u0100-\uffff]*$/.test(value);

const checkHeaders = (component, ...values) => {
  if (values.every(isSendable)) return;
  throw esbError(1306201, `Component request third-party system [CC] interface [${component}] error: `);
};

/** Such a body is JSON, but the ESB fails when it writes it for CMDB. "About" this many levels, as well. */
const DEEP = 475;

const call = (read, request, component, world) => {
  const { params } = read;
  const user = checkCredentials(read, component, world);
  checkNeeded(component, params);
  checkEnvironment(request);
  const given = params.get('bk_supplier_account');
  const account = isTrue(given) ? given : '0';
  checkHeaders(component, account, ...(user === undefined ? [] : [user]));
  const rest = new Map([...params].filter(([name]) => !TAKEN_OUT.includes(name)));
  if (depthOf(rest) > DEEP) throw componentError();
  const language = headerOf(request, 'blueking-language') || 'en';
  return success(component, world.contract, ask(component, { params: rest, account: strOf(account), language }, world));
};

const caught = (work) => {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) return error.reply;
    throw error;
  }
};

/**
 * The reply to a request.
 *
 * @param {{ method: string, target: string, headers: [string, string][], body: Buffer }} request
 * @param world `{ contract, auth, now, apps, users, processes, serviceInstances }`; see data.js for the last four
 * @returns {{ status: number, type: string, body: Map<string, unknown> | string }}
 */
export const answer = (request, world) => {
  const component = componentOf(splitTarget(request.target).path);
  if (component === undefined || !['GET', 'POST'].includes(request.method)) return NOT_FOUND;
  return caught(() => {
    const read = readRequest(request);
    const reply = caught(() => {
      if (read.isHeader && !(read.header instanceof Map)) throw componentError();
      return call(read, request, component, world);
    });
    // The page of the first component shows no request_id, but the live reply has one.
    const hasId = reply.body.get('request_id') === REQUEST_ID || reply.body.get('result') === true;
    return breaksReply(read) && hasId ? INTERNAL_ERROR : reply;
  });
};
