import type { Accounts } from '../calls/accounts/accounts.js';
import { componentsHint } from '../calls/accounts/hints.js';
import { mayCall } from '../calls/accounts/may-call.js';
import type { CallState } from '../calls/call-state.js';
import type { Answer, Component, Params } from '../calls/component.js';
import type { Face, FaceReader } from '../calls/face.js';
import type { Contract } from '../model/contract.js';
import type { Text } from '../model/language.js';
import { headerProblem } from '../util/python/python-header.js';
import { pythonTruth } from '../util/python/python-truth.js';
import { authenticate, claimedBy } from './credentials/authenticate.js';
import { describeBody } from './request/describe-body.js';
import { signatureIn } from './credentials/signature.js';
import {
  componentError,
  componentForbidden,
  noTestEnvironment,
  parameterRequired,
  requestFailed,
  tooDifferent,
} from './errors.js';
import { refuse } from './refuse.js';
import { badCallback, hasBadCallback } from './bad-callback.js';
import { successKeys } from './reply/envelope-keys.js';
import { successEnvelope } from './reply/envelope.js';
import type { EsbRequest } from './request/esb-request.js';
import { whyNotJson } from './request/not-json.js';
import { readRequest } from './request/read-request.js';

const GET_DIFFERS: Text = {
  en: 'GET: the documentation knows POST alone, and on a live ESB every value of a query reaches CMDB as a string',
  zh: 'GET：文档只写了 POST；在真实的 ESB 上，查询参数的值到达 CMDB 时都是字符串',
};

/** The mode `required` looks at no signature, and `strict` refuses a wrong one. */
const SIGNED_POST_FAILS: Text = {
  en:
    'a signed POST: a live ESB hashes the text that Python writes for the bytes of the body, so that the signatures of the ' +
    'SDKs fail; send bk_app_secret in place of a signature',
  zh:
    '带签名的 POST：真实的 ESB 按 Python 对请求体字节的打印结果计算签名，因此 SDK 的签名无法通过；' +
    '请改用 bk_app_secret',
};

const UNCOPYABLE: Text = {
  en: 'the parameters are nested too deeply for the live ESB, or have __deepcopy__',
  zh: '参数嵌套过深，或带有 __deepcopy__，真实的 ESB 会因此出错',
};

/** @throws EsbError 1306403 if the app may not call the component */
const checkPermission = <B>(component: Component<B>, app: string, accounts: Accounts): void => {
  if (mayCall(accounts, app, component.name)) return;
  throw componentForbidden(component.name, component.system, componentsHint(app, component.name));
};

/** The ESB takes `bk_supplier_account` out of the parameters and sends it in a header (contract section 2). */
const supplierAccountOf = ({ bk_supplier_account: account }: Params): unknown => (pythonTruth(account) ? account : '0');

/** Why the supplier account cannot be sent in a header; undefined if it can. */
const supplierAccountProblem = (params: Params): string | undefined =>
  params['bk_supplier_account'] === undefined
    ? undefined
    : headerProblem('HTTP_BK_SUPPLIER_ACCOUNT', supplierAccountOf(params));

/** Makes the envelope of an answer. */
type Succeed = <B>(state: CallState<B, EsbRequest>, answer: Answer) => void;

const succeedUnder = <B>(contract: Contract, { documentedKeys }: Component<B>): Succeed => {
  const envelope = successEnvelope(contract, documentedKeys);
  const hasRequestId = successKeys(contract, documentedKeys).includes('request_id');
  return ({ reply, trace, requestId }, { data, why }) => {
    reply.body = envelope(data, requestId);
    trace.requestId = hasRequestId ? requestId : null;
    trace.code = 0;
    trace.why = why;
  };
};

/** How the ESB reads calls of any component. */
export const esbReader: FaceReader<EsbRequest> = {
  read: readRequest,
  claimedBy: (request, { auth, accounts }) => claimedBy(request, auth, accounts),
  describeBody,
};

/** The ESB as a way to call a component (contract section 2, "Order"). */
export const gatewayTo = <B>(component: Component<B>): Face<B, EsbRequest> => {
  const succeed: Record<Contract, Succeed> = {
    documented: succeedUnder('documented', component),
    'cmdb-3.14': succeedUnder('cmdb-3.14', component),
  };
  return {
    name: 'esb',
    component,
    ...esbReader,
    authenticate: (request, claimed, { auth, accounts }) => {
      const caller = authenticate(request, claimed, auth, accounts);
      if (auth === 'strict') checkPermission(component, caller.app, accounts);
      return caller;
    },
    check: ({ params, canBeCopied, wantsTestEnvironment }, { problem }) => {
      for (const name of component.requiredByEsb) {
        if (!Object.hasOwn(params, name)) throw parameterRequired(name);
      }
      if (!canBeCopied) throw componentError(UNCOPYABLE);
      if (wantsTestEnvironment) throw noTestEnvironment();
      const unsendable = problem ?? supplierAccountProblem(params);
      if (unsendable !== undefined) throw requestFailed(component.name, component.system, unsendable);
    },
    circumstances: ({ trace, context: { contract, auth } }, { method, params, query }) => {
      if (contract === 'documented') {
        if (method === 'GET') trace.differences.push(GET_DIFFERS);
        else if (auth === 'required' && signatureIn(query) !== '') trace.differences.push(SIGNED_POST_FAILS);
      }
      const notJson = whyNotJson(params, component.requiredByEsb);
      return { contract, supplierAccount: supplierAccountOf(params) as string, notJson };
    },
    faultEffects: {},
    succeed: (state, answer) => succeed[state.context.contract](state, answer),
    refuse,
    finish: (state) => {
      const { context, trace, request } = state;
      // Without a code it is no reply of the ESB's.
      if (trace.code !== null && request !== undefined && hasBadCallback(request.params)) {
        refuse(state, badCallback());
      } else if (context.strictWarnings && trace.differences.length > 0) refuse(state, tooDifferent(trace.differences));
    },
  };
};

/** The ESB as a way to call a component that is none of the emulator's: it may well be one to GET. */
export const gatewayToOther = <B>(component: Component<B>): Face<B, EsbRequest> => {
  const face = gatewayTo(component);
  return {
    ...face,
    circumstances: (state, request) => {
      const circumstances = face.circumstances(state, request);
      if (request.method === 'GET') state.trace.differences.length = 0;
      return circumstances;
    },
  };
};
