/** Fixtures of any depth, size and syntax. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { jsonTower, jsonValue, mutate } from './json.js';
import { STUB_PATHS } from './targets.js';

const packaged = (name) => readFileSync(new URL(`../../../fixtures/${name}`, import.meta.url), 'utf8');
const DOCUMENTED = packaged('documented.yaml');
const DEMO = JSON.parse(packaged('demo.json'));

const COLLECTIONS = ['businesses', 'set_templates', 'service_templates', 'process_templates', 'sets', 'modules', 'hosts', 'service_instances', 'processes', 'apps', 'users', 'stubs']; // prettier-ignore
const FIELDS = [
  'id', 'bk_biz_id', 'bk_module_id', 'bk_set_id', 'bk_host_id', 'bk_process_id', 'service_instance_id', 'set_template_id', 'name',
  'service_template_id', 'labels', 'processes', 'service_instances', 'bind_info', 'port', 'protocol', 'relation', 'property', 'create_time',
  'bk_app_code', 'bk_app_secret', 'may_name_users', 'components', 'bk_username', 'businesses', 'path', 'method', 'when', 'data', 'error', 'reply', 'times', 'then', 'headers', 'body', 'status', 'code', '<<', '__proto__', 'constructor', 'toString', '',
]; // prettier-ignore
const WORDS = [
  '&a ', '*a', '<<: *a', '? ', '- ', '| ', '>-', '!!binary ', '!!set', '!!map', '!<x>', '%YAML 1.1\n', '---\n', '...\n', '#', '\t', '{', '}', '[', ']',
  ': ', '"', "'", '~', '.inf', '.nan', '0o7', '0x1F', '1_000', '2001-01-01', '9223372036854775808', '1e999', '\u2028', '\ufffe', '\0', '@', '`',
]; // prettier-ignore

/** Some rows of the packaged data, so that references hold or nearly do. */
const rows = (random) => {
  const part = {};
  for (const name of COLLECTIONS) {
    const all = DEMO[name] ?? [];
    if (all.length > 0 && random.chance(0.5)) part[name] = random.list(random.size(8), () => random.pick(all));
  }
  return JSON.stringify(part);
};

const TEMPLATES = [
  '{{ counter }}', '{{ request.params.bk_biz_id }}', 'n {{ request.params.x | default: caller.user }}', '{{ now | date: "%Y" }}', '{{ request_id }}',
  '{{ request.params | json }}', '{% for a in request.params %}{{ a }}{% endfor %}', '{% for a in (1..99999999) %}x{% endfor %}', '{{ nothing }}',
  '{{ request.path | append: request.path }}', '{% include "/etc/passwd" %}', '{{ caller.app', '{% raw %}{{ x }}{% endraw %}', '{{ request.__proto__ }}',
]; // prettier-ignore

/** A value that is right, or now and then another one. */
const mostly = (random, right, other) => random.pick(random.chance(0.05) ? other : right);

/** A JSON value that may have templates in it. */
const templated = (random) =>
  random.pick([
    () => JSON.stringify(random.pick(TEMPLATES)),
    () => `{"a":${JSON.stringify(random.pick(TEMPLATES))},"b":[1,null,"蓝鲸",{"c":2.5}]}`,
    () => (random.chance(0.1) ? jsonValue(random, 3) : '{"count":0,"info":[]}'),
  ])();

/** Replies that are no envelope have the header `x-stub`, by which they are known. */
const verbatim = (random) => {
  const headers = ['', ',"x-a":"{{ counter }}"', ',"content-type":"text/html"', ',"x-a":"{{ request.params.x }}"'];
  const more = mostly(random, headers, [',"x-a":"a\\r\\nb"', ',"content-length":"3"']);
  const status = mostly(random, ['200', '204', '304', '404', '503'], ['999', '"x"']);
  return `"reply":{"headers":{"x-stub":"1"${more}},"status":${status},"body":${templated(random)}}`;
};

const answer = (random, isWhole) => {
  const code = mostly(random, ['1199011', '-1', '0'], ['1.5', '"x"', '1e99']);
  const made = random.pick([
    `"data":${templated(random)}`,
    `"error":{"code":${code},"message":${JSON.stringify(random.pick(TEMPLATES))}}`,
    ...(isWhole ? [verbatim(random)] : []),
  ]);
  return `${made}${mostly(random, ['', '', ',"times":1'], [',"times":0'])}`;
};

/** A stub, mostly a right one. */
const stub = (random, isWhole) => {
  const path = mostly(random, STUB_PATHS, ['/api/c/x', 'cc.list_process_instance', 'nope', '', '/api/a?b=c']);
  const methods = path.startsWith('/api/c') || !path.startsWith('/api') ? ['GET', 'POST'] : ['PUT', 'PATCH', 'DELETE'];
  const parts = [`"path":${JSON.stringify(path)}`, answer(random, isWhole)];
  if (random.chance(0.3)) parts.push(`"method":"${mostly(random, methods, ['HEAD', 'post'])}"`);
  if (random.chance(0.3)) parts.push(`"when":${mostly(random, ['{}', '{"bk_biz_id":2}'], ['[]', '{"x":1e999}'])}`);
  if (random.chance(0.2)) {
    parts.push(`"then":[${random.list(random.size(4), () => `{${answer(random, isWhole)}}`).join(',')}]`);
  }
  return `{${parts.join(',')}}`;
};

