/** The in-process API: an emulator in a test, on a free port, without a process of its own. */
export { createEmulator, type Emulator, type EmulatorOptions } from './emulator.js';
export { UsageError } from './flags.js';
export { AUTH_MODES, CONTRACTS, type AuthMode, type Contract } from './contract.js';
export { FixtureError, type Problem } from './fixtures/problem.js';
export { StoreError } from './store/connection.js';
