import t from 'tap';
import { RequestsDifferError, type ExpectedRequest, type ExpectedRequests } from '../../src/index.js';
import { ask, call, control, LPI, LPI_PATH, LSI, start } from '../control/helper.js';

type Expected = ExpectedRequest | ExpectedRequests;

/** Four requests: LPI of business 2, LSI, LPI of business 3, and one that is refused. */
const withRequests = async (t: Parameters<typeof start>[0]) => {
  const esb = await start(t);
  await call(esb.url, LPI, { bk_biz_id: 2, service_instance_id: 10 });
  await call(esb.url, LSI, { bk_biz_id: 2, set_template_id: 11, page: { start: 500, limit: 1 } });
  await call(esb.url, LPI, { bk_biz_id: 3, service_instance_id: 10 });
  await ask(esb.url, LPI_PATH.replace('/cc/', '//cc/'), { body: {} });
  return esb;
};

t.test('requests that came as expected are found', async (t) => {
  const esb = await withRequests(t);
  const cases: { expected: Expected; ids: number[][] }[] = [
    { expected: { component: LPI }, ids: [[1, 3, 4]] },
    { expected: { component: `cc.${LPI}` }, ids: [[1, 3, 4]] },
    { expected: { component: LPI, parameters: { bk_biz_id: 3 }, times: 1 }, ids: [[3]] },
    { expected: { path: LPI_PATH.slice(0, -1), method: 'post', at_least: 3, at_most: 3 }, ids: [[1, 3, 4]] },
    { expected: { parameters: { page: { start: 500 } }, face: 'esb', app: 'suite', user: 'admin' }, ids: [[2]] },
    { expected: { code: 1306000, status: 200 }, ids: [[4]] },
    { expected: { code: 1199006, times: 0 }, ids: [[]] },
    { expected: { code: 1199006, at_most: 2 }, ids: [[]] },
    { expected: { requests: [{ component: LSI }, { component: LPI, times: 3 }] }, ids: [[2], [1, 3, 4]] },
    {
      expected: {
        requests: [{ component: LPI }, { component: LSI }, { component: LPI }, { code: 1, times: 0 }],
        in_order: true,
      },
      ids: [[1, 3, 4], [2], [1, 3, 4], []],
    },
    { expected: { requests: [{ times: 4, component: undefined }] }, ids: [[1, 2, 3, 4]] },
  ];
  for (const { expected, ids } of cases) {
    const name = JSON.stringify(expected);
    const matched = { requests: ids.map((list) => ({ count: list.length, ids: list })) };
    t.strictSame(esb.requests.verify(expected), matched, name);
    const reply = await control(esb.url, '/requests/verify', { body: expected });
    t.same([reply.status, reply.json], [200, matched], name);
  }
});

