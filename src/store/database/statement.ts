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
  readonly #explain: (error: unknown) => unknown;
  #prepared: PreparedStatement<P, R> | undefined;

  /** @param explain gives the error to throw for an error of SQLite */
  constructor(sql: string, prepare: (sql: string) => PreparedStatement<P, R>, explain: (error: unknown) => unknown) {
    this.sql = sql;
    this.#prepare = () => prepare(sql);
    this.#explain = explain;
  }

  get #statement(): PreparedStatement<P, R> {
    return (this.#prepared ??= this.#prepare());
  }

  get(...parameters: P): R | undefined {
    try {
      return this.#statement.get(...parameters);
    } catch (error) {
      throw this.#explain(error);
    }
  }

  all(...parameters: P): R[] {
    try {
      return this.#statement.all(...parameters);
    } catch (error) {
      throw this.#explain(error);
    }
  }

  /** @returns how many rows it changed */
  run(...parameters: P): number {
    try {
      return this.#statement.run(...parameters).changes;
    } catch (error) {
      throw this.#explain(error);
    }
  }
}
