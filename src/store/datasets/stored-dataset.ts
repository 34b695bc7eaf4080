import { realNow } from '../../util/clock.js';
import type { DatasetReader } from '../queries/dataset-reader.js';
import type { DatasetContents } from './contents.js';
import type { Summary } from './summary.js';

interface DatasetParts {
  summary: Summary;
  source: string | undefined;
  reader: DatasetReader;
  bytes: number;
  contents: () => DatasetContents;
  /** Called when nobody holds it any more. */
  remove: () => void;
}

/** A data set in a store. It never changes. It is removed when its last holder releases it. */
export class StoredDataset {
  readonly summary: Summary;
  /** Tells whether fixtures are those that it was loaded from; undefined if that is not known. */
  readonly source: string | undefined;
  readonly reader: DatasetReader;
  /** When it was loaded, or its file was opened, as Unix time in milliseconds. */
  readonly loadedAt = realNow();
  /** Bytes of memory that it takes; 0 if it was in the store when that was opened. */
  readonly bytes: number;
  readonly #contents: () => DatasetContents;
  readonly #remove: () => void;
  #holders = 1;

  constructor(parts: DatasetParts) {
    this.summary = parts.summary;
    this.source = parts.source;
    this.reader = parts.reader;
    this.bytes = parts.bytes;
    this.#contents = parts.contents;
    this.#remove = parts.remove;
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
