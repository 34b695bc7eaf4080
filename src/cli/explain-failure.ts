import { inspect } from 'node:util';
import { UsageError } from '../settings/flags.js';
import { FixtureError } from '../util/problem.js';
import { StoreError } from '../store/connection.js';

/** What a person can mend: the message says what is wrong, where, and the way out. */
export class Failure extends Error {}

const KNOWN = [Failure, FixtureError, StoreError, UsageError];

/** Why a command failed, for people. What nobody thought of is a mistake of the emulator's: its stack helps to mend it. */
export const explainFailure = (error: unknown): string =>
  KNOWN.some((kind) => error instanceof kind) ? (error as Error).message : inspect(error);
