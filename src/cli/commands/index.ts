import type { Command } from '../command.js';
import { check } from './check.js';
import { doctor } from './doctor.js';
import { exportCommand } from './export.js';
import { generate } from './generate.js';
import { importCommand } from './import.js';
import { serve } from './serve.js';
import { verify } from './verify.js';

/** All commands, in the order of `--help`. */
export const COMMANDS: readonly Command[] = [serve, check, generate, exportCommand, importCommand, doctor, verify];
