/** The in-process API: an emulator in a test, on a free port, without a process of its own. */
export { createEmulator, type Emulator, type EmulatorOptions } from './emulator/emulator.js';
export { ListenError } from './server/listen.js';
export { UsageError } from './settings/usage-error.js';
export { AUTH_MODES, CONTRACTS, type AuthMode, type Contract } from './model/contract.js';
export { ControlError } from './util/control-error.js';
export type {
  ErrorReply,
  FailureName,
  FaultName,
  FaultSpec,
  FaultState,
  Latency,
  VerbatimReply,
} from './faults/spec/fault-spec.js';
export { FaultBoundError } from './faults/faults.js';
export { FaultSpecError } from './faults/spec/fault-spec-error.js';
export type { UnusedParameter } from './journal/unused-parameters.js';
export type { EntryPage, EntryQuery } from './journal/entry-filter.js';
export type { InjectReply, InjectRequest } from './emulator/inject-into.js';
export type { FaultsHandle, NamedSandbox, RequestsHandle, SandboxHandle } from './emulator/sandbox-api.js';
export type { AnsweredRequest, Entry } from './journal/entry.js';
export type { ShownReply } from './journal/replies/kept-reply.js';
export type {
  ExpectedRequest,
  ExpectedRequests,
  MatchedRequest,
  MatchedRequests,
  RequestConditions,
} from './journal/verify/expected-requests.js';
export { RequestsDifferError } from './journal/verify/requests-differ-error.js';
export type { LoadedData, SandboxData } from './sandboxes/sandbox-dataset.js';
export type { SandboxSettings } from './sandboxes/sandbox-settings.js';
export type { Warning } from './journal/warnings.js';
export type { ListedRow, ParentName, RowKind, RowList, RowQuery, RowRequest } from './model/row-list.js';
export type { Fixture, FixtureInput } from './fixtures/read/read-input.js';
export { FixtureError, type ShownProblem as Problem } from './util/problem.js';
export { StoreError } from './util/store-error.js';
