import type { FinishedList, FinishedServiceInstance } from './finish.js';

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

/** A text of UTF-16 has three times as many bytes at most. */
const MOST_BYTES = 3;

const NUMBERS_OF_INSTANCE = 6;
const NUMBERS_OF_LIST = 3;

export const pack = (instances: readonly FinishedServiceInstance[]): Packed => {
  let units = 0;
  let lists = 0;
  let total = 0;
  for (const instance of instances) {
    total += instance.processes;
    units += instance.document.length;
    lists += instance.lists.length;
    for (const { data } of instance.lists) units += data.length;
  }
  const numbers = new Float64Array(instances.length * NUMBERS_OF_INSTANCE + lists * NUMBERS_OF_LIST);
  const bytes = Buffer.allocUnsafeSlow(units * MOST_BYTES);
  let at = 0;
  let end = 0;
  const put = (number: number) => (numbers[at++] = number);
  const putText = (text: string) => {
    const length = bytes.write(text, end);
    end += length;
    put(length);
  };
  for (const { bk_biz_id, set_template_id, id, document, processes, lists } of instances) {
    put(bk_biz_id);
    put(set_template_id);
    put(id);
    putText(document as string);
    put(processes);
    put(lists.length);
    for (const list of lists) {
      put(list.bk_biz_id);
      putText(list.data as string);
      put(list.elsewhere);
    }
  }
  return { count: instances.length, processes: total, numbers, bytes: bytes.subarray(0, end) };
};

export function* unpack({ count, numbers, bytes }: Packed): Generator<FinishedServiceInstance> {
  const texts = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
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
