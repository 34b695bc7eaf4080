import { LosslessNumber } from 'lossless-json';
import t from 'tap';
import { wrongTwin } from '../../twins.js';
import { whyNotJson } from '../../../src/esb/request/not-json.js';

const found = (name: string): string =>
  `${name} is or holds a number that is NaN or infinite: the ESB passes it on, and it is no JSON`;

const cases: [name: string, params: Record<string, unknown>, expected: string | undefined][] = [
  ['nothing', {}, undefined],
  ['values of JSON', { a: 1, b: 'NaN', c: null, d: [true, {}], e: 2n ** 70n, f: -0 }, undefined],
  ['NaN', { a: 1, x: NaN }, found('x')],
  ['Infinity', { x: Infinity }, found('x')],
  ['-Infinity', { x: -Infinity }, found('x')],
  ['deep', { x: { y: [1, { z: NaN }] } }, found('x')],
  ['1e400', { x: new LosslessNumber('1e400') }, found('x')],
  ['a float with too many digits', { x: new LosslessNumber(`-${'9'.repeat(400)}.0`) }, found('x')],
  ['a float', { x: new LosslessNumber('1.50') }, undefined],
  ['an integer with many digits', { x: new LosslessNumber('9'.repeat(400)) }, undefined],
  ['a credential, which is not passed on', { bk_app_code: NaN, bk_timestamp: Infinity }, undefined],
  ['a parameter of the URL', { bk_biz_id: NaN }, undefined],
  ['another name', { BK_BIZ_ID: NaN }, found('BK_BIZ_ID')],
];
for (const [name, params, expected] of cases) {
  const why = whyNotJson(params, ['bk_biz_id']);
  t.equal(why?.en, expected, name);
  if (why !== undefined) t.equal(wrongTwin(why), undefined, `${name}, in Chinese`);
}
