import { CodedError } from '../messages/coded-error.js';
import type { Message } from '../messages/message.js';
import type { DATABASE } from '../messages/start/database.js';

/** Why a database cannot be used: its file is damaged, nothing more can be written, or another reason. */
export type StoreProblem = 'damaged' | 'full' | 'unusable';

type DatabaseMessage = Extract<Message, { code: keyof typeof DATABASE }>;

const PROBLEMS: Partial<Record<DatabaseMessage['code'], StoreProblem>> = {
  DATABASE_DAMAGED: 'damaged',
  DATABASE_NOT_SQLITE: 'damaged',
  DATABASE_DISK_FULL: 'full',
  DATABASE_CANNOT_GROW: 'full',
};

/** A database that cannot be used, and why. */
export class StoreError extends CodedError {
  override readonly name = 'StoreError';
  readonly #message: DatabaseMessage;

  constructor(message: DatabaseMessage) {
    super(message);
    this.#message = message;
  }

  get problem(): StoreProblem {
    return PROBLEMS[this.#message.code] ?? 'unusable';
  }

  /** The same error of a file that another one stands for. */
  of(path: string): StoreError {
    return new StoreError({ ...this.#message, path });
  }
}
