import t from 'tap';
import { parse } from 'lossless-json';
import { pythonTruth } from '../../../src/util/python/python-truth.js';

const isTrue = (json: string): boolean => pythonTruth(parse(json));

for (const json of ['" "', '"0"', 'true', '1', '-1', '0.1', '1e400', '99999999999999999999', '[0]', '{"":0}']) {
  t.equal(isTrue(json), true, json);
}
for (const json of ['""', 'null', 'false', '0', '-0', '0.0', '-0.0', '0e5', '1e-400', '[]', '{}']) {
  t.equal(isTrue(json), false, json);
}
for (const value of [1, -0.5, NaN, 9007199254740993n, true]) t.equal(pythonTruth(value), true, String(value));
for (const value of [undefined, 0, -0, 0n, false]) t.equal(pythonTruth(value), false, String(value));
