/** The core that a process runs on: servers on one, the load generator on the other. */
import { spawnSync } from 'node:child_process';
import { pid } from 'node:process';

export const SERVER_CORE = 0;
export const LOAD_CORE = 1;
/** For work that is not measured. */
export const BOTH_CORES = `${SERVER_CORE},${LOAD_CORE}`;

const works = [SERVER_CORE, LOAD_CORE].every((core) => spawnSync('taskset', ['-c', core, 'true']).status === 0);

/** The reason why processes are not pinned; undefined if they are. */
export const whyNotPinned = works
  ? undefined
  : 'Not pinned: taskset (package util-linux) is missing, or there is only one core. ' +
    'Server and load share the cores, so the figures scatter more.';

/** @returns {[string, ...string[]]} the command line that runs a command on a core */
export const pinned = (core, command, args) =>
  works ? ['taskset', '-c', String(core), command, ...args] : [command, ...args];

/** Keeps this process off the servers' core. */
export const pinThisProcess = () => {
  if (works) spawnSync('taskset', ['-a', '-c', '-p', String(LOAD_CORE), String(pid)]);
};
