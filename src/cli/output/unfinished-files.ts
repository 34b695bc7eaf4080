import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** Containers that share a folder have host names of their own, but often the same process ids. */
const HOST = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

/** The name of the file, the host, the process, and the ending of a file that SQLite writes beside it. */
const UNFINISHED = /\.bk-esb-([0-9a-f]{8})-(\d+)-([0-9a-f]{8})\.tmp(-journal|-wal)?$/;

/** A file of another host is abandoned if nobody has written to it for a day, in milliseconds. */
const ABANDONED_MS = 24 * 60 * 60 * 1000;

/** The names of this process. After a restart, the process of a container has the same id as before. */
const own = new Set<string>();

/** A new name beside a file, for what is moved there when it is complete. It says which process writes the file. */
export const nameUnfinished = (path: string): string => {
  const name = randomBytes(4).toString('hex');
  own.add(name);
  return `${path}.bk-esb-${HOST}-${process.pid}-${name}.tmp`;
};

const isWriting = (id: number, name: string): boolean => {
  if (id === process.pid) return own.has(name);
  try {
    return process.kill(id, 0);
  } catch (error) {
    // The process of another user may not be signalled, but it runs.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const isAbandoned = (path: string): boolean => {
  const [, host, id, name] = UNFINISHED.exec(path) ?? [];
  if (name === undefined) return false;
  if (host === HOST) return !isWriting(Number(id), name);
  return Date.now() - statSync(path).mtimeMs > ABANDONED_MS;
};

/** Removes the unfinished files in a folder that a killed process has left behind. It is no failure if it cannot. */
export const removeAbandoned = (folder: string): void => {
  try {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      if (isAbandoned(path)) rmSync(path, { force: true });
    }
  } catch {
    // The folder may not be readable, or another process removes the same file.
  }
};
