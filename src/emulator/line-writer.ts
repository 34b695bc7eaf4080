import type { Writable } from 'node:stream';

/** The most that waits to be read, in bytes. */
const MOST_WAITING = 2 ** 20;

/**
 * Writes the lines of the log to a stream and never waits for its reader. If the reader stops reading, a mebibyte waits
 * for it and the lines after that are dropped; so are lines that cannot be written, as on a full disk.
 */
export class LineWriter {
  readonly #output: Writable;
  readonly #report: (dropped: number) => void;
  #dropped = 0;

  /** @param report called with the number of dropped lines when the reader reads again */
  constructor(output: Writable, report: (dropped: number) => void) {
    this.#output = output;
    this.#report = report;
  }

  write(line: string): void {
    if (this.#output.writableLength > MOST_WAITING) this.#dropped += 1;
    else this.#output.write(line, this.#written);
  }

  readonly #written = (error?: Error | null): void => {
    if (error) this.#dropped += 1;
    else if (this.#dropped > 0 && this.#output.writableLength === 0) {
      const dropped = this.#dropped;
      this.#dropped = 0;
      this.#report(dropped);
    }
  };
}
