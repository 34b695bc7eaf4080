import { ask, checkNeeded } from './cmdb.js';
import { checkCredentials } from './credentials.js';
import { isTrue, strOf } from './python.js';
import { componentError, esbError, INTERNAL_ERROR, NOT_FOUND, Refusal, success } from './replies.js';
import { askStub, findStub, stubsAt } from './stubs.js';
import { breaksReply, componentOf, depthOf, headerOf, readRequest, splitTarget } from './request.js';

/**
 * A model of the ESB before CMDB, from test/contract/README.md and docs/stubs.md alone, in the order of its sections. It shares no code with the
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

const checkHeaders = ({ name, system }, ...values) => {
  if (values.every(isSendable)) return;
  throw esbError(1306201, `Component request third-party system [${system}] interface [${name}] error: `);
};

/** Such a body is JSON, but the ESB fails when it writes it for CMDB. "About" this many levels, as well. */
const DEEP = 475;

const call = (read, request, component, world) => {
  const { params } = read;
  const user = checkCredentials(read, component, world);
  checkNeeded(component.name, params);
  checkEnvironment(request);
  const given = params.get('bk_supplier_account');
  const account = isTrue(given) ? given : '0';
  checkHeaders(component, account, ...(user === undefined ? [] : [user]));
  const rest = new Map([...params].filter(([name]) => !TAKEN_OUT.includes(name)));
  if (depthOf(rest) > DEEP) throw componentError();
  const language = headerOf(request, 'blueking-language') || 'en';
  const data = component.ask(rest, { account: strOf(account), language, method: request.method });
  return success(component.name, world.contract, data);
};

/** One of the two components, or a stub: its name, its system, and its answer. */
const emulated = (name, world) => ({
  name,
  system: 'CC',
  ask: (params, { account, language }) => ask(name, { params, account, language }, world),
});
const stubbed = (stub) => ({ ...stub, ask: (params, { method }) => askStub(stub, params, method) });

const isReadable = ({ isHeader, header }) => !isHeader || header instanceof Map;

/** A reply in which the ESB looks for the name of a callback: one with a code, as an envelope has it. */
const isEnvelope = ({ body, isVerbatim }) => isVerbatim !== true && body instanceof Map && body.has('code');

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
 * @param world `{ contract, auth, now, apps, users, processes, serviceInstances, stubs }`; see data.js for the last five
 * @returns {{ status: number, type: string, body: Map<string, unknown> | string }}
 */
export const answer = (request, world) => {
  const { path } = splitTarget(request.target);
  const name = componentOf(path);
  const stubs = stubsAt(world.stubs, path, request.method);
  if ((name === undefined && stubs.length === 0) || !['GET', 'POST'].includes(request.method)) return NOT_FOUND;
  return caught(() => {
    const read = readRequest(request);
    // What cannot be read is refused, and what meets no stub's condition is not found.
    const stub = isReadable(read) ? findStub(stubs, read.params) : undefined;
    if (isReadable(read) && name === undefined && stub === undefined) return NOT_FOUND;
    const reply = caught(() => {
      if (!isReadable(read)) throw componentError();
      return call(read, request, stub === undefined ? emulated(name, world) : stubbed(stub), world);
    });
    return breaksReply(read) && isEnvelope(reply) ? INTERNAL_ERROR : reply;
  });
};
