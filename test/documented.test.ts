import { readFileSync } from 'node:fs';
import t from 'tap';
import { createEmulator } from '../src/index.js';

/** The requests and replies of the two pages of API documentation, on the default data. */

const ROUTES = '/api/c/compapi/v2/cc';
const CREDENTIALS = { bk_app_code: 'esb_test', bk_app_secret: 'xxx', bk_username: 'xxx', bk_token: 'xxx' };

interface Example {
  request: object;
  reply: Record<string, unknown>;
}

const examples = JSON.parse(readFileSync(new URL('documented.json', import.meta.url), 'utf8')) as Record<
  string,
  Example
>;

for (const auth of ['off', 'required', 'strict'] as const) {
  t.test(`the documented requests get the documented replies, auth ${auth}`, async (t) => {
    const esb = await createEmulator({ auth });
    t.teardown(() => esb.close());
    for (const [component, { request, reply }] of Object.entries(examples)) {
      const response = await fetch(`${esb.url}${ROUTES}/${component}/`, {
        method: 'POST',
        body: JSON.stringify({ ...CREDENTIALS, ...request }),
      });
      t.equal(response.status, 200);
      const got = (await response.json()) as typeof reply;
      if ('request_id' in reply) {
        t.match(got['request_id'], /^[0-9a-f]{32}$/);
        t.not(got['request_id'], reply['request_id'], 'the request id is fresh');
        got['request_id'] = reply['request_id'];
      }
      t.same(got, reply, component);
      t.strictSame(Object.keys(got), Object.keys(reply), 'the keys come in the documented order');
    }
  });
}
