/** Why a database cannot be used: its file is damaged, nothing more can be written, or another reason. */
export type StoreProblem = 'damaged' | 'full' | 'unusable';

/** A database that cannot be used, and why. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  /** The rest of the message, after the path: the reason and the way out. */
  readonly reason: string;
  readonly problem: StoreProblem;

  /** @param path the file, or a name of the database in words */
  constructor(path: string, reason: string, problem: StoreProblem = 'unusable') {
    super(`${path} ${reason}`);
    this.reason = reason;
    this.problem = problem;
  }
}
