/** Bodies of calls: mostly such as callers send, with one or two things wrong. */
import { deflateSync, gzipSync } from 'node:zlib';
import { jsonTower, jsonValue, KEYS, mutate } from './json.js';

const CREDENTIALS = [
  '"bk_app_code":"esb_test","bk_app_secret":"xxx","bk_username":"xxx"',
  '"bk_app_code":"esb_test","bk_app_secret":"wrong","bk_username":"xxx"',
  '"bk_app_code":"esb_test","bk_signature":"AAAA","bk_nonce":1,"bk_timestamp":1,"bk_username":"xxx"',
  '"bk_access_token":"x"',
  '"access_token":null',
  '"bk_app_code":["a"],"bk_app_secret":{"b":1},"bk_token":0',
  '',
];
const EXAMPLES = [
  '"bk_biz_id":1,"service_instance_id":54',
  '"bk_biz_id":2,"set_template_id":11,"page":{"start":0,"limit":10}',
  '"bk_biz_id":2,"page":{"start":0,"limit":20},"search_key":"tomcat"',
  '"bk_biz_id":2,"bk_host_ids":[1200,1201],"selectors":[{"key":"env","operator":"in","values":["a"]}]',
  '"bk_biz_id":1,"bk_process_ids":[46],"fields":["bk_process_name"]',
];

const join = (...parts) => `{${parts.filter((part) => part !== '').join(',')}}`;

const good = (random) => join(random.pick(CREDENTIALS), random.pick(EXAMPLES));

const nearlyGood = (random) => {
  const extra = random.list(random.between(1, 3), () => `"${random.pick(KEYS)}":${jsonValue(random, 3)}`);
  return join(random.pick(CREDENTIALS), random.pick(EXAMPLES), ...extra);
};

const form = (random) => {
  const word = () => random.pick([...KEYS, '1', '54', '%7B%7D', '%', '%zz', '%E8%93', '+', '蓝', '', '[]', '{"a":1}']);
  const pair = () => random.pick(['', `${word()}`, `${word()}=${word()}`, `${word()}=${encodeURIComponent(word())}`]);
  return random.list(random.size(20), pair).join(random.pick(['&', ';', '&&']));
};

const multipart = (random) => {
  const part = () =>
    `--B\r\nContent-Disposition: form-data; name="${random.pick(KEYS)}"${random.pick(['', '; filename="x"', ';'])}` +
    `${random.pick(['', '\r\nContent-Type: text/plain; charset=utf-16', '\r\nContent-Transfer-Encoding: base64'])}` +
    `${random.pick(['\r\n\r\n', '\n\n', '\r\n', ''])}${jsonValue(random, 1)}${random.pick(['\r\n', '\n', ''])}`;
  return random.list(random.size(5), part).join('') + random.pick(['--B--\r\n', '--B--', '--B', '']);
};

const ENCODINGS = ['utf8', 'utf16le', 'latin1', 'base64', 'hex'];

/** @returns {Buffer} the bytes of a body */
export const callBody = (random) => {
  const kind = random.weighted([
    [5, () => good(random)],
    [6, () => nearlyGood(random)],
    [2, () => jsonValue(random, 6)],
    [1, () => jsonTower(random)],
    [2, () => form(random)],
    [2, () => multipart(random)],
    [2, () => mutate(random, Buffer.from(nearlyGood(random)))],
    [1, () => gzipSync(good(random))],
    [1, () => deflateSync(good(random))],
    [1, () => Buffer.from(nearlyGood(random), random.pick(ENCODINGS))],
    [1, () => random.bytes(random.size(3000))],
    [1, () => Buffer.alloc(0)],
  ]);
  return Buffer.from(kind());
};

/** Rarely: a body of megabytes. */
export const largeBody = (random) => {
  const unit = random.pick(['a', '[', '{"a":', '1,', '\\u0000', '\0', '"\u0007"', '&a=b', '--B\r\n', '%41', 'é']);
  const text = unit.repeat(Math.ceil((random.size(11) * 2 ** 20) / unit.length));
  return Buffer.from(random.pick([text, `{"bk_biz_id":1,"service_instance_id":54,"x":"${text}"}`, `{"x":[${text}1]}`]));
};

export const CONTENT_TYPES = [
  'application/json', 'application/json; charset=utf-8', 'application/json; charset=gbk', 'application/json; charset=', 'text/plain',
  'application/x-www-form-urlencoded', 'application/x-www-form-urlencoded; charset=utf-16', 'multipart/form-data; boundary=B',
  'multipart/form-data', 'multipart/form-data; boundary=', `multipart/form-data; boundary=${'b'.repeat(200)}`, 'application/yaml', '*/*', ';',
  'garbage', 'a/b; charset="', 'application/json; charset=\\x', `text/${'x'.repeat(500)}`, 'multipart/mixed; boundary="B', 'charset=rot13',
]; // prettier-ignore
