import type { DatasetReader } from '../queries/dataset-reader.js';
import type { DatasetContents } from './contents.js';
import type { Summary } from './summary.js';

/** A data set in a store. It never changes. It is removed when its last holder releases it. */
export class StoredDataset {
  readonly summary: Summary;
  readonly reader: DatasetReader;
  readonly #contents: () => DatasetContents;
  readonly #remove: () => void;
  #holders = 1;

  constructor(summary: Summary, reader: DatasetReader, contents: () => DatasetContents, remove: () => void) {
    this.summary = summary;
    this.reader = reader;
    this.#contents = contents;
    this.#remove = remove;
  }

  /** All its rows. A caller that reads them in several turns holds the data set meanwhile. */
  get contents(): DatasetContents {
    return this.#contents();
  }

  /** Adds a holder. */
  hold(): this {
    this.#holders += 1;
    return this;
  }

  /** Takes a holder away. Without holders the data set is removed. */
  release(): void {
    this.#holders -= 1;
    if (this.#holders === 0) this.#remove();
  }
}