t.test('a request that did not come as expected is explained by the nearest ones', async (t) => {
  const esb = await withRequests(t);
  const cases: { expected: Expected; code: string; path: string; message: string }[] = [
    {
      expected: { component: LPI, parameters: { bk_biz_id: 4, service_instance_id: 10 } },
      code: 'REQUESTS_TOO_FEW',
      path: '',
      message:
        'expected at least 1 time, came 0 times: ' +
        '{"component":"list_process_instance","parameters":{"bk_biz_id":4,"service_instance_id":10}}; the nearest: ' +
        'request 3 (parameters.bk_biz_id is 3, expected 4), request 1 (parameters.bk_biz_id is 2, expected 4)',
    },
    {
      expected: { requests: [{ component: LPI }, { component: LSI, parameters: { page: { start: 0, sort: 'id' } } }] },
      code: 'REQUESTS_TOO_FEW',
      path: 'requests[1]',
      message:
        'expected at least 1 time, came 0 times: ' +
        '{"component":"list_service_instance_by_set_template","parameters":{"page":{"start":0,"sort":"id"}}}; the nearest: ' +
        'request 2 (parameters.page.start is 500, expected 0; parameters.page.sort is missing, expected "id"), ' +
        'request 4 (component is "list_process_instance", expected "list_service_instance_by_set_template"; ' +
        'parameters.page is missing, expected {"start":0,"sort":"id"})',
    },
    {
      expected: { component: LPI, parameters: { bk_biz_id: 2 }, at_least: 2, at_most: 3 },
      code: 'REQUESTS_TOO_FEW',
      path: '',
      message:
        'expected 2 to 3 times, came 1 time: {"component":"list_process_instance","parameters":{"bk_biz_id":2}}; ' +
        'the nearest: request 4 (parameters.bk_biz_id is missing, expected 2), request 3 (parameters.bk_biz_id is 3, expected 2)',
    },
    {
      expected: { requests: [{ component: LPI, times: 1 }] },
      code: 'REQUESTS_TOO_MANY',
      path: 'requests[0]',
      message: 'expected exactly 1 time, came 3 times: {"component":"list_process_instance"}; request 1, 3, 4',
    },
    {
      expected: { requests: [{ component: LSI }, { parameters: { bk_biz_id: 2 }, component: LPI }], in_order: true },
      code: 'REQUESTS_NOT_IN_ORDER',
      path: 'requests[1]',
      message:
        'expected 1 time after request 2, came 0 times after it: ' +
        '{"parameters":{"bk_biz_id":2},"component":"list_process_instance"}; it came as request 1',
    },
    {
      // Two came after the first expected request, but one came before it.
      expected: { requests: [{ component: LSI }, { component: LPI, times: 2 }], in_order: true },
      code: 'REQUESTS_TOO_MANY',
      path: 'requests[1]',
      message: 'expected exactly 2 times, came 3 times: {"component":"list_process_instance"}; request 1, 3, 4',
    },
    {
      expected: { parameters: { page: [1, { a: 2 }] } },
      code: 'REQUESTS_TOO_FEW',
      path: '',
      message:
        'expected at least 1 time, came 0 times: {"parameters":{"page":[1,{"a":2}]}}; the nearest: ' +
        'request 4 (parameters.page is missing, expected [1,{"a":2}]), request 3 (parameters.page is missing, expected [1,{"a":2}])',
    },
  ];
  for (const { expected, code, path, message } of cases) {
    const reply = await control(esb.url, '/requests/verify', { body: expected });
    const problem = { code, severity: 'error', line: 0, column: 0, path, message };
    t.equal(reply.status, 409, message);
    const { problems, ...rest } = reply.json as { problems: { message_zh: string }[] };
    t.match(rest, { code: 'REQUESTS_DIFFER', message: /^1 of \d expected requests? did not come as expected$/ });
    const message_zh = problems[0]?.message_zh;
    t.match(message_zh, /\p{Script=Han}/u);
    t.same(problems, [{ ...problem, message_zh, file: 'request body' }], message);
    t.throws(
      () => esb.requests.verify(expected),
      { code: 'REQUESTS_DIFFER', status: 409, problems: [{ ...problem, file: 'requests.verify' }] },
      message,
    );
  }
});

t.test('a request that nothing answered is near to the component of its path', async (t) => {
  const esb = await withRequests(t);
  await ask(esb.url, '/api/c/compapi//v2/itsm/create_ticket/', { method: 'POST', body: { a: 1 } });
  await ask(esb.url, '/api/c/compapi/v2/itsm/close_ticket/', { method: 'POST', body: { a: 1 } });
  const { status, text } = await control(esb.url, '/requests/verify', {
    method: 'POST',
    body: { component: 'ITSM.create_ticket' },
  });
  t.equal(status, 409);
  t.match(text, /; the nearest: request 5 \(component is null, expected \\"itsm\.create_ticket\\"\), /);
});

