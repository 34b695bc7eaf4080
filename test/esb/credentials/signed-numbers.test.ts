import t from 'tap';
import { EsbError } from '../../../src/esb/errors.js';
import { checkNonce, checkTimestamp } from '../../../src/esb/credentials/signed-numbers.js';

const verdict = (check: (text: string | undefined) => void, text: string | undefined): string => {
  try {
    check(text);
    return 'good';
  } catch (error) {
    if (error instanceof EsbError) return error.message;
    throw error;
  }
};

for (const [text, expected] of [
  [undefined, 'Parameter bk_nonce does not exist'],
  ['', 'Parameter bk_nonce does not exist'],
  ['x', 'Parameter bk_nonce is illegal'],
  ['1.5', 'Parameter bk_nonce is illegal'],
  ['1e5', 'Parameter bk_nonce is illegal'],
  [' ', 'Parameter bk_nonce is illegal'],
  ['0', 'Parameter bk_nonce is illegal, it must be a positive integer'],
  ['-0', 'Parameter bk_nonce is illegal, it must be a positive integer'],
  ['-3', 'Parameter bk_nonce is illegal, it must be a positive integer'],
  ['1', 'good'],
  [' +0_7 ', 'good'],
  ['７', 'good'],
  ['9'.repeat(3900), 'good'],
] as const) {
  t.equal(verdict(checkNonce, text), expected, `nonce ${text?.slice(0, 20)}`);
}

const now = Math.floor(Date.now() / 1000);
for (const [text, expected] of [
  [undefined, 'Parameter bk_timestamp does not exist'],
  ['', 'Parameter bk_timestamp does not exist'],
  ['today', 'Parameter bk_timestamp is illegal, due to non-time format'],
  [`${now}.0`, 'Parameter bk_timestamp is illegal, due to non-time format'],
  ['0', 'Parameter bk_timestamp is illegal, because it has expired'],
  ['-5', 'Parameter bk_timestamp is illegal, because it has expired'],
  [`-${'9'.repeat(400)}`, 'Parameter bk_timestamp is illegal, because it has expired'],
  [String(now - 310), 'Parameter bk_timestamp is illegal, because it has expired'],
  [String(now - 200), 'good'],
  [` ${now} `, 'good'],
  [String(now + 900), 'good'],
  [String(now * 1000), 'good'],
  ['9'.repeat(400), 'good'],
] as const) {
  t.equal(verdict(checkTimestamp, text), expected, `timestamp ${text?.slice(0, 20)}`);
}