const stubs = (random, isWhole = true) =>
  `{"stubs":[${random.list(random.size(6), () => stub(random, isWhole)).join(',')}]}`;

const own = (random, base = 0) => {
  const count = random.size(30);
  const instance = (_, index) => ({
    id: base + index + 1,
    name: random.pick(['a', '蓝', '', 'x'.repeat(200)]),
    processes: random.list(random.size(3), (at) => ({ bk_process_id: base + index * 10 + at + 1 })),
  });
  const service_instances = Array.from({ length: count }, instance);
  return JSON.stringify({ modules: [{ bk_module_id: 1, bk_biz_id: 2, set_template_id: 3, service_instances }] });
};

const anyRows = (random) => {
  const row = () =>
    `{${random.list(random.size(6), () => `"${random.pick(FIELDS)}":${jsonValue(random, 2)}`).join(',')}}`;
  const collection = () =>
    `"${random.pick([...COLLECTIONS, ...FIELDS])}":[${random.list(random.size(5), row).join(',')}]`;
  return `{${random.list(random.size(5), collection).join(',')}}`;
};

const TOWERS = [
  '[', '{', '? ', '- ', '&a [', '&a ', '*a ', '{a: ', '- - ', '? - ', '!!map {', '"', "'", '| ', ']', '}', ', ', '? ? ', ': ', '<<: ', '%A\n',
  '---\n', '- &a 1\n', '- *a\n', '# x\n', '\t', ' ', '\n', 'a: ', 'a:\n ', '!a ', '\\', '\r', '\u0085', '{? ', '[? ', '- |\n', '>\n',
]; // prettier-ignore

/** One piece again and again, alone or where a value is expected. */
const yamlTower = (random) => {
  const count = random.pick([10, 50, 99, 100, 101, 400, 600, 1000, 5000, 20_000]);
  const tower = random.pick(TOWERS).repeat(count);
  return (
    random.pick(['', 'hosts: ', 'hosts:\n  - ', 'a: &a [1]\nb: ', '- ']) +
    tower +
    random.pick(['', '1', '\n', ']'.repeat(count)])
  );
};

/** Each level has the level before it several times. */
const aliases = (random) => {
  const [levels, times] = [random.between(2, 40), random.between(2, 12)];
  const line = (at) =>
    `a${at}: &a${at} [${
      at === 0
        ? '1'
        : Array(times)
            .fill(`*a${at - 1}`)
            .join(', ')
    }]\n`;
  return random.pick(['', 'hosts: &h [*h]\n', 'x: &x { <<: *x }\n']) + random.list(levels, line).join('');
};

const indented = (random) =>
  random.list(random.size(60), () => `${' '.repeat(random.below(12))}${random.pick(WORDS)}${random.pick(FIELDS)}${random.pick([':', ': 1', '', ' :', ': >', ': &a'])}`).join('\n'); // prettier-ignore

const large = (random) => {
  const unit = random.pick(['{"id":1},', '[],', '"x",', '1,', '{"bk_host_id":7,"labels":{"a":"b"}},']);
  return `{"hosts":[${unit.repeat(random.size(2 * 2 ** 20) / unit.length)}1]}`;
};

const ENCODINGS = ['utf16le', 'latin1', 'base64', 'ascii'];

/** @returns {Buffer} the bytes of a fixture of stubs */
export const stubBytes = (random) => Buffer.from(stubs(random));

/** @returns {Buffer} the bytes of a fixture */
export const fixtureBytes = (random) => {
  const make = random.weighted([
    [4, () => DOCUMENTED],
    [4, () => own(random)],
    [3, () => rows(random)],
    [5, () => mutate(random, Buffer.from(DOCUMENTED), WORDS)],
    [4, () => mutate(random, Buffer.from(random.pick([rows, own])(random)), WORDS)],
    [3, () => anyRows(random)],
    [3, () => stubs(random)],
    [1, () => mutate(random, Buffer.from(stubs(random, false)), WORDS)],
    [3, () => yamlTower(random)],
    [1, () => jsonTower(random)],
    [1, () => aliases(random)],
    [2, () => indented(random)],
    [1, () => random.bytes(random.size(2000))],
    [1, () => Buffer.from(`\ufeff${DOCUMENTED}`, random.pick(ENCODINGS))],
    [1, () => gzipSync(DOCUMENTED)],
    [0.05, () => large(random)],
  ]);
  return Buffer.from(make());
};
