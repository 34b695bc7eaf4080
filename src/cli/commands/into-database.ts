import { chmodSync, existsSync, realpathSync, rmSync, statSync } from 'node:fs';
import { Failure } from '../failure.js';
import type { DataSet } from '../../model/dataset.js';
import { Store } from '../../store/datasets/store.js';
import type { DataOrigin } from '../../store/datasets/summary.js';
import type { CliProcess } from '../cli-process.js';
import { explainWriting, replaceFile } from '../output/replace-file.js';

/**
 * Opens a database and keeps it open, so that no other process uses what is about to be replaced.
 *
 * @param force whether data that it holds may be replaced
 */
const claim = (db: string, force: boolean): Store => {
  const store = Store.open(db);
  const { summary } = store;
  if (summary === undefined || force) return store;
  store.close();
  throw new Failure({ code: 'DATABASE_HOLDS_DATA', file: db, origin: summary.origin });
};

/**
 * Writes data into a database, in place of what it holds: all of it or nothing.
 *
 * @param target the path of the database, and whether data that it holds may be replaced
 * @throws StoreError if the database cannot be used
 * @throws Failure if it holds data that may not be replaced, or cannot be written to the end
 */
export const intoDatabase = async (
  { db, force }: { db: string; force: boolean },
  data: DataSet,
  origin: DataOrigin,
  cli: CliProcess,
): Promise<void> => {
  const isNew = !existsSync(db);
  const claimed = claim(db, force);
  // A link stays a link, and a file keeps its mode.
  const path = realpathSync(db);
  const { mode } = statSync(path);
  const write = async (unfinished: string): Promise<void> => {
    await Store.fill(unfinished, data, origin);
    chmodSync(unfinished, mode);
    claimed.close();
    // After a full disk, a log of the old file may be left. SQLite would take it for the log of the new file.
    rmSync(`${path}-wal`, { force: true });
  };
  const discard = (): void => {
    claimed.close();
    if (!isNew) return;
    for (const ending of ['', '-wal']) rmSync(path + ending, { force: true });
  };
  try {
    await replaceFile(path, cli, write, discard);
  } catch (error) {
    throw explainWriting(db, error);
  }
};
