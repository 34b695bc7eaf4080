/** Databases of any size, made when they are first asked for, and there again for the next run where the folder is kept. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { BOTH_CORES } from './pinning.js';
import { run } from './processes.js';
import { dataOf, LSI, lsiBody } from './requests.js';
import { EMULATOR } from './servers.js';

/** So few modules that each has the one set template: it holds all service instances, and a page can be a million deep. */
const ONE_TEMPLATE = ['--businesses', '1', '--set-templates', '1', '--modules', '15'];

/** @returns {Promise<number>} milliseconds, with the start of the process */
export const generate = async (count, args) => {
  const program = [EMULATOR, 'generate', '--service-instances', String(count), '--force', ...args];
  return (await run(BOTH_CORES, process.execPath, program)).ms;
};

export const removeDatabase = (file) => {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(file + end, { force: true });
};

/** @returns {Promise<string>} a database of which one set template holds all service instances */
export const database = async ({ folder, tell }, count) => {
  const file = join(folder, `${count}.db`);
  if (existsSync(file)) return file;
  tell(`generating ${file}`);
  // Under another name until it is whole: a run that is stopped leaves nothing that looks like a database to reuse.
  const unfinished = join(folder, 'unfinished.db');
  removeDatabase(unfinished);
  await generate(count, ['--db', unfinished, ...ONE_TEMPLATE]);
  renameSync(unfinished, file);
  return file;
};

/** @throws where a page would not be full */
export const checkDepth = async (url, start, limit) => {
  const { count, info } = await dataOf(url, LSI, lsiBody(start, limit));
  if (info.length === limit) return;
  throw new Error(
    `set template 11 has ${count} service instances, too few for ${limit} from ${start}: remove the database`,
  );
};
