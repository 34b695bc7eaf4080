import { randomFillSync } from 'node:crypto';

const ID_BYTES = 16;
/** Random bytes for many ids, because each call of the generator takes longer than the rest of making an id. */
const random = Buffer.alloc(256 * ID_BYTES);
let used = random.length;

/** A fresh `request_id`: 32 lower-case hex digits. */
export const newRequestId = (): string => {
  if (used === random.length) {
    randomFillSync(random);
    used = 0;
  }
  used += ID_BYTES;
  return random.toString('hex', used - ID_BYTES, used);
};
