import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Connection } from '../database/connection.js';
import type { Statement } from '../database/statement.js';
import { ENTITY_TABLE_NAMES } from '../database/tables.js';

/** How many rows are removed before the event loop gets a turn. */
const ROWS_A_TURN = 2000;

/** Removes data sets: a small one at once, a large one turn by turn, so that a server goes on answering. */
export class DatasetRemover {
  readonly #db: Connection;
  /** Without a summary, a data set counts as unfinished. */
  readonly #unfinish: Statement<[number], never>;
  /** For each table: the data set, and how many rows at most. */
  readonly #drops: Statement<[number, number], never>[];
  /** Data sets that are too large for one turn. */
  readonly #waiting: number[] = [];

  constructor(db: Connection) {
    this.#db = db;
    this.#unfinish = db.rows('UPDATE datasets SET summary = NULL WHERE dataset = ?');
    // A data set keeps its number until its entry is gone, so the entry goes last.
    this.#drops = [...ENTITY_TABLE_NAMES, 'datasets'].map((table) =>
      db.rows(`DELETE FROM ${table} WHERE dataset = ? LIMIT ?`),
    );
  }

  /**
   * If the database is closed before all rows are removed, or they cannot be removed because the disk is full, the rest is
   * removed when the file is opened again.
   */
  remove(dataset: number): void {
    if (this.#removeSome(dataset)) return;
    this.#waiting.push(dataset);
    if (this.#waiting.length === 1) void this.#removeWaiting();
  }

  /** @returns whether nothing is left to do for the data set */
  #removeSome(dataset: number): boolean {
    if (!this.#db.isOpen) return true;
    try {
      return this.#db.transaction(() => this.#removeRows(dataset));
    } catch {
      return true;
    }
  }

  /** @returns whether nothing is left of the data set */
  #removeRows(dataset: number): boolean {
    this.#unfinish.run(dataset);
    let room = ROWS_A_TURN;
    for (const drop of this.#drops) {
      room -= drop.run(dataset, room);
      if (room === 0) return false;
    }
    return true;
  }

  async #removeWaiting(): Promise<void> {
    for (let dataset = this.#waiting[0]; dataset !== undefined; dataset = this.#waiting[0]) {
      await nextTurn();
      if (this.#removeSome(dataset)) this.#waiting.shift();
    }
  }
}
