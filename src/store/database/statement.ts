import type Sqlite from 'better-sqlite3';

/** An SQL statement with the types of its parameters, `P`, and of a row, `R`. It is prepared when it is first used. */
export class Statement<P extends unknown[], R> {
  readonly sql: string;
  readonly #prepare: () => Sqlite.Statement<P, R>;
  #prepared: Sqlite.Statement<P, R> | undefined;

  constructor(sql: string, prepare: (sql: string) => Sqlite.Statement<P, R>) {
    this.sql = sql;
    this.#prepare = () => prepare(sql);
  }

  get #statement(): Sqlite.Statement<P, R> {
    return (this.#prepared ??= this.#prepare());
  }

  get(...parameters: P): R | undefined {
    return this.#statement.get(...parameters);
  }

  all(...parameters: P): R[] {
    return this.#statement.all(...parameters);
  }

  /** @returns how many rows it changed */
  run(...parameters: P): number {
    return this.#statement.run(...parameters).changes;
  }
}
