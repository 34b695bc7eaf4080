/**
 * A statement of better-sqlite3. Its own type would make programs that check their dependencies' types install
 * `@types/better-sqlite3`.
 */
export interface PreparedStatement<P extends unknown[], R> {
  get(...parameters: P): R | undefined;
  all(...parameters: P): R[];
  run(...parameters: P): { changes: number };
}

/** An SQL statement with the types of its parameters, `P`, and of a row, `R`. It is prepared when it is first used. */
export class Statement<P extends unknown[], R> {
  readonly sql: string;
  readonly #prepare: () => PreparedStatement<P, R>;
  #prepared: PreparedStatement<P, R> | undefined;

  constructor(sql: string, prepare: (sql: string) => PreparedStatement<P, R>) {
    this.sql = sql;
    this.#prepare = () => prepare(sql);
  }

  get #statement(): PreparedStatement<P, R> {
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
