/** One fixed reply to one request, in the format of each peer. */

/** @typedef {{ path: string, body: string }} Fixed path of the request and text of the reply */

/** For Prism. @param {Fixed} fixed */
export const openApi = ({ path, body }) => ({
  openapi: '3.0.3',
  info: { title: 'bench', version: '1' },
  paths: {
    [path]: {
      post: {
        requestBody: { content: { 'application/json': { schema: { type: 'object' } } } },
        responses: {
          200: {
            description: 'the reply',
            content: { 'application/json': { schema: { type: 'object' }, example: JSON.parse(body) } },
          },
        },
      },
    },
  },
});

const HEADERS = [{ key: 'Content-Type', value: 'application/json' }];

/** For Mockoon. @param {Fixed} fixed */
export const mockoonEnvironment = ({ path, body }) => ({
  uuid: 'a1d8c2a0-0000-4000-8000-000000000000',
  lastMigration: 33,
  name: 'bench',
  port: 3000,
  hostname: '127.0.0.1',
  endpointPrefix: '',
  latency: 0,
  folders: [],
  rootChildren: [{ type: 'route', uuid: 'a1d8c2a0-0000-4000-8000-000000000001' }],
  routes: [
    {
      uuid: 'a1d8c2a0-0000-4000-8000-000000000001',
      type: 'http',
      documentation: '',
      method: 'post',
      endpoint: path.slice(1),
      responses: [
        {
          uuid: 'a1d8c2a0-0000-4000-8000-000000000002',
          body,
          latency: 0,
          statusCode: 200,
          label: '',
          headers: HEADERS,
          bodyType: 'INLINE',
          filePath: '',
          databucketID: '',
          sendFileAsBody: false,
          rules: [],
          rulesOperator: 'OR',
          // The body has no templates, so Mockoon need not search for them.
          disableTemplating: true,
          fallbackTo404: false,
          default: true,
          crudKey: 'id',
          callbacks: [],
        },
      ],
      responseMode: null,
    },
  ],
  proxyMode: false,
  cors: true,
  headers: [],
  data: [],
  callbacks: [],
});

/** For WireMock. @param {Fixed} fixed */
export const wiremockMapping = ({ path, body }) => ({
  request: { method: 'POST', urlPath: path },
  response: { status: 200, body, headers: { 'Content-Type': 'application/json' } },
});
