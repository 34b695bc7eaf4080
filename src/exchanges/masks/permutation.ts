import { createHash } from 'node:crypto';

/** FF1 of NIST has ten rounds for small domains, too. */
const ROUNDS = 10;

/** A secret that no hash shows. */
export type MaskKey = Buffer;

/** A hash that nobody can compute without the key. */
export const keyedHash = (key: MaskKey, text: string, bytes: number): Buffer =>
  createHash('shake256', { outputLength: bytes }).update(key).update(text).digest();

/**
 * Replaces a number by another one below the same bound. Different numbers stay different.
 *
 * A Feistel network permutes the numbers of an even number of bits. It is repeated until the result is below the bound.
 *
 * @param value from 0 to below `size`
 * @param tweak another permutation for each text
 */
export const permute = (key: MaskKey, value: bigint, size: bigint, tweak: string): bigint => {
  const half = Math.ceil((size - 1n).toString(2).length / 2);
  const bits = BigInt(half);
  const low = (1n << bits) - 1n;
  const mix = (round: number, part: bigint): bigint => {
    const text = `${tweak}:${size}:${round}:${part}`;
    return BigInt(`0x${keyedHash(key, text, Math.ceil(half / 8)).toString('hex')}`) & low;
  };
  let found = value;
  do {
    let [left, right] = [found >> bits, found & low];
    for (let round = 0; round < ROUNDS; round += 1) [left, right] = [right, left ^ mix(round, right)];
    found = (left << bits) | right;
  } while (found >= size);
  return found;
};
