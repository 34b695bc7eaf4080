/** JSON, and what is nearly JSON. */

const NUMBERS = [
  '0', '-0', '1', '-1', '54', '2', '11', '500', '501', '1000', '1001', '999999999', '1.0', '1e2', '1.5', '1e400', '-1e400', '1e-400',
  '9007199254740993', '9223372036854775807', '9223372036854775808', '-9223372036854775808', '18446744073709551616',
  '123456789012345678901234567890', 'NaN', 'Infinity', '-Infinity', '01', '+1', '.5', '0x10', '1_000', '1e', '--1',
]; // prettier-ignore
const TEXTS = [
  '', ' ', '0', '1', '2', '002', '%32', '2#a', 'null', 'true', 'id', '-id', '__proto__', 'constructor', 'toString', '$where', '.*', '(a+)+$',
  '[', '\\', '\u0000', '\u2028', '\ud800', '\udc00x', '😀', '蓝鲸', "' OR 1=1 --", '<script>', '../../etc/passwd', '%00', '%s%n', '${x}', 'İ',
]; // prettier-ignore
export const KEYS = [
  'bk_biz_id', 'service_instance_id', 'set_template_id', 'page', 'start', 'limit', 'sort', 'bk_module_id', 'bk_host_ids', 'search_key',
  'selectors', 'key', 'operator', 'values', 'bk_process_ids', 'fields', 'bk_app_code', 'bk_app_secret', 'bk_token', 'bk_username',
  'bk_signature', 'bk_timestamp', 'bk_nonce', 'access_token', 'bk_access_token', 'bk_supplier_account', 'bk_supplier_id', 'enable_count',
  'SERVICE_INSTANCE_ID', '__proto__', 'constructor', '', 'a.b', 'x'.repeat(300),
]; // prettier-ignore

const text = (random) =>
  random.oneOf(
    () => random.pick(TEXTS),
    () => random.pick(KEYS),
    () => random.bytes(random.size(40)).toString('latin1'),
    () => random.bytes(random.size(40)).toString('utf16le'),
    () => random.pick(TEXTS).repeat(random.size(2000)),
  );

/** A string of JSON: escaped in odd ways, or hardly at all. */
const string = (random) => {
  const value = text(random);
  return random.oneOf(
    () => JSON.stringify(value),
    () =>
      `"${[...value].map((sign) => `\\u${(sign.codePointAt(0) & 0xffff).toString(16).padStart(4, '0')}`).join('')}"`,
    () => `"${value}"`,
    () => `"${random.pick(['\\x41', '\\u12', '\\', '\\ud800', '\t', '\n', '\\/', '\\0'])}"`,
  );
};

const scalar = (random) =>
  random.oneOf(
    () => random.pick(NUMBERS),
    () => String(random.between(-5, 2000)),
    () => string(random),
    () => random.pick(['null', 'true', 'false', 'True', 'None', 'undefined', '""', '[]', '{}']),
  );

/** The text of a value: any depth, any size, keys that come twice. */
export const jsonValue = (random, depth = 4) => {
  if (depth === 0 || random.chance(0.4)) return scalar(random);
  const length = random.size(6);
  if (random.chance(0.5)) return `[${random.list(length, () => jsonValue(random, depth - 1)).join(',')}]`;
  const pair = () => `${JSON.stringify(random.pick(KEYS))}:${jsonValue(random, depth - 1)}`;
  return `{${random.list(length, pair).join(random.pick([',', ' , ', ',\r\n']))}}`;
};

/** An unbalanced or balanced tower of brackets. */
export const jsonTower = (random) => {
  const [open, close] = random.pick([
    ['[', ']'],
    ['{"a":', '}'],
    ['[{"a":', '}]'],
    ['{"page":', '}'],
  ]);
  const height = random.pick([10, 90, 100, 101, 500, 990, 1000, 1001, 5000, 20_000]);
  return (
    open.repeat(height) + random.pick(['1', '', 'null']) + close.repeat(random.pick([height, height, height - 1, 0]))
  );
};

/** Changes some bytes: leaves out, doubles, swaps, inserts. */
export const mutate = (random, bytes, words = []) => {
  let changed = bytes;
  for (let count = random.between(1, 4); count > 0; count -= 1) {
    const at = random.below(changed.length + 1);
    const until = Math.min(changed.length, at + random.size(20) + 1);
    const inserted = random.oneOf(
      () => Buffer.alloc(0),
      () => random.bytes(random.size(4) + 1),
      () => Buffer.from(random.pick(['{', '}', '[', ']', '"', ':', ',', '\\', '\0', ' ', '\n', '\ufeff', ...words])),
      () => changed.subarray(at, until),
      () => Buffer.concat([changed.subarray(at, until), changed.subarray(at, until)]),
    );
    changed = Buffer.concat([changed.subarray(0, at), inserted, changed.subarray(random.chance(0.5) ? at : until)]);
  }
  return changed;
};
