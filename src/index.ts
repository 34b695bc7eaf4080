/** The in-process API: an emulator in a test, on a free port, without a process of its own. */
export { createEmulator, type Emulator, type EmulatorOptions } from './emulator.js';
export { UsageError } from './flags.js';
export { AUTH_MODES, CONTRACTS, type AuthMode, type Contract } from './contract.js';
export { ControlError } from './control/errors.js';
export type {
  ErrorReply,
  FailureName,
  FaultName,
  FaultSpec,
  FaultState,
  Latency,
  VerbatimReply,
} from './control/faults/fault.js';
export { FaultBoundError } from './control/faults/faults.js';
export { FaultSpecError } from './control/faults/read-fault.js';
export type { EntryQuery } from './control/filter.js';
export type { FaultsHandle, NamedSandbox, RequestsHandle, SandboxHandle } from './control/handle.js';
export type { Entry } from './control/journal.js';
export type { SandboxData } from './control/sandbox.js';
export type { SandboxSettings } from './control/settings.js';
export type { Warning } from './control/warnings.js';
export type { Fixture, FixtureInput } from './fixtures/input.js';
export { FixtureError, type Problem } from './fixtures/problem.js';
export { StoreError } from './store/connection.js';
