import { readFileSync } from 'node:fs';
import t from 'tap';
import { jsonErrorText } from '../../../src/util/json/json-error-text.js';
import { hideByName } from '../../../src/util/secrets/hide-by-name.js';
import { hideInPath } from '../../../src/util/secrets/hide-in-path.js';
import { hideSecrets, isSecretInName, mayHoldSecret } from '../../../src/util/secrets/hide-secrets.js';
import { isSecretValue } from '../../../src/util/secrets/is-secret-value.js';
import { isNameOfSecret, namesSecret } from '../../../src/util/secrets/names-secret.js';

const readJson = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8'));

/** The keys and the texts of a document. */
const partsOf = (...documents: unknown[]): { keys: Set<string>; texts: Set<string> } => {
  const keys = new Set<string>();
  const texts = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === 'string') texts.add(value);
    if (typeof value !== 'object' || value === null) return;
    for (const [key, member] of Object.entries(value)) {
      if (!Array.isArray(value)) keys.add(key);
      visit(member);
    }
  };
  documents.forEach(visit);
  return { keys, texts };
};

t.test('names of secrets, and ordinary names', (t) => {
  const secrets = [
    ...['bk_app_secret', 'bk_token', 'accessToken', 'X-Bkapi-Authorization', 'bk_signature', 'bk_ticket', 'passwd'],
    ...['api_key', 'apikey', 'apiKey', 'API-KEY', 'access_key', 'AccessKeyId', 'private_key', 'privateKey', 'SSH_KEY'],
    ...[
      'sessionid',
      'session',
      'PHPSESSION',
      'jwt',
      'X-Bkapi-JWT',
      'clientJwt',
      'otp',
      'OTPCode',
      'userPin',
      'pin',
      'sid',
    ],
    ...['passphrase', 'cookie', 'Set-Cookie', 'credentials', 'csrf_token', 'ak', 'sk', 'auth', 'sign', 'pat'],
    ...['api%5Fkey', 'p%61ssword', 'p\\u0061ssword', 'b\0k\0_\0t\0o\0k\0e\0n', '密码', '用户令牌'],
  ];
  const ordinary = [
    ...[
      'bk_biz_id',
      'service_instance_id',
      'page',
      'fields',
      'limit',
      'start',
      'sort',
      'with_name',
      'search_key',
      'key',
    ],
    ...['with_proc', 'not_processed', 'pinned', 'spin', 'passive', 'compass', 'author', 'assign', 'design', 'sidecar'],
    ...['jwtx', 'Pathname', 'keys', 'monkey', 'hotplug', 'metadata', 'operator', 'value', 'selectors', 'basket'],
  ];
  for (const name of secrets) t.ok(isNameOfSecret(name), name);
  for (const name of ordinary) t.notOk(isNameOfSecret(name), name);
  const { keys } = partsOf(readJson('fixtures/schema.json'), readJson('fixtures/demo.json'));
  t.strictSame(
    [...keys].filter(isNameOfSecret).sort(),
    ['access_token', 'access_tokens', 'bk_app_secret', 'bk_token'],
    'those of fixtures',
  );
  t.end();
});

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJ1c2VyIjoiYSJ9.s5mzXNl9-0a';
const PEM = '-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----';

t.test('values that are secrets by their form, and ordinary values', (t) => {
  const secrets = [
    ...[
      JWT,
      encodeURIComponent(PEM),
      PEM,
      `x ${JWT} y`,
      'AKIAIOSFODNN7EXAMPLE',
      'ghp_16C7e42F292c6912E7710c838347Ae178B4a',
    ],
    ...['http://u:p@h/x', 'u:p@h', 'postgres%3A%2F%2Fu%3Ap%40h', 'https://tok@h', 'sk-proj-4f8Ah2kLm9Qx7Zt1'],
    ...['d41d8cd98f00b204e9800998ecf8427e', '7f3e2a10-9b4c-4d5e-8f60-1a2b3c4d5e6f', 'Zk3vQ9xT7bLm2Wp8Rf5Yh1Nc'],
  ];
  const ordinary = [
    ...[
      '',
      '10.0.0.1:8080',
      '2019-06-05T14:59:12.065+08:00',
      '127.0.0.1_lgh-process-1',
      '/data/bkee/bin/start.sh -p 80',
    ],
    ...['a'.repeat(65), '1'.repeat(40), 'list_service_instance_by_set_template', '://', 'a@b.example', 'x: y @ z'],
    ...['ListServiceInstanceBySetTemplate500', './control.sh restart -c ../etc/my-service/config-2.yaml'],
  ];
  for (const value of secrets) t.ok(isSecretValue(value), value);
  for (const value of ordinary) t.notOk(isSecretValue(value), value);
  // A pattern that goes back and forth would take minutes.
  for (const char of ['-', ':', 'A', '@', '"', '.', '/', ' ', '\\', 'e', '-----BEGIN ', 'token', '://']) {
    const long = char.repeat(60_000);
    t.equal(hideSecrets(long), long, char);
    t.notOk(isSecretValue(long), char);
    isNameOfSecret(long);
  }
  const { texts } = partsOf(readJson('fixtures/demo.json'));
  t.ok(texts.size > 500);
  t.strictSame([...texts].filter(mayHoldSecret), [], 'none of the demo data');
  t.notOk(isSecretValue(`${'x '.repeat(40_000)}${JWT}`), 'nobody sees what is so far behind');
  t.end();
});

