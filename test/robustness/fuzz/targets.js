/** Paths of requests, whole and broken. */

const COMPONENTS = [
  'list_process_instance',
  'list_service_instance_by_set_template',
  'list_service_instance',
  'list_process_detail_by_ids',
];
const V3 = [
  'process_instance',
  'service/set_template/list_service_instance/biz/2',
  'service/set_template/list_service_instance/biz/9223372036854775808',
  'service/set_template/list_service_instance/biz/%32',
  'service/set_template/list_service_instance/biz/x',
  'service_instance',
  'process_instance/detail/biz/1',
  'process_instance/detail/biz/',
];
export const BODY_PATHS = {
  esb: COMPONENTS.map((name) => `/api/c/compapi/v2/cc/${name}/`),
  'api-server': V3.map((path) => `/api/v3/findmany/proc/${path}`),
  'api-gateway': V3.map((path) => `/api/bk-cmdb/prod/api/v3/findmany/proc/${path}`),
};

/** Paths of stubs, as fixtures write them. */
export const STUB_PATHS = [
  'cc.search_business', 'JOB.get_job_instance_status', '/api/c/compapi/v2/usermanage/list_users/', '/api/c/compapi/itsm/中文', '/api/v3/biz/search/0',
  '/api/bk-cmdb/prod/api/v3/hosts/batch', '/api/bk-user/prod/users', '/api//v3//biz//search//0//',
]; // prettier-ignore

/** Paths of requests that stubs may answer. */
const STUBBED = {
  esb: ['/api/c/compapi/v2/cc/search_business/', '/api/c/compapi/v2/job/get_job_instance_status', '/api/c/compapi/v2/usermanage/list_users/', '/api/c/compapi/itsm/%E4%B8%AD%E6%96%87/'],
  'api-server': ['/api/v3/biz/search/0', '/api/v3//biz/search/0/'],
  'api-gateway': ['/api/bk-cmdb/prod/api/v3/hosts/batch', '/api/bk-user/prod/users'],
}; // prettier-ignore

/** Sandboxes whose data, settings and journal anything may change, but that never have faults. */
export const SANDBOXES = ['a', 'b.c', 'D_1', 'e-9', '0', 'x'.repeat(64)];

const QUERIES = [
  '?',
  '?a=b',
  '?bk_biz_id=1&service_instance_id=54',
  '?%',
  '?a=%zz',
  '?bk_app_code=x&bk_app_secret=y',
  `?${'q'.repeat(3000)}`,
  '?a[b]=c',
  '?=',
  '#x',
];
const PIECES = ['/', '//', '/./', '/../', '/..', '%2f', '%2F', '%5c', '\\', '%00', '%', '%zz', '%E8', '%u0041', ';a=b', '@', '/@', '%40', '*', '~', '蓝', '+', ' ', ':', 'a', 'A', '.', '.json']; // prettier-ignore

/** A path to a component through some face, as callers write it. */
export const callTarget = (random, face) => {
  const sandbox = random.pick(['', '', ...SANDBOXES.map((name) => `/@${name}`)]);
  return (
    sandbox +
    random.pick(random.chance(0.3) ? STUBBED[face] : BODY_PATHS[face]) +
    (random.chance(0.1) ? random.pick(QUERIES) : '')
  );
};

const broken = (random) => {
  let path = random.pick([
    ...Object.values(BODY_PATHS).flat(),
    ...Object.values(STUBBED).flat(),
    '/',
    '/api/c/',
    '/api/c/compapi',
    '/api/c/self-service-api/x',
    '/nope',
  ]);
  for (let count = random.between(1, 4); count > 0; count -= 1) {
    const at = random.below(path.length + 1);
    path = path.slice(0, at) + random.pick(PIECES) + path.slice(random.chance(0.7) ? at : at + random.size(9));
  }
  return path;
};

const named = (random) => {
  const name = random.pick([
    ...SANDBOXES,
    '',
    'x'.repeat(65),
    '-a',
    '..',
    '%2e%2e',
    '%61',
    '%zz',
    '@',
    'a/b',
    '__proto__',
    '蓝',
    ';',
    '?',
  ]);
  return (
    random.pick(['/@', '//@', '/%40', 'http://h/@']) +
    name +
    random.pick(['', '/', ...BODY_PATHS.esb, '/readyz', '/__emulator/data'])
  );
};

const absolute = (random) =>
  random.pick(['http://127.0.0.1', 'https://x', 'HTTP://', 'ftp://a:b@c', 'http:', '//h', '*', '']) +
  random.pick(BODY_PATHS.esb);

/** Any target. It may have bytes that HTTP does not allow in one. */
export const anyTarget = (random) =>
  random.weighted([
    [5, broken],
    [3, named],
    [1, absolute],
    [1, () => `/${random.bytes(random.size(300)).toString('latin1')}`],
    [1, () => `/${random.pick(['a', '/', '%41', '../', '@a/'])}`.repeat(random.size(8000))],
    [2, () => random.pick(['/docs', '/docs/', '/docs/static/swagger-ui.css', '/docs/static/../../x', '/openapi.json', '/openapi.yaml', '/healthz', '/readyz', '/favicon.ico', '/']) + random.pick(['', '', ...QUERIES])],
  ])(random); // prettier-ignore
