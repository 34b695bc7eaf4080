import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { EntryFilter } from '../../journal/entry-filter.js';
import type { Journal } from '../../journal/journal.js';
import type { StoredEntry } from '../../journal/stored-entry.js';
import { TimeSlice } from '../../util/time-slices/time-slice.js';

const END_OF_EVENT = '\n\n';

/**
 * Sends the entries of a journal to one reader, each once and in order. Nothing waits for a slow reader but the journal
 * itself: the stream reads on from there when the connection has room. If the journal has dropped entries meanwhile, the
 * reader is told so.
 */
export class EntryStream {
  readonly #out: ServerResponse;
  readonly #journal: Journal;
  readonly #matches: EntryFilter | undefined;
  /** Id of the last entry that was sent, did not match, or was reported as missing. */
  #position: number;
  #isCatchingUp = false;
  /** True if the reader has to be told that the journal was emptied. */
  #wasEmptied = false;
  #beatsWhileFull = 0;
  readonly #stopped = new AbortController();

  /**
   * @param position the id after which entries are sent; 0 for all that the journal has
   * @param matches the entries to send; undefined for all
   */
  constructor(out: ServerResponse, journal: Journal, position: number, matches: EntryFilter | undefined) {
    this.#out = out;
    this.#journal = journal;
    this.#matches = matches;
    this.#position = position === 0 ? journal.lastDropped : position;
  }

  /** Id of the last entry that the reader has got, unless it does not read what was sent. */
  get position(): number {
    return this.#position;
  }

  /** True while the connection takes no more. */
  get #isFull(): boolean {
    return this.#out.writableNeedDrain;
  }

  #write(...parts: readonly (string | Buffer)[]): void {
    // Node.js puts the parts into one packet. A response that is corked would always say that it has room.
    for (const part of parts) this.#out.write(part);
  }

  #writeMissing(): void {
    const { lastDropped } = this.#journal;
    const message = 'the journal dropped the entries with ids above `after` and up to `to` before they could be sent';
    const message_zh = '请求日志在发送之前丢弃了 id 大于 `after`、不大于 `to` 的条目';
    const data = JSON.stringify({ message, message_zh, after: this.#position, to: lastDropped });
    this.#write(`id: ${lastDropped}\nevent: missing\ndata: ${data}${END_OF_EVENT}`);
    this.#position = lastDropped;
  }

  #writeEmptied(): void {
    const message = 'the journal was emptied; it has no entries with ids up to `to` any more';
    const message_zh = '请求日志已清空，不再有 id 不大于 `to` 的条目';
    const data = JSON.stringify({ message, message_zh, to: this.#position });
    this.#write(`event: emptied\ndata: ${data}${END_OF_EVENT}`);
    this.#wasEmptied = false;
  }

  #send(entry: StoredEntry): void {
    this.#position = entry.id;
    if (this.#matches !== undefined && !this.#matches(entry.read())) return;
    this.#write(`id: ${entry.id}\nevent: request\ndata: `, entry.json, END_OF_EVENT);
  }

  /** Sends a new entry, or leaves it in the journal if others come first. */
  add(entry: StoredEntry): void {
    if (this.#isCatchingUp || entry.id <= this.#position) return;
    this.#send(entry);
    if (this.#isFull) void this.catchUp();
  }

  /** Tells the reader that the journal was emptied, as soon as the connection takes it. */
  emptied(): void {
    this.#wasEmptied = true;
    if (!this.#isCatchingUp) void this.catchUp();
  }

  /** Sends what the journal has after the position, as the connection takes it. */
  async catchUp(): Promise<void> {
    this.#isCatchingUp = true;
    const { signal } = this.#stopped;
    const slice = new TimeSlice();
    while (!signal.aborted) {
      if (this.#isFull) {
        await once(this.#out, 'drain', { signal }).catch(() => undefined);
        this.#beatsWhileFull = 0;
        continue;
      }
      if (this.#journal.lastDropped > this.#position) this.#writeMissing();
      if (this.#wasEmptied) this.#writeEmptied();
      const entry = this.#journal.next(this.#position);
      if (entry === undefined) break;
      this.#send(entry);
      if (slice.isOver) await slice.next();
    }
    this.#isCatchingUp = false;
  }

  /**
   * Writes a sign of life.
   *
   * @returns false if the connection has taken nothing since the beat before the last one
   */
  beat(): boolean {
    if (!this.#isFull) this.#write(`:${END_OF_EVENT}`);
    else this.#beatsWhileFull += 1;
    return this.#beatsWhileFull <= 2;
  }

  /** Tells the reader that nothing more comes, and from where it can go on. */
  cutOff(): void {
    const message = 'this reader took nothing for too long; go on with the header Last-Event-ID or the query since';
    const message_zh = '该客户端太久没有读取；请用请求头 Last-Event-ID 或查询参数 since 接着读取';
    const data = JSON.stringify({ message, message_zh, last: this.#position });
    this.#write(`event: cut-off\ndata: ${data}${END_OF_EVENT}`);
  }

  /** Sends nothing more. */
  stop(): void {
    this.#stopped.abort();
  }
}
