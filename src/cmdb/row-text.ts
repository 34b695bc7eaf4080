/** Documents that are joined at once. */
const CHUNK = 1000;

/** Joins JSON documents with commas. Many become bytes piece by piece, so that no long text is made at once. */
export class RowText {
  readonly #pieces: Buffer[] = [];
  #documents: string[] = [];

  add(document: string): void {
    if (this.#documents.length === CHUNK) {
      this.#pieces.push(Buffer.from(`${this.#documents.join(',')},`));
      this.#documents = [];
    }
    this.#documents.push(document);
  }

  /** @returns the documents with commas between: text, or bytes if there are many */
  join(): string | Buffer {
    const last = this.#documents.join(',');
    return this.#pieces.length === 0 ? last : Buffer.concat([...this.#pieces, Buffer.from(last)]);
  }
}
