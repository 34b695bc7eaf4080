import type { FinishedList, FinishedServiceInstance, Text } from './finish.js';

/** Service instances as they go from one thread to another: two buffers, which change hands without being copied. */
export interface Packed {
  /** Of service instances. */
  count: number;
  /** How many they have in all. */
  processes: number;
  /** Of each service instance its fields in order, the length of a text in its place, and then those of its lists. */
  numbers: Float64Array<ArrayBuffer>;
  /** All texts, in UTF-8. */
  bytes: Uint8Array<ArrayBuffer>;
}

/** What it begins with, and grows beyond where a pack needs more. */
const FIRST_BYTES = 2 ** 20;

/** A text of UTF-16 has three times as many bytes at most. */
const MOST_BYTES = 3;

/** Packs service instances while they are made, so that their texts need not be kept. */
export class Packer {
  #count = 0;
  #processes = 0;
  #numbers: number[] = [];
  #bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
  #end = 0;

  add({ bk_biz_id, set_template_id, id, document, processes, lists }: FinishedServiceInstance): void {
    this.#numbers.push(bk_biz_id, set_template_id, id, this.#put(document), processes, lists.length);
    for (const list of lists) this.#numbers.push(list.bk_biz_id, this.#put(list.data), list.elsewhere);
    this.#processes += processes;
    this.#count += 1;
  }

  #put(text: Text): number {
    const most = this.#end + text.length * MOST_BYTES;
    if (most > this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes.subarray(0, this.#end)], most * 2);
    const length = this.#bytes.write(text as string, this.#end);
    this.#end += length;
    return length;
  }

  /** All that was added since the last time. */
  take(): Packed {
    const packed = {
      count: this.#count,
      processes: this.#processes,
      numbers: new Float64Array(this.#numbers),
      // Of its own, and no longer than it is: for memory that is handed over, the collector comes early.
      bytes: new Uint8Array(this.#bytes.subarray(0, this.#end)),
    };
    this.#count = this.#processes = this.#end = 0;
    this.#numbers = [];
    return packed;
  }
}

export function* unpack({ count, numbers, bytes }: Packed): Generator<FinishedServiceInstance> {
  const texts = Buffer.from(bytes.buffer);
  let at = 0;
  let end = 0;
  const take = (): number => numbers[at++] as number;
  const takeText = (): Uint8Array => texts.subarray(end, (end += take()));
  const takeList = (): FinishedList => ({ bk_biz_id: take(), data: takeText(), elsewhere: take() });
  for (let index = 0; index < count; index += 1) {
    yield {
      bk_biz_id: take(),
      set_template_id: take(),
      id: take(),
      document: takeText(),
      processes: take(),
      lists: Array.from({ length: take() }, takeList),
    };
  }
}
