import type { CallRecord } from '../calls/call-record.js';
import { entryOf, type Entry } from './entry.js';
import { CUT } from './redact.js';

/** Longest request that is kept as it was read, in characters. */
const MOST_KEPT = 2048;

/** Bytes of memory for the objects of a request that is kept as it was read. */
const KEPT_BYTES = 1024;
/** Bytes of memory for each of its characters. Most take 2 to 4; lists of small numbers with a fraction take more. */
const BYTES_PER_CHARACTER = 8;

/** Memory of an entry beside its JSON, in bytes. */
const OVERHEAD = 400;

/** How many characters the texts of a call have at most. Some are pieces of the request, and keep all of it in memory. */
const lengthOf = ({ length, path, trace: { caller, why, differences } }: CallRecord): number => {
  let sum = length + path.length + caller.app.length + caller.user.length;
  if (why !== undefined) sum += why.en.length + why.zh.length;
  for (const { en, zh } of differences) sum += en.length + zh.length;
  return sum;
};

/** Bytes of their own: most of the strings of an entry are pieces of a request, which they would keep in memory. */
const encode = (entry: Entry): Buffer => {
  const json = JSON.stringify(entry);
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(json));
  bytes.write(json);
  return bytes;
};

/**
 * An entry as the journal keeps it. It becomes JSON when it is first read: making it takes as long as answering the call,
 * and most entries are never read. A long request is not kept, so its entry becomes JSON at once.
 */
export class StoredEntry {
  readonly id: number;
  /** The memory that it takes, in bytes. While the request is kept, an estimate. */
  readonly bytes: number;
  readonly #sandbox: string;
  #content: CallRecord | Buffer;

  /**
   * @param id counted over all sandboxes, from 1
   * @param most bytes that it may take, at least 64 KiB. A longer entry loses its parameters
   */
  constructor(id: number, sandbox: string, call: CallRecord, most: number) {
    this.id = id;
    this.#sandbox = sandbox;
    const length = lengthOf(call);
    if (length <= MOST_KEPT) {
      this.#content = call;
      this.bytes = KEPT_BYTES + BYTES_PER_CHARACTER * length;
      return;
    }
    const entry = entryOf(id, sandbox, call);
    let json = encode(entry);
    if (OVERHEAD + json.length > most) json = encode({ ...entry, parameters: { '…': CUT } });
    this.#content = json;
    this.bytes = OVERHEAD + json.length;
  }

  /** The entry as JSON. From then on the request itself, which may hold secrets, is no longer kept. */
  get json(): Buffer {
    if (!Buffer.isBuffer(this.#content)) this.#content = encode(entryOf(this.id, this.#sandbox, this.#content));
    return this.#content;
  }

  /** A new copy of the entry. */
  read(): Entry {
    return JSON.parse(this.json.toString()) as Entry;
  }
}
