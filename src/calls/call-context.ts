import type { AuthMode, Contract } from '../model/contract.js';
import type { Component, Params } from './component.js';
import type { Accounts } from './accounts/accounts.js';
import type { CallRecord } from './call-record.js';
import type { SentReply } from './reply/sent-reply.js';
import type { DueFault } from './fault/due-fault.js';

/** Everything that a call depends on beside the request, and the place where the call is recorded. Each sandbox has one. */
export interface CallContext<Backend> {
  readonly contract: Contract;
  readonly auth: AuthMode;
  /** If true, the contract `documented` refuses calls that `cmdb-3.14` would refuse or answer differently. */
  readonly strictWarnings: boolean;
  readonly accounts: Accounts;
  readonly backend: Backend;
  /** The data that a sandbox with its own data would have otherwise; undefined for a sandbox without its own data. */
  readonly baseline: Backend | undefined;
  /** The fault that is due for a call; undefined if there is none. */
  dueFault: (component: Component<Backend>, app: string, params: Params) => DueFault<Backend> | undefined;
  /**
   * Keeps the data of `backend` and `baseline` while a call reads it in several turns of the event loop.
   *
   * @returns lets the data go
   */
  holdData: () => () => void;
  record: (call: CallRecord, reply: SentReply | undefined) => void;
}
