/** Which core a process runs on: servers on one, what puts load on them on the other. */
import { spawnSync } from 'node:child_process';

export const SERVER_CORE = 0;
export const LOAD_CORE = 1;
/** For what is measured without load. */
export const BOTH_CORES = `${SERVER_CORE},${LOAD_CORE}`;

const works = [SERVER_CORE, LOAD_CORE].every((core) => spawnSync('taskset', ['-c', core, 'true']).status === 0);

/** Why processes are not pinned; undefined where they are. */
export const whyNotPinned = works
  ? undefined
  : 'Not pinned: taskset (package util-linux) is missing, or there is only one core. ' +
    'Server and load take turns on whatever cores there are, so that figures scatter more.';

/** @returns {[string, ...string[]]} */
export const pinned = (core, command, args) =>
  works ? ['taskset', '-c', String(core), command, ...args] : [command, ...args];

/** Keeps this process off the servers' core. */
export const pinThisProcess = () => {
  if (works) spawnSync('taskset', ['-a', '-c', '-p', String(LOAD_CORE), String(process.pid)]);
};
