import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

const LOOK_EVERY_MS = 50;

/** @returns whether this process now holds the lock */
const take = (path) => {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
};

/** Removes the lock of a process that was killed before it could do so itself. */
const removeStale = (path) => {
  try {
    process.kill(Number(readFileSync(path, 'utf8')), 0);
  } catch (error) {
    // ESRCH: there is no such process.
    if (error.code === 'ESRCH') rmSync(path, { force: true });
  }
};

/**
 * Runs `work` while no other process holds the lock.
 *
 * @param {string} path a file in a folder that exists; it is there while the lock is held
 * @param {() => Promise<void>} work
 */
export const withLock = async (path, work) => {
  while (!take(path)) {
    removeStale(path);
    await wait(LOOK_EVERY_MS);
  }
  try {
    await work();
  } finally {
    rmSync(path);
  }
};
