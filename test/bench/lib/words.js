/** Numbers as people read them. */

/** Three digits that tell something, and no more of those that do not. */
export const number = (value) => {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
};

export const grouped = (count) => Math.round(count).toLocaleString('en');

/** A count that stands for a size: `1 k`, `1 M`. */
export const short = (count) => {
  if (count >= 1e6) return `${count / 1e6} M`;
  return count >= 1000 ? `${count / 1000} k` : String(count);
};

/** A value with its unit; a ratio has none. */
export const amount = (value, unit) => (unit === '' ? number(value) : `${number(value)} ${unit}`);
