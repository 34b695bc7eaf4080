import t from 'tap';
import { codeOf, isNotFound, isOfCaller } from '../../src/captures/recorded-reply.js';

/** What a recorded reply says. */

const replyOf = (body: string, status = 200) => ({ status, headers: {}, body });

t.test('the code of the envelope, and refusals of the caller', (t) => {
  const cases: [body: string, code: number | null, isOfCaller: boolean][] = [
    ['{"code":0}', 0, false],
    ['{"bk_error_code":1199059}', 1199059, false],
    ['{"code":"1"}', null, false],
    ['{}', null, false],
    ['[1]', null, false],
    ['no JSON', null, false],
    ['{"code":1306403,"message":"no"}', 1306403, true],
    ['{"code":1306000,"message":"bk_app_secret is wrong"}', 1306000, true],
    ['{"code":1306000,"message":"broken JSON"}', 1306000, false],
  ];
  for (const [body, code, ofCaller] of cases) {
    t.equal(codeOf(replyOf(body)), code, body);
    t.equal(isOfCaller(replyOf(body)), ofCaller, body);
  }
  t.ok(isNotFound(replyOf('', 404)));
  t.notOk(isNotFound(replyOf('')));
  t.end();
});
