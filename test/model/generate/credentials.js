import { object, once, ODD_INTEGERS, pick } from './values.js';

/** Random credentials: mostly good ones of the fixture's accounts. */

const GOOD = [
  { code: '"esb_test"', secret: '"xxx"', user: ['bk_username', '"admin"'] },
  { code: '"esb_test"', secret: '"xxx"', user: ['bk_username', '"admin"'] },
  { code: '"esb_test"', secret: '"xxx"', user: ['bk_username', '"nobody"'] },
  { code: '"esb_test"', secret: '"xxx"', user: ['bk_token', '"good"'] },
  { code: '"plain_app"', secret: '"yyy"', user: ['bk_token', '"good"'] },
  { code: '"plain_app"', secret: '"old secret"', user: ['bk_access_token', '"tok1"'] },
  { code: '"plain_app"', secret: '"秘"', user: ['bk_token', '7'] },
  { code: '"5"', secret: '"five"', user: ['bk_username', '"admin"'] },
  { code: '5', secret: '"five"', user: ['bk_access_token', '7'] },
  { code: '"shy"', secret: '"s"', user: ['bk_username', '"admin"'] },
  { code: '"half"', secret: '"h"', user: ['bk_username', '"admin"'] },
];

/** Members that pass in every auth mode. */
export const GOOD_MEMBERS = [
  ['bk_app_code', '"esb_test"'],
  ['bk_app_secret', '"xxx"'],
  ['bk_username', '"admin"'],
];

const CODES = [
  '"esb_test"',
  '"plain_app"',
  '"shy"',
  '"half"',
  '5',
  '"5"',
  '"ghost"',
  '"ESB_TEST"',
  '" esb_test"',
  '"幽灵"',
];
const SECRETS = ['"xxx"', '"yyy"', '"old secret"', '"XXX"', '" xxx"', '7', '"five"', '5'];
const TOKENS = [
  ...[
    '"good"',
    '" good "',
    '"\\u00a0good\\u3000"',
    '"cjk"',
    '"7"',
    '7',
    '7.0',
    '"tok1"',
    '"tok2"',
    '"tok3"',
    '"tok4"',
    '" tok2\\n"',
  ],
  ...['"nope"', '" "', '"\\u3000\\t"', '"a\\u0000"', '["good"]', '{"a":1}'],
];
const USERS = [
  ...[
    '"admin"',
    '"蓝"',
    '"é"',
    '" admin"',
    '"\\tadmin"',
    '"a\\tb"',
    '"a\\n"',
    '"a\\rb"',
    '"a\\u0000b"',
    '"\\ud800"',
    '7',
    '{"a":1}',
  ],
  ...['"admin "', '"\\u00a0a"', '"\\u0100"', '"ÿ"'],
];

const VALUES = {
  ...{ bk_app_code: CODES, app_code: CODES, bk_app_secret: SECRETS, app_secret: SECRETS },
  ...{ bk_token: TOKENS, bk_access_token: TOKENS, access_token: TOKENS, bk_username: USERS, username: USERS },
};
const NAMES = Object.keys(VALUES);

/** What Python takes for false, and the rest of the types. */
const ODD = [
  ...ODD_INTEGERS,
  '0.0',
  '"0"',
  '" "',
  '"False"',
  '1e22',
  '1.5e-7',
  '123456.789',
  '["a\'b",{"c":null}]',
  '-7',
];

const valueOf = (g, name) => (once(g, 3) ? pick(g, ODD) : pick(g, VALUES[name]));

/** Members of an object, of which the last of one name counts. */
export const credentials = (g) => {
  const { code, secret, user } = pick(g, GOOD);
  const isOld = once(g, 5);
  const [userName, userValue] = user;
  const good = [
    [isOld ? 'app_code' : 'bk_app_code', code],
    [isOld ? 'app_secret' : 'bk_app_secret', secret],
    [isOld && userName === 'bk_username' ? 'username' : userName, userValue],
  ];
  if (!once(g, 3)) return good;
  const kept = once(g, 3) ? good.filter(() => !once(g, 3)) : good;
  const names = [pick(g, NAMES), ...(once(g, 3) ? [pick(g, NAMES)] : [])];
  // A newer name that is empty leaves the older one to count; false and 0 do not.
  if (once(g, 4)) {
    const [newer, older] = pick(g, [
      ['bk_app_code', 'app_code'],
      ['bk_app_secret', 'app_secret'],
      ['bk_username', 'username'],
    ]);
    const renamed = good.map(([name, value]) => [name === newer ? older : name, value]);
    return [[newer, pick(g, ['null', '""', '[]', '{}', 'false', '0', '[0]', '" "'])], ...renamed];
  }
  const odd = names.map((name) => [name, valueOf(g, name)]);
  // Before the good ones of the same name, or behind them.
  return once(g, 4) ? [...odd, ...kept] : [...kept, ...odd];
};

/** The secret of an app code, to sign with. */
export const secretOf = (members) => {
  const code = members.find(([name]) => name === 'bk_app_code' || name === 'app_code')?.[1];
  const secret = GOOD.find((good) => good.code === code)?.secret ?? '"xxx"';
  return JSON.parse(secret);
};

export const withoutSecret = (members) => members.filter(([name]) => !name.endsWith('app_secret'));

/** A header holds bytes, of which these are the safe ones. */
export const inHeader = (text) =>
  text.replace(/[^ -~]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The header with credentials. */
export const credentialsHeader = (g, members) => {
  if (!once(g, 12)) return inHeader(object(members));
  const object_ = inHeader(object(members));
  return pick(g, [
    ...[
      '',
      'null',
      '[]',
      'false',
      '0',
      '"x"',
      '{}',
      "{'a':1}",
      `${object_}x`,
      `${object_.slice(0, -1)},}`,
      object_.slice(0, -1),
    ],
    ...[`  ${object_}  `, `${object_.slice(0, -1)},"x":NaN}`, `${object_.slice(0, -1)},"bk_biz_id":9}`, `[${object_}]`],
  ]);
};
