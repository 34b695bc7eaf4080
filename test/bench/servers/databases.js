/** Databases of any size, made by `generate`. A folder that is kept has them for the next run. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { EMULATOR } from './launch.js';
import { BOTH_CORES } from './pinning.js';
import { run } from './processes.js';

/** With so few modules, one set template holds all service instances. */
const ONE_TEMPLATE = ['--businesses', '1', '--set-templates', '1', '--modules', '15'];

/** @returns {Promise<number>} milliseconds, with the start of the process */
export const generate = async (core, file, count, args = []) => {
  const program = [EMULATOR, 'generate', '--service-instances', String(count), '--db', file, '--force', ...args];
  return (await run(core, execPath, program)).ms;
};

export const removeDatabase = (file) => {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(file + suffix, { force: true });
};

/** @returns {Promise<string>} a database in which one set template holds all service instances */
export const database = async ({ folder, progress }, count) => {
  const file = join(folder, `${count}.db`);
  if (existsSync(file)) return file;
  progress(`generating ${file}`);
  // It gets its name when it is complete, so that a run that was stopped leaves no broken database for the next one.
  const unfinished = join(folder, 'unfinished.db');
  removeDatabase(unfinished);
  await generate(BOTH_CORES, unfinished, count, ONE_TEMPLATE);
  renameSync(unfinished, file);
  return file;
};
