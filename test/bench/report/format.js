/** Numbers as people read them. */

/** Three digits for small numbers, whole numbers from 100 on. */
export const formatNumber = (value) => {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
};

export const formatCount = (count) => Math.round(count).toLocaleString('en');

/** A count that stands for a size: `1 k`, `1 M`. */
export const formatSize = (count) => {
  if (count >= 1e6) return `${count / 1e6} M`;
  return count >= 1000 ? `${count / 1000} k` : String(count);
};

/** A value with its unit; the unit of a ratio is empty. */
export const withUnit = (value, unit) => (unit === '' ? formatNumber(value) : `${formatNumber(value)} ${unit}`);

export const clientsOf = (clients) => (clients === 1 ? '1 client' : `${clients} clients`);