t.test('the error of a program has what a test runner shows as a difference', async (t) => {
  const esb = await start(t);
  const errorOf = (expected: Expected): RequestsDifferError => {
    try {
      esb.requests.verify(expected);
    } catch (error) {
      if (error instanceof RequestsDifferError) return error;
    }
    throw new Error('no such error came');
  };
  const expected = { component: LPI, parameters: { bk_biz_id: 2, ids: [1, { id: 2 }] } };
  const none = errorOf(expected);
  t.strictSame([none.expected, none.actual], [[expected], [null]]);
  t.match(
    none.message,
    /^1 of 1 expected request did not come as expected\n {2}requests\.verify: .*no other request came/,
  );
  await call(esb.url, LPI, { bk_biz_id: 3, ids: [1, { id: 3 }], token: 'planted-secret' });
  const one = errorOf(expected);
  t.strictSame(one.actual, [{ component: LPI, parameters: { bk_biz_id: 3, ids: [1, { id: 3 }], token: '(hidden)' } }]);
  t.match(one.message, 'parameters.bk_biz_id is 3, expected 2; parameters.ids[1].id is 3, expected 2');
  const long = errorOf({ app: 'x'.repeat(1000) });
  t.match(long.message, `expected "${'x'.repeat(99)}…`);
});

t.test('expected requests that cannot be understood are refused, with the place', async (t) => {
  const esb = await start(t);
  const cases: { expected: unknown; problems: [path: string, message: string][] }[] = [
    { expected: 5, problems: [['', 'must be an object such as {"component":"list_process_instance"}']] },
    { expected: {}, problems: [['', 'is empty; it may have: component, path']] },
    {
      expected: { requests: [] },
      problems: [['requests', 'must be a list of 1 to 100 expected requests such as [{"component":']],
    },
    { expected: { in_order: true }, problems: [['requests', 'must be a list of 1 to 100 expected requests']] },
    {
      expected: { requests: Array.from({ length: 101 }, () => ({ code: 0 })) },
      problems: [['requests', 'must be a list']],
    },
    {
      expected: { parameter: 1 },
      problems: [['parameter', 'there is no "parameter"; did you mean parameters?']],
    },
    { expected: { inOrder: true, requests: [{ code: 0 }] }, problems: [['inOrder', 'did you mean in_order?']] },
    { expected: { requests: [{ code: 0 }], in_order: 1 }, problems: [['in_order', 'must be true or false']] },
    {
      expected: { requests: [{ code: 0 }, 7] },
      problems: [['requests[1]', 'must be an object such as {"component":']],
    },
    {
      expected: { component: 'list_proces_instance' },
      problems: [['component', 'must be one of list_process_instance']],
    },
    { expected: { path: 'api' }, problems: [['path', 'must be a path that begins with /']] },
    {
      expected: { face: 'x', app: 1, code: '0' },
      problems: [
        ['face', 'must be one of'],
        ['app', 'must be a string'],
        ['code', 'must be an integer'],
      ],
    },
    {
      expected: { parameters: [] },
      problems: [['parameters', 'must be an object of parameters such as {"bk_biz_id":2}']],
    },
    { expected: { code: 0, times: -1 }, problems: [['times', 'must be an integer from 0']] },
    { expected: { code: 0, times: 1, at_most: 2 }, problems: [['times', 'excludes at_least and at_most']] },
    { expected: { code: 0, at_least: 3, at_most: 2 }, problems: [['at_most', 'is less than at_least']] },
  ];
  for (const { expected, problems } of cases) {
    const name = JSON.stringify(expected).slice(0, 100);
    const reply = await control(esb.url, '/requests/verify', { body: JSON.stringify(expected) });
    t.equal(reply.status, 422, name);
    const found = (reply.json as { problems: { path: string; message: string }[] }).problems;
    t.match(
      found,
      problems.map(([path, message]) => ({ path, message })),
      name,
    );
    t.equal(found.length, problems.length, name);
    t.throws(() => esb.requests.verify(expected as Expected), { code: 'REQUEST_INVALID', status: 422 }, name);
  }
  t.equal((await control(esb.url, '/requests/verify', { method: 'POST' })).status, 400, 'no body');
});