t.test('texts that name a secret, and names that hold one', (t) => {
  for (const text of ['bk_token', '{"password":"x"}', 'Bearer x', 'pin', 'JWT', 'a%3Dtoken'])
    t.ok(namesSecret(text), text);
  for (const text of ['nginx', 'pinned', 'authors', 'auth-server']) t.notOk(namesSecret(text), text);
  for (const name of ['password=x', '{"pin":1', 'otp: 7', JWT, 'x y_token']) t.ok(isSecretInName(name), name);
  for (const name of ['password', 'bk_token', 'a=b', 'x y']) t.notOk(isSecretInName(name), name);
  t.end();
});

t.test('texts for people lose secrets and nothing else', (t) => {
  const cases: [text: string, shown: string][] = [
    [`a ${JWT} b`, 'a (hidden) b'],
    [`${PEM} b`, '(hidden) b'],
    ['-----BEGIN PRIVATE KEY-----\nMIIE', '(hidden)'],
    ['read https://u:p@h/x?a=1', 'read https://(hidden)@h/x?a=1'],
    ['?bk_token=abc&x=1', '?bk_token=(hidden)&x=1'],
    ['bk_app_secret=密，码；两“段”。 后文', 'bk_app_secret=(hidden) 后文'],
    ['{"password": "two words", "n": 1}', '{"password": "(hidden)", "n": 1}'],
    ['{\\"api_key\\":\\"x\\",\\"n\\":1}', '{\\"api_key\\":\\"(hidden)\\",\\"n\\":1}'],
    ["{'otp_secret': 77}", "{'otp_secret': (hidden)}"],
    ['Authorization: Bearer abcdef', 'Authorization: Bearer (hidden)'],
    ...[
      'send "Authorization: Bearer TOKEN" or "X-Emulator-Token: TOKEN"',
      'only with a token: start it with --control-token, or use the address',
      'Signature [bk_signature] and APP Secret [bk_app_secret] cannot be empty at the same time',
      'the control token is wrong; a ticket: none',
      '没有筛选条件“bk_token=(hidden)”；可用的有：component',
    ].map((text): [string, string] => [text, text]),
  ];
  for (const [text, shown] of cases) t.equal(hideSecrets(text), shown, text);
  t.end();
});

t.test('paths', (t) => {
  const cases: [path: string, shown: string][] = [
    ['/api/c/compapi/v2/cc/list_process_instance/', '/api/c/compapi/v2/cc/list_process_instance/'],
    [`/hook/${JWT}/x`, '/hook/(hidden)/x'],
    ['/token/abc/x', '/token/(hidden)/x'],
    ['/token/', '/token/'],
    ['//u:p@h/x', '//(hidden)/x'],
    ['/u%3Ap%40h', '/(hidden)'],
    ['bk_token/x', 'bk_token/(hidden)'],
  ];
  for (const [path, shown] of cases) t.equal(hideInPath(path), shown, path);
  t.end();
});

t.test('values under the names of secrets', (t) => {
  const value = { a: [1, { bk_token: 'x', pin: 7, 'pwd=x': null }], b: null };
  t.strictSame(hideByName(value), {
    a: [1, { bk_token: '(hidden)', pin: '(hidden)', '(hidden)': '(hidden)' }],
    b: null,
  });
  t.equal(hideByName('x'), 'x');
  t.end();
});

t.test('errors of JSON parsers do not quote the text', (t) => {
  for (const text of [
    'hunter2',
    '{"a": hunter2',
    `{"a":"${'x'.repeat(99)}", hunter2}`,
    '{"a":hunter2,"b":[1,2,3,4,5,6,7]}',
  ]) {
    try {
      JSON.parse(text);
      t.fail(text);
    } catch (error) {
      t.notMatch(jsonErrorText(error as Error), 'unter', text);
    }
  }
  const duplicate = (key: string) => jsonErrorText(new Error(`Duplicate key '${key}' encountered at position 5`));
  t.equal(duplicate('a'), "Duplicate key 'a' encountered at position 5");
  t.equal(duplicate('token=x'), "Duplicate key '(hidden)' encountered at position 5");
  t.end();
});
