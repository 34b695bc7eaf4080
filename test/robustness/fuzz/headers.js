/** Headers of requests: credentials in every form, and what no client sends. */
import { CONTENT_TYPES } from './parameters.js';
import { jsonTower, jsonValue } from './json.js';
import { SANDBOXES } from './targets.js';

const oneLine = (text) => text.replace(/[^\t\x20-\x7e\x80-\xff]/g, '?');

const VALUES = [
  () => '',
  (random) =>
    random.pick(['1', '0', 'admin', 'zh-cn', 'en', 'cn', 'null', 'x'.repeat(5000), '\t', '"', ',', ';', '=', '%00']),
  (random) => oneLine(jsonValue(random, 2)),
  (random) => oneLine(jsonTower(random)).slice(0, 20_000),
  (random) => oneLine(random.bytes(random.size(60)).toString('latin1')),
  () => '{"bk_app_code":"esb_test","bk_app_secret":"xxx","bk_username":"xxx"}',
  (random) => random.pick(SANDBOXES),
];
const NAMES = [
  'X-Bkapi-Authorization', 'x-bkapi-authorization', 'X-Bkcmdb-User', 'BK_User', 'X-Bkcmdb-Supplier-Account', 'HTTP_BK_SUPPLIER_ACCOUNT',
  'X-Bkcmdb-Language', 'HTTP_BLUEKING_LANGUAGE', 'blueking-language', 'Blueking-Supplier-Id', 'X-Bkapi-JWT', 'X-Use-Test-Env', 'Cookie',
  'Accept', 'Accept-Encoding', 'Authorization', 'X-Emulator-Token', 'X-Request-Id', 'X-Forwarded-For', 'Range', 'If-None-Match',
  'If-Modified-Since', 'Via', 'Origin', 'Access-Control-Request-Method', 'Content-Encoding', 'X-HTTP-Method-Override', '__proto__', 'constructor',
]; // prettier-ignore

/** @returns {[name: string, value: string][]} */
const some = (random) => random.list(random.size(8), () => [random.pick(NAMES), random.pick(VALUES)(random)]);

/** Headers that a server may refuse, but not fall over. */
const odd = (random) =>
  random.weighted([
    [3, () => []],
    [1, () => random.list(random.size(2500), (at) => [`x-${at}`, 'v'])],
    [1, () => [['X-Large', 'v'.repeat(random.size(100_000))]]],
    [1, () => [['Cookie', random.list(random.size(2000), (at) => `c${at}=v`).join('; ')]]],
    [1, () => [['X-Emulator-Sandbox', random.pick([...SANDBOXES, '', '..', 'x'.repeat(99), 'a b'])]]],
    [1, () => [[random.pick(['Bad Name', 'x\0y', '', 'x:y', 'é']), 'v']]],
    [1, () => [['Host', random.pick(['', 'x', 'evil.example', '[::1', 'a:b:c', 'localhost:99999'])]]],
    [1, () => [['Expect', random.pick(['100-continue', '200-ok', ''])]]],
    [1, () => [['Connection', random.pick(['close', 'keep-alive', 'upgrade', 'x, y', ''])], ['Upgrade', random.pick(['websocket', 'h2c', ''])]]],
  ])(random); // prettier-ignore

/** @returns {[name: string, value: string][]} in any order, with names that come twice */
export const callHeaders = (random) => [
  ...(random.chance(0.6) ? [['Content-Type', random.pick(CONTENT_TYPES)]] : []),
  ...(random.chance(0.5) ? some(random) : []),
  ...(random.chance(0.1) ? odd(random) : []),
];

/** What the two other faces want of a caller. */
export const callerHeaders = {
  esb: () => [],
  'api-server': (random) =>
    random.chance(0.8)
      ? [
          ['X-Bkcmdb-User', 'admin'],
          ['X-Bkcmdb-Supplier-Account', '0'],
        ]
      : [],
  'api-gateway': (random) =>
    random.chance(0.8)
      ? [['X-Bkapi-Authorization', '{"bk_app_code":"esb_test","bk_app_secret":"xxx","bk_username":"xxx"}']]
      : [],
};
