import t from 'tap';
import { mockoonEnvironment, openApi, wiremockMapping } from './peer-files.js';

const fixed = { path: '/api/list/', body: '{"result":true,"data":[]}' };

t.test('each peer gets the path and the exact reply in its own format', (t) => {
  const { post } = openApi(fixed).paths['/api/list/'] as ReturnType<typeof openApi>['paths'][string];
  t.strictSame(post.responses[200].content['application/json'].example, { result: true, data: [] });

  const environment = mockoonEnvironment(fixed);
  const [route] = environment.routes;
  t.match(route, { method: 'post', endpoint: 'api/list/', responses: [{ body: fixed.body, statusCode: 200 }] });
  t.equal(environment.rootChildren[0]?.uuid, route?.uuid);

  const { request, response } = wiremockMapping(fixed);
  t.strictSame(request, { method: 'POST', urlPath: '/api/list/' });
  t.match(response, { status: 200, body: fixed.body });
  t.end();
});
