/** Random choices that a seed repeats on every machine. */

/** Mixes two numbers into a 32-bit one, so that neighbouring seeds give unlike sequences (the finalizer of MurmurHash 3). */
const mix = (a, b) => {
  let hash = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};

/** A seed for a run that names none. */
export const newSeed = () => Math.floor(Math.random() * 2 ** 31);

/**
 * @param {number} seed
 * @param {number} [number] of the case, so that each case can be repeated alone
 */
export const createRandom = (seed, number = 0) => {
  let state = mix(seed, number);
  /** A number from 0 to 1, without 1 (mulberry32). */
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
  /** An integer from 0 to `end`, without `end`. */
  const below = (end) => Math.floor(next() * end);
  const pick = (list) => list[below(list.length)];
  return {
    next,
    below,
    /** An integer from `first` to `last`, with both. */
    between: (first, last) => first + below(last - first + 1),
    chance: (probability) => next() < probability,
    pick,
    /** A size from 0 to `most`: small ones are as likely as large ones. */
    size: (most) => Math.floor((most + 1) ** next()) - 1,
    /** @param {(() => unknown)[]} makers one of which is called */
    oneOf: (...makers) => pick(makers)(),
    /** @param {[weight: number, value: unknown][]} choices */
    weighted: (choices) => {
      let rest = next() * choices.reduce((sum, [weight]) => sum + weight, 0);
      return (choices.find(([weight]) => (rest -= weight) < 0) ?? choices[0])[1];
    },
    list: (length, make) => Array.from({ length }, (_, index) => make(index)),
    bytes: (length) => Buffer.from(Array.from({ length }, () => below(256))),
  };
};
