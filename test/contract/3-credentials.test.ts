import { createHmac } from 'node:crypto';
import t from 'tap';
import {
  ASK_11,
  ASK_54,
  BAD_HEADER,
  BAD_PAGE,
  BROKEN_JSON,
  BROKEN_TEXT,
  LPI_AND_LSI,
  CREDENTIALS,
  FORM,
  LPI,
  LSI,
  NOT_PERMITTED,
  NO_BIZ,
  NO_ROWS,
  NO_SERVICE_INSTANCE,
  NO_SET_TEMPLATE,
  OK_11,
  OK_54,
  ROWS_OF_11_IN_3,
  ROWS_OF_54,
  SUITE,
  TEST_ENV,
  byContract,
  esbError,
  esbErrorWithoutId,
  form,
  json,
  ok,
  pathOf,
  refused,
  resolve,
  run,
  startAll,
  type Case,
  type Component,
  type Expectation,
  type Expected,
  type Request,
} from './helper.js';

/** Contract section 3: credentials. */

const targets = await startAll(t);

const { neither, noCode, invalidCode, wrongSecret, badSignature, badAccessToken, badToken, noUser } = CREDENTIALS;

// --- what is checked, and in which order ----------------------------------------------------------------------------

const PASSES = Symbol('passes');
type Outcome = typeof PASSES | string | Expected;
type Fields = Record<string, unknown>;
interface Row {
  name: string;
  credentials: Fields;
  required: Outcome;
  strict: Outcome;
}

const SHY = { bk_app_code: 'shy', bk_app_secret: 'shy-secret' };
const APP = { bk_app_code: 'suite', bk_app_secret: 'suite-secret' };
const UNDECLARED = { ...APP, bk_username: 'stranger' };

/** The expected reply of a row in a mode. `off` checks nothing. */
const outcome =
  (row: Pick<Row, 'required' | 'strict'>, passed: Expectation): Expectation =>
  (target) => {
    const expected = target.auth === 'off' ? PASSES : row[target.auth];
    if (expected === PASSES) return resolve(passed, target);
    return typeof expected === 'string' ? refused(expected) : expected;
  };

const text: Row[] = [
  { name: 'none', credentials: {}, required: neither, strict: neither },
  { name: 'a code alone', credentials: { bk_app_code: 'suite' }, required: neither, strict: neither },
  {
    name: 'a code and a user',
    credentials: { bk_app_code: 'suite', bk_username: 'admin' },
    required: neither,
    strict: neither,
  },
  {
    name: 'a code and a token',
    credentials: { bk_app_code: 'suite', bk_token: 'admin-token' },
    required: neither,
    strict: neither,
  },
  { name: 'a user alone', credentials: { bk_username: 'admin' }, required: neither, strict: neither },
  { name: 'a secret alone', credentials: { bk_app_secret: 'suite-secret' }, required: noCode, strict: noCode },
  {
    name: 'a secret and a user',
    credentials: { bk_app_secret: 'suite-secret', bk_username: 'admin' },
    required: noCode,
    strict: noCode,
  },
  { name: 'a code and a secret', credentials: APP, required: noUser, strict: noUser },
  { name: 'code, secret, user', credentials: SUITE, required: PASSES, strict: PASSES },
  {
    name: 'code, secret, token',
    credentials: { ...APP, bk_token: 'admin-token' },
    required: PASSES,
    strict: PASSES,
  },
  {
    name: 'the short names',
    credentials: { app_code: 'suite', app_secret: 'suite-secret', username: 'admin' },
    required: PASSES,
    strict: PASSES,
  },
  {
    name: 'one short name: code',
    credentials: { app_code: 'suite', bk_app_secret: 'suite-secret', bk_username: 'admin' },
    required: PASSES,
    strict: PASSES,
  },
  {
    name: 'one short name: secret',
    credentials: { bk_app_code: 'suite', app_secret: 'suite-secret', bk_username: 'admin' },
    required: PASSES,
    strict: PASSES,
  },
  { name: 'one short name: user', credentials: { ...APP, username: 'admin' }, required: PASSES, strict: PASSES },
  {
    name: 'a short code alone',
    credentials: { app_code: 'suite' },
    required: neither,
    strict: neither,
  },
  { name: 'a short secret alone', credentials: { app_secret: 'x' }, required: noCode, strict: noCode },
  {
    name: 'names that are none: token, user, access_token_',
    credentials: { ...APP, token: 'admin-token', user: 'admin', access_token_: 'admin-access' },
    required: noUser,
    strict: noUser,
  },
  {
    name: 'an app that is not registered',
    credentials: { ...SUITE, bk_app_code: 'ghost' },
    required: PASSES,
    strict: invalidCode('ghost'),
  },
  {
    name: 'an app that is not registered, by its short name',
    credentials: { app_code: '幽灵', app_secret: 'x', username: 'admin' },
    required: PASSES,
    strict: invalidCode('幽灵'),
  },
  {
    name: 'an app by another case',
    credentials: { ...SUITE, bk_app_code: 'Suite' },
    required: PASSES,
    strict: invalidCode('Suite'),
  },
  {
    name: 'an app by the name of an object’s own member',
    credentials: { ...SUITE, bk_app_code: 'constructor' },
    required: PASSES,
    strict: invalidCode('constructor'),
  },
  {
    name: 'a wrong secret',
    credentials: { ...SUITE, bk_app_secret: 'wrong' },
    required: PASSES,
    strict: wrongSecret('suite'),
  },
  {
    name: 'the secret of another app',
    credentials: { ...SUITE, bk_app_secret: 'shy-secret' },
    required: PASSES,
    strict: wrongSecret('suite'),
  },
  {
    name: 'a secret cut short',
    credentials: { ...SUITE, bk_app_secret: 'suite-secre' },
    required: PASSES,
    strict: wrongSecret('suite'),
  },
  {
    name: 'the second of two secrets',
    credentials: { ...SUITE, bk_app_secret: 'suite-secret-2' },
    required: PASSES,
    strict: PASSES,
  },
  {
    name: 'a token that is invalid',
    credentials: { ...APP, bk_token: 'wrong' },
    required: PASSES,
    strict: badToken,
  },
  {
    name: 'a token that is invalid, and a user',
    credentials: { ...SUITE, bk_token: 'wrong' },
    required: PASSES,
    strict: badToken,
  },
  {
    name: 'an access token is no bk_token',
    credentials: { ...APP, bk_token: 'admin-access' },
    required: PASSES,
    strict: badToken,
  },
  {
    name: 'a user from an app that may not name one',
    credentials: { ...SHY, bk_username: 'admin' },
    required: PASSES,
    strict: noUser,
  },
  {
    name: 'a token through an app that may not name a user',
    credentials: { ...SHY, bk_token: 'admin-token' },
    required: PASSES,
    strict: PASSES,
  },
  { name: 'no user, an app that may not name one', credentials: SHY, required: noUser, strict: noUser },
  {
    name: 'app before user: not registered, no user',
    credentials: { bk_app_code: 'ghost', bk_app_secret: 'x' },
    required: noUser,
    strict: invalidCode('ghost'),
  },
  {
    name: 'app before user: not registered, invalid token',
    credentials: { bk_app_code: 'ghost', bk_app_secret: 'x', bk_token: 'wrong' },
    required: PASSES,
    strict: invalidCode('ghost'),
  },
  {
    name: 'secret before user: wrong, no user',
    credentials: { ...APP, bk_app_secret: 'wrong' },
    required: noUser,
    strict: wrongSecret('suite'),
  },
  {
    name: 'secret before user: wrong, invalid token',
    credentials: { ...APP, bk_app_secret: 'wrong', bk_token: 'wrong' },
    required: PASSES,
    strict: wrongSecret('suite'),
  },
  {
    name: 'secret before user: wrong, a user from an app that may not name one',
    credentials: { ...SHY, bk_app_secret: 'wrong', bk_username: 'admin' },
    required: PASSES,
    strict: wrongSecret('shy'),
  },
  {
    name: 'a user that is not declared: CMDB does not ask',
    credentials: UNDECLARED,
    required: PASSES,
    strict: PASSES,
  },
  {
    name: 'a user without any business: CMDB does not ask',
    credentials: { ...APP, bk_username: 'nobody' },
    required: PASSES,
    strict: PASSES,
  },
  {
    name: 'a user of this business',
    credentials: { ...APP, bk_username: 'guest' },
    required: PASSES,
    strict: PASSES,
  },
  {
    name: 'a token of a user of this business',
    credentials: { ...SHY, bk_token: 'guest-token' },
    required: PASSES,
    strict: PASSES,
  },
  { name: 'an empty code', credentials: { ...SUITE, bk_app_code: '' }, required: noCode, strict: noCode },
  { name: 'an empty secret', credentials: { ...SUITE, bk_app_secret: '' }, required: neither, strict: neither },
  { name: 'an empty user', credentials: { ...SUITE, bk_username: '' }, required: noUser, strict: noUser },
  {
    name: 'an empty token, and a user',
    credentials: { ...SUITE, bk_token: '' },
    required: PASSES,
    strict: PASSES,
  },
  {
    name: 'an empty user, and a token',
    credentials: { ...APP, bk_username: '', bk_token: 'admin-token' },
    required: PASSES,
    strict: PASSES,
  },
  {
    name: 'an empty code beside the short one',
    credentials: { ...SUITE, bk_app_code: '', app_code: 'suite' },
    required: PASSES,
    strict: PASSES,
  },
  {
    name: 'an empty secret beside the short one',
    credentials: { ...SUITE, bk_app_secret: '', app_secret: 'suite-secret' },
    required: PASSES,
    strict: PASSES,
  },
  {
    name: 'an empty user beside the short one',
    credentials: { ...SUITE, bk_username: '', username: 'admin' },
    required: PASSES,
    strict: PASSES,
  },
  {
    name: 'a short code that is empty',
    credentials: { ...SUITE, app_code: '', app_secret: '', username: '' },
    required: PASSES,
    strict: PASSES,
  },
];

/** Values that count as absent and that only JSON can express. */
const absent: Row[] = [null, [], {}].flatMap((nothing) => {
  const shown = JSON.stringify(nothing);
  return [
    {
      name: `a code that is ${shown}`,
      credentials: { ...SUITE, bk_app_code: nothing },
      required: noCode,
      strict: noCode,
    },
    {
      name: `a secret that is ${shown}`,
      credentials: { ...SUITE, bk_app_secret: nothing },
      required: neither,
      strict: neither,
    },
    {
      name: `a user that is ${shown}`,
      credentials: { ...SUITE, bk_username: nothing },
      required: noUser,
      strict: noUser,
    },
    {
      name: `a token that is ${shown}`,
      credentials: { ...APP, bk_token: nothing },
      required: noUser,
      strict: noUser,
    },
    {
      name: `a token that is ${shown}, and a user`,
      credentials: { ...SUITE, bk_token: nothing },
      required: PASSES,
      strict: PASSES,
    },
    {
      name: `a code that is ${shown} beside the short one`,
      credentials: { ...SUITE, bk_app_code: nothing, app_code: 'suite' },
      required: PASSES,
      strict: PASSES,
    },
    {
      name: `everything ${shown}`,
      credentials: { bk_app_code: nothing, bk_app_secret: nothing, bk_username: nothing, bk_token: nothing },
      required: neither,
      strict: neither,
    },
  ];
});

const FOUND: Record<(typeof LPI_AND_LSI)[number], Expectation> = { [LPI]: OK_54, [LSI]: OK_11 };
const ASKED = { [LPI]: ASK_54, [LSI]: ASK_11 };
/** As Python writes JSON: a header holds ASCII. */
const ascii = (text: string): string =>
  text.replace(/[^\0-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
const inHeader = (credentials: Fields, name = 'X-Bkapi-Authorization') => ({
  [name]: ascii(JSON.stringify(credentials)),
});

const inBodyOrHeader: Case[] = [...text, ...absent].flatMap((row) =>
  LPI_AND_LSI.flatMap((component) => [
    {
      name: `${component}, body: ${row.name}`,
      request: { component, credentials: row.credentials, params: ASKED[component] },
      expect: outcome(row, FOUND[component]),
    },
    {
      name: `${component}, header: ${row.name}`,
      // The body has credentials that pass: the header replaces them.
      request: {
        component,
        headers: inHeader(row.credentials),
        credentials: SUITE,
        params: ASKED[component],
      },
      expect: outcome(row, FOUND[component]),
    },
    {
      name: `${component}, header alone, lower case: ${row.name}`,
      request: {
        component,
        headers: inHeader(row.credentials, 'x-bkapi-authorization'),
        credentials: {},
        params: ASKED[component],
      },
      expect: outcome(row, FOUND[component]),
    },
  ]),
);

/** Rows whose outcome has to do with data; GET cannot ask for any. */
const withoutData = text.filter(({ strict }) => typeof strict !== 'object');
const inQueryOrForm: Case[] = withoutData.flatMap((row) => {
  const fields = form(row.credentials as Record<string, string>);
  return [
    {
      name: `query of a GET: ${row.name}`,
      request: { method: 'GET', query: fields },
      expect: outcome(row, NO_SERVICE_INSTANCE),
    },
    {
      name: `query of a GET, LSI: ${row.name}`,
      request: { method: 'GET', component: LSI, query: `${fields}&bk_biz_id=2` },
      expect: outcome(row, byContract(NO_SET_TEMPLATE, BAD_PAGE)),
    },
    {
      name: `header of a GET: ${row.name}`,
      request: { method: 'GET', query: form(SUITE), headers: inHeader(row.credentials) },
      expect: outcome(row, NO_SERVICE_INSTANCE),
    },
    {
      name: `a form: ${row.name}`,
      request: { headers: FORM, body: fields },
      expect: outcome(row, NO_SERVICE_INSTANCE),
    },
  ];
});

const anyValue: Case[] = [1, true, 'x', ['x'], { x: 1 }].map((value) => ({
  name: `required asks for presence only: ${JSON.stringify(value)}`,
  auth: ['off', 'required'],
  request: { credentials: { bk_app_code: value, bk_app_secret: value, bk_username: value }, params: ASK_54 },
  expect: OK_54,
}));

// --- values that are no text ----------------------------------------------------------------------------------------

const { noLookup, broken } = CREDENTIALS;

const SECRET = '"bk_app_secret":"suite-secret"';
const CODE = '"bk_app_code":"suite"';
const USER = '"bk_username":"admin"';
const NUMBER_APP = '"bk_app_code":77,"bk_app_secret":"number-secret"';

/** Members of JSON, and the outcome in `strict`. In `required`, they pass. */
const present: [string, Outcome][] = [
  // An app code is looked up as Python prints it.
  ...(
    [
      ['true', 'True'],
      ['-7', '-7'],
      ['123', '123'],
      ['9007199254740993', '9007199254740993'],
      ['5.50', '5.5'],
      ['1.0', '1.0'],
      ['1e22', '1e+22'],
      ['1e-7', '1e-07'],
      ['" suite "', ' suite '],
      ['" "', ' '],
      ['"SUITE"', 'SUITE'],
      ['"suite\\u0000"', 'suite\0'],
      [`"<b>&\\"'%s {0}"`, `<b>&"'%s {0}`],
    ] as const
  ).map(([code, printed]): [string, Outcome] => [`"bk_app_code":${code},${SECRET},${USER}`, invalidCode(printed)]),
  ...['["suite"]', '{"a":1}', '[0]', '"\\ud800"'].map((code): [string, Outcome] => [
    `"bk_app_code":${code},${SECRET},${USER}`,
    noLookup,
  ]),
  // A secret has to be the same text.
  ...['7', 'true', '1.5', '" suite-secret"', '"SUITE-SECRET"', '"密"', '"\\ud800"'].map((secret): [string, Outcome] => [
    `${CODE},"bk_app_secret":${secret},${USER}`,
    wrongSecret('suite'),
  ]),
  ...['["suite-secret"]', '{"a":1}'].flatMap((secret): [string, Outcome][] => [
    [`${CODE},"bk_app_secret":${secret},${USER}`, noLookup],
    [`"bk_app_code":"ghost","bk_app_secret":${secret},${USER}`, noLookup],
  ]),
  // A number finds the app of its text, but is not on the list of apps that may name a user.
  [`${NUMBER_APP},"bk_token":"admin-token"`, PASSES],
  [`${NUMBER_APP},"bk_access_token":"number-access"`, PASSES],
  [`${NUMBER_APP},${USER}`, noUser],
  // The login service gets the text of a token without blanks around it.
  ...['" admin-token"', '"\\t\\u3000admin-token\\u001f"'].map((token): [string, Outcome] => [
    `${CODE},${SECRET},"bk_token":${token}`,
    PASSES,
  ]),
  ...['true', '5', '1.5', '"admin token"', '"ADMIN-TOKEN"'].map((token): [string, Outcome] => [
    `${CODE},${SECRET},${USER},"bk_token":${token}`,
    badToken,
  ]),
  // Python takes NaN for true.
  [`${CODE},${SECRET},"bk_token":NaN`, badToken],
  ...['["admin-token"]', '{"a":1}'].map((token): [string, Outcome] => [
    `${CODE},${SECRET},${USER},"bk_token":${token}`,
    broken,
  ]),
  [`${CODE},${SECRET},"bk_token":"  "`, 'login token [bk_token] This field is required.'],
  [`${CODE},${SECRET},"bk_token":"a\\u0000"`, 'Null characters are not allowed.'],
];

/** Members of JSON, and the outcome in both modes: false and zero count as absent, and hide an older name. */
const falsy: [string, Outcome][] = ['false', '0', '0.0', '-0', '1e-400'].flatMap((value): [string, Outcome][] => [
  [`"bk_app_code":${value},${SECRET},${USER}`, noCode],
  [`"bk_app_code":${value},"app_code":"suite",${SECRET},${USER}`, noCode],
  [`"bk_app_code":"","app_code":${value},${SECRET},${USER}`, noCode],
  [`${CODE},"bk_app_secret":${value},${USER}`, neither],
  [`${CODE},"bk_app_secret":${value},"app_secret":"suite-secret",${USER}`, neither],
  [`${CODE},${SECRET},"bk_username":${value}`, noUser],
  [`${CODE},${SECRET},"bk_username":${value},"username":"admin"`, noUser],
  [`${CODE},${SECRET},"bk_token":${value}`, noUser],
  [`${CODE},${SECRET},"bk_token":${value},${USER}`, PASSES],
  [`${CODE},${SECRET},"bk_access_token":${value}`, noUser],
  [`${CODE},${SECRET},"bk_access_token":${value},${USER}`, PASSES],
]);

type ValueRow = Pick<Row, 'required' | 'strict'> & { members: string };
const rows: ValueRow[] = [
  ...present.map(([members, strict]): ValueRow => ({ members, required: PASSES, strict })),
  ...falsy.map(([members, both]): ValueRow => ({ members, required: both, strict: both })),
];
const values: Case[] = rows.flatMap(({ members, required, strict }) => [
  {
    name: `body: ${members}`,
    request: { credentials: members, params: ASK_54 },
    expect: outcome({ required, strict }, OK_54),
  },
  ...(members.includes('bk_access_token')
    ? []
    : [
        {
          name: `header: ${members}`,
          request: {
            headers: { 'X-Bkapi-Authorization': ascii(`{${members}}`) },
            credentials: SUITE,
            params: ASK_54,
          },
          expect: outcome({ required, strict }, OK_54),
        },
      ]),
]);

/** The live ESB sends the user's name to CMDB in a header. `strict` knows what cannot be sent. */
const unsendable = (component: Component, problem: string): Expected =>
  esbError(
    1306201,
    `Component request third-party system [CC] interface [${component}] error: ${problem}, ` +
      'please try again later or contact component developer to handle this',
  );
const notText = (component: Component, part: string, kind: string): Expected =>
  unsendable(
    component,
    `Header part (${part}) from {'Bk-Username': ${part}} must be of type str or bytes, not <class '${kind}'>`,
  );

const names: Case[] = LPI_AND_LSI.flatMap((component) =>
  (
    [
      ['12', notText(component, '12', 'int')],
      ['true', notText(component, 'True', 'bool')],
      ['["admin"]', notText(component, "['admin']", 'list')],
      [
        '"张三"',
        unsendable(component, "'latin-1' codec can't encode characters in position 0-1: ordinal not in range(256)"),
      ],
    ] as const
  ).map(([user, strict]) => ({
    name: `${component}, a user name that is ${user}`,
    request: { component, credentials: `${CODE},${SECRET},"bk_username":${user}`, params: ASKED[component] },
    expect: outcome({ required: PASSES, strict }, FOUND[component]),
  })),
);
names.push(
  {
    name: 'a user name that cannot be sent, after the parameters that the ESB needs',
    request: { component: LSI, credentials: `${CODE},${SECRET},"bk_username":12` },
    expect: NO_BIZ,
  },
  {
    name: 'a user name that cannot be sent, after the test environment',
    request: {
      headers: { 'X-Use-Test-Env': '1' },
      credentials: `${CODE},${SECRET},"bk_username":12`,
      params: ASK_54,
    },
    expect: TEST_ENV,
  },
);

// --- bk_access_token ------------------------------------------------------------------------------------------------

const { unknownUserToken } = CREDENTIALS;

/** The live ESB reads this one from the parameters, wherever the other credentials are. */
const userTokens: Case[] = (
  [
    ['of this app', '"bk_access_token":"admin-access"', PASSES],
    ['of this app, a number', '"bk_access_token":88', PASSES],
    ['of another app', '"bk_access_token":"only-lpi-access"', unknownUserToken],
    ['unknown', '"bk_access_token":"nope"', unknownUserToken],
    ['with a blank after it', '"bk_access_token":"admin-access "', unknownUserToken],
    ['a list', '"bk_access_token":["admin-access"]', unknownUserToken],
    ['an object', '"bk_access_token":{"a":1}', unknownUserToken],
    ['true', '"bk_access_token":true', unknownUserToken],
    ['no Unicode', '"bk_access_token":"\\ud800"', broken],
    ['before a user name', `"bk_access_token":"nope",${USER}`, unknownUserToken],
    ['before a bk_token', '"bk_access_token":"nope","bk_token":"admin-token"', unknownUserToken],
    ['valid, beside an invalid bk_token', '"bk_access_token":"admin-access","bk_token":"wrong"', PASSES],
  ] as [string, string, Outcome][]
).flatMap(([name, members, strict]) => [
  {
    name: `bk_access_token: ${name}`,
    request: { credentials: `${CODE},${SECRET},${members}`, params: ASK_54 },
    expect: outcome({ required: PASSES, strict }, OK_54),
  },
  {
    name: `bk_access_token: ${name}, the app in the header`,
    request: { headers: inHeader({ ...APP, bk_username: 'admin' }), credentials: members, params: ASK_54 },
    expect: outcome({ required: PASSES, strict }, OK_54),
  },
]);
userTokens.push(
  ...['""', 'null', '[]', '{}'].map((nothing) => ({
    name: `bk_access_token: ${nothing}`,
    request: { credentials: `${CODE},${SECRET},"bk_access_token":${nothing}`, params: ASK_54 },
    expect: outcome({ required: noUser, strict: noUser }, OK_54),
  })),
  {
    name: 'bk_access_token: in the header, where it is none',
    request: { headers: inHeader({ ...APP, bk_access_token: 'admin-access' }), credentials: {}, params: ASK_54 },
    expect: outcome({ required: noUser, strict: noUser }, OK_54),
  },
  {
    name: 'bk_access_token: in the query of a POST, where it is none',
    request: { query: 'bk_access_token=admin-access', credentials: APP, params: ASK_54 },
    expect: outcome({ required: noUser, strict: noUser }, OK_54),
  },
  {
    name: 'bk_access_token: in the query of a GET',
    request: { method: 'GET', query: form({ ...APP, bk_access_token: 'admin-access' }) },
    expect: outcome({ required: PASSES, strict: PASSES }, NO_SERVICE_INSTANCE),
  },
  {
    name: 'bk_access_token: the secret comes first',
    request: {
      credentials: { ...APP, bk_app_secret: 'wrong', bk_access_token: 'nope' },
      params: ASK_54,
    },
    expect: outcome({ required: PASSES, strict: wrongSecret('suite') }, OK_54),
  },
  {
    name: 'bk_access_token: does not stand for the app',
    request: { credentials: { bk_access_token: 'admin-access' }, params: ASK_54 },
    expect: outcome({ required: neither, strict: neither }, OK_54),
  },
  {
    name: 'bk_access_token: an access token of the header comes first',
    request: {
      headers: inHeader({ access_token: 'admin-access' }),
      credentials: { bk_access_token: 'nope' },
      params: ASK_54,
    },
    expect: outcome({ required: PASSES, strict: PASSES }, OK_54),
  },
);

// --- where they may not come from -----------------------------------------------------------------------------------

const elsewhere: Case[] = [
  {
    name: 'an empty object in the header: there are none',
    request: { headers: { 'X-Bkapi-Authorization': '{}' }, params: ASK_54 },
    expect: outcome({ required: neither, strict: neither }, OK_54),
  },
  {
    name: 'blanks around the header’s JSON',
    request: {
      headers: { 'X-Bkapi-Authorization': ` ${JSON.stringify(SUITE, null, 1).replaceAll('\n', '')} ` },
      credentials: {},
      params: ASK_54,
    },
    expect: OK_54,
  },
  {
    name: 'escapes in the header',
    request: {
      headers: {
        'X-Bkapi-Authorization': String.raw`{"bk_app_code":"\u5e7d\u7075","bk_app_secret":"x","bk_username":"x"}`,
      },
      params: ASK_54,
    },
    expect: outcome({ required: PASSES, strict: invalidCode('幽灵') }, OK_54),
  },
  {
    name: 'the query of a POST',
    request: { query: form(SUITE), credentials: {}, params: ASK_54 },
    expect: outcome({ required: neither, strict: neither }, OK_54),
  },
  {
    name: 'a cookie is no user',
    request: {
      headers: { Cookie: 'bk_uid=admin; bk_token=admin-token; bk_app_code=suite' },
      credentials: APP,
      params: ASK_54,
    },
    expect: outcome({ required: noUser, strict: noUser }, OK_54),
  },
  {
    name: 'a cookie alone is nothing',
    request: { headers: { Cookie: 'bk_token=admin-token' }, credentials: {}, params: ASK_54 },
    expect: outcome({ required: neither, strict: neither }, OK_54),
  },
  {
    name: 'a cookie beside good credentials harms none',
    request: { headers: { Cookie: 'bk_token=wrong; sessionid=x' }, params: ASK_54 },
    expect: OK_54,
  },
  {
    name: 'an Authorization header is another matter',
    request: { headers: { Authorization: 'Bearer admin-access' }, credentials: {}, params: ASK_54 },
    expect: outcome({ required: neither, strict: neither }, OK_54),
  },
  {
    name: 'credentials in body and header, the same, with all cookies',
    request: { headers: { ...inHeader(SUITE), Cookie: 'bk_token=x; a=b' }, params: ASK_54 },
    expect: OK_54,
  },
];

// --- the header is not a JSON object --------------------------------------------------------------------------------

/** Contract section 3: the live ESB's own code fails on JSON that is no object. */
const NO_OBJECT = esbError(1306000, 'Component error, please contact the component developer to handle it.');
const NO_JSON = [
  '',
  ' ',
  'garbage',
  '{',
  '{"bk_app_code":"suite",}',
  "{'bk_app_code':'suite'}",
  'bk_app_code=suite&bk_app_secret=suite-secret&bk_username=admin',
  `${JSON.stringify(SUITE)}x`,
  `${JSON.stringify(SUITE)}, ${JSON.stringify(SUITE)}`,
  '['.repeat(5000),
];
const JSON_BUT_NO_OBJECT = ['[]', JSON.stringify([SUITE]), '""', '"x"', '0', '1', '1.5', 'true', 'false'];
const header: Case[] = LPI_AND_LSI.flatMap((component) => [
  ...NO_JSON.map((value) => ({
    name: `${component}, header "${value.slice(0, 120)}"`,
    request: { component, headers: { 'X-Bkapi-Authorization': value }, params: ASKED[component] },
    expect: BAD_HEADER,
  })),
  ...JSON_BUT_NO_OBJECT.map((value) => ({
    name: `${component}, header ${value.slice(0, 40)}: JSON, but no object`,
    request: { component, headers: { 'X-Bkapi-Authorization': value }, params: ASKED[component] },
    expect: NO_OBJECT,
  })),
  {
    name: `${component}, header null: the body counts`,
    request: { component, headers: { 'X-Bkapi-Authorization': ' null ' }, params: ASKED[component] },
    expect: FOUND[component],
  },
]);
header.push(
  {
    name: 'header null, no credentials in the body',
    request: { headers: { 'X-Bkapi-Authorization': 'null' }, credentials: {}, params: ASK_54 },
    expect: outcome({ required: neither, strict: neither }, OK_54),
  },
  {
    name: 'header null, an access token in the body, where it is none',
    request: {
      headers: { 'X-Bkapi-Authorization': 'null' },
      credentials: { access_token: 'admin-access' },
      params: ASK_54,
    },
    expect: outcome({ required: neither, strict: neither }, OK_54),
  },
  {
    name: 'header null, broken JSON in the body',
    request: { headers: { 'X-Bkapi-Authorization': 'null' }, body: '{' },
    expect: BROKEN_JSON,
  },
  {
    name: 'header [], broken JSON in the body: the body is read before the header is used',
    request: { headers: { 'X-Bkapi-Authorization': '[]' }, body: '{' },
    expect: esbError(1306000, BROKEN_TEXT),
  },
  {
    name: 'header with an equal key: the last one counts',
    request: {
      headers: { 'X-Bkapi-Authorization': `{"bk_app_code":"ghost",${JSON.stringify(SUITE).slice(1)}` },
      credentials: {},
      params: ASK_54,
    },
    expect: OK_54,
  },
);

/** Contract section 2: no token of the API gateway is valid here. */
const BAD_JWT = esbErrorWithoutId(
  1306408,
  'APIGateway JWT verification failed, get jwt public_key fail. please contact the component developer to handle',
);
header.push(
  { name: 'X-Bkapi-JWT', request: { headers: { 'X-Bkapi-JWT': 'abc' }, params: ASK_54 }, expect: BAD_JWT },
  { name: 'X-Bkapi-JWT, empty', request: { headers: { 'X-Bkapi-JWT': '' }, params: ASK_54 }, expect: OK_54 },
  {
    name: 'X-Bkapi-JWT after broken JSON',
    request: { headers: { 'x-bkapi-jwt': 'abc' }, body: '{' },
    expect: BROKEN_JSON,
  },
  {
    name: 'X-Bkapi-JWT before broken JSON, with credentials in the header',
    request: { headers: { 'X-Bkapi-JWT': 'abc', ...inHeader(SUITE) }, body: '{' },
    expect: BAD_JWT,
  },
  {
    name: 'X-Bkapi-JWT after a bad X-Bkapi-Authorization',
    request: { headers: { 'X-Bkapi-JWT': 'abc', 'X-Bkapi-Authorization': 'x' }, params: ASK_54 },
    expect: BAD_HEADER,
  },
  {
    name: 'X-Bkapi-JWT before no credentials',
    request: { headers: { 'X-Bkapi-JWT': 'abc' }, credentials: {}, params: ASK_54 },
    expect: BAD_JWT,
  },
);
header.push({
  name: 'GET, header empty',
  request: { method: 'GET', query: form(SUITE), headers: { 'x-bkapi-authorization': '' } },
  expect: BAD_HEADER,
});

// --- access tokens --------------------------------------------------------------------------------------------------

const accessTokens: Case[] = (
  [
    ['alone', { access_token: 'admin-access' }, PASSES, PASSES],
    ['of another user', { access_token: 'guest-access' }, PASSES, PASSES],
    ['of an app with this component', { access_token: 'only-lpi-access' }, PASSES, PASSES],
    ['of an app without this component', { access_token: 'only-lsi-access' }, PASSES, NOT_PERMITTED(LPI)],
    ['invalid', { access_token: 'wrong' }, PASSES, badAccessToken],
    ['a bk_token', { access_token: 'admin-token' }, PASSES, badAccessToken],
    ['invalid, beside good credentials', { ...SUITE, access_token: 'wrong' }, PASSES, badAccessToken],
    [
      'valid, beside bad credentials',
      { bk_app_code: 'ghost', bk_app_secret: 'wrong', bk_token: 'wrong', access_token: 'admin-access' },
      PASSES,
      PASSES,
    ],
    ['blanks around it', { access_token: ' admin-access\t' }, PASSES, PASSES],
    ['a number', { access_token: 88 }, PASSES, PASSES],
    ['true', { access_token: true }, PASSES, badAccessToken],
    ['a list', { access_token: ['admin-access'] }, PASSES, broken],
    ['an object', { ...SUITE, access_token: { a: 1 } }, PASSES, broken],
    ['blanks alone', { access_token: '  ' }, PASSES, 'access token [access_token] This field is required.'],
    ['false, beside good credentials', { ...SUITE, access_token: false }, PASSES, PASSES],
    ['0', { access_token: 0 }, neither, neither],
    ['empty', { access_token: '' }, neither, neither],
    ['null', { access_token: null }, neither, neither],
    ['an empty list', { access_token: [] }, neither, neither],
    ['an empty object', { access_token: {} }, neither, neither],
    ['empty, beside good credentials', { ...SUITE, access_token: '' }, PASSES, PASSES],
  ] as [string, Fields, Outcome, Outcome][]
).flatMap(([name, credentials, required, strict]) => [
  {
    name: `access token: ${name}`,
    request: { headers: inHeader(credentials), credentials: {}, params: ASK_54 },
    expect: outcome({ required, strict }, OK_54),
  },
  {
    name: `access token: ${name}, GET`,
    request: { method: 'GET', headers: inHeader(credentials) },
    expect: outcome({ required, strict }, NO_SERVICE_INSTANCE),
  },
]);
accessTokens.push(
  {
    name: 'access token: in the body, where it is none',
    request: { credentials: { access_token: 'admin-access' }, params: ASK_54 },
    expect: outcome({ required: neither, strict: neither }, OK_54),
  },
  {
    name: 'access token: in the query of a GET, where it is none',
    request: { method: 'GET', query: 'access_token=admin-access' },
    expect: outcome({ required: neither, strict: neither }, NO_SERVICE_INSTANCE),
  },
  {
    name: 'access token: an invalid one in the body harms none',
    request: { credentials: { ...SUITE, access_token: 'wrong' }, params: ASK_54 },
    expect: OK_54,
  },
  {
    name: 'access token: stands for its app, LSI',
    request: { component: LSI, headers: inHeader({ access_token: 'only-lpi-access' }), params: ASK_11 },
    expect: outcome({ required: PASSES, strict: NOT_PERMITTED(LSI) }, OK_11),
  },
  {
    name: 'access token: stands for its app, whatever app is named',
    request: { component: LSI, headers: inHeader({ ...SUITE, access_token: 'only-lpi-access' }), params: ASK_11 },
    expect: outcome({ required: PASSES, strict: NOT_PERMITTED(LSI) }, OK_11),
  },
  {
    name: 'access token: stands for its user',
    request: {
      component: LSI,
      headers: inHeader({ ...SUITE, access_token: 'guest-access' }),
      params: { ...ASK_11, bk_biz_id: 3 },
    },
    expect: ok(LSI, { count: 2, info: ROWS_OF_11_IN_3 }),
  },
);

// --- signatures -----------------------------------------------------------------------------------------------------

interface Signed {
  method?: string;
  component?: Component;
  path?: string;
  /** Default: the path. */
  signedPath?: string;
  secret?: string;
  /** Pairs of the query besides the signature. Default: a nonce and a timestamp. */
  query?: Record<string, string>;
  body?: string;
  /** Instead of the right one. */
  signature?: string;
  /** The name under which the signature is sent. Default: `bk_signature`. */
  name?: string;
  /** The text in place of the body: `raw` is the body itself, as the SDKs sign it. Default: as Python prints its bytes. */
  data?: 'raw';
  headers?: Record<string, string>;
}

/** Bytes as Python 3 prints them, which is what a live ESB hashes. */
const bytesLiteral = (text: string): string => {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const hex = (byte: number) => `\\x${byte.toString(16).padStart(2, '0')}`;
  const named: Record<string, string> = { '\t': '\\t', '\n': '\\n', '\r': '\\r', '\\': '\\\\', [quote]: `\\${quote}` };
  const chars = Array.from(Buffer.from(text).toString('latin1'));
  const written = chars.map((char) => named[char] ?? (/[ -~]/.test(char) ? char : hex(char.charCodeAt(0))));
  return `b${quote}${written.join('')}${quote}`;
};

const seconds = (ago = 0): string => String(Math.floor(Date.now() / 1000) - ago);
const fresh = (): Record<string, string> => ({ bk_nonce: '4242', bk_timestamp: seconds() });

/** Signs as contract section 3 says. */
function signed(what: Signed): Request {
  const method = what.method ?? 'POST';
  const path = what.path ?? pathOf(what.component ?? LPI);
  const query = what.query ?? fresh();
  const body = what.body ?? '';
  const pairs = { ...query, ...(method === 'POST' ? { data: what.data === 'raw' ? body : bytesLiteral(body) } : {}) };
  const joined = Object.entries(pairs)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${value}`)
    .join('&');
  const right = createHmac('sha1', what.secret ?? 'suite-secret')
    .update(`${method}${what.signedPath ?? path}?${joined}`)
    .digest('base64');
  return {
    method,
    path,
    query: form({ ...query, [what.name ?? 'bk_signature']: what.signature ?? right }),
    headers: what.headers ?? {},
    body: method === 'POST' ? (what.body ?? null) : null,
  };
}

const WITHOUT_SECRET = { bk_app_code: 'suite', bk_username: 'admin' };
const BODY = json(WITHOUT_SECRET, ASK_54);
const UNSIGNED = json(ASK_54);
interface SignatureRow {
  name: string;
  signed: () => Signed;
  required: Outcome;
  strict: Outcome;
  passed?: Expectation;
}

const signatures: SignatureRow[] = [
  { name: 'a good one', signed: () => ({ body: BODY }), required: PASSES, strict: PASSES },
  {
    name: 'a good one, LSI',
    signed: () => ({ component: LSI, body: json(WITHOUT_SECRET, ASK_11) }),
    required: PASSES,
    strict: PASSES,
    passed: OK_11,
  },
  {
    name: 'a good one, path without its slash',
    signed: () => ({ path: pathOf(LPI).slice(0, -1), body: BODY }),
    required: PASSES,
    strict: PASSES,
  },
  {
    name: 'a good one, the second of two secrets',
    signed: () => ({ secret: 'suite-secret-2', body: BODY }),
    required: PASSES,
    strict: PASSES,
  },
  {
    name: 'a good one, with a token',
    signed: () => ({ body: json({ bk_app_code: 'suite', bk_token: 'admin-token' }, ASK_54) }),
    required: PASSES,
    strict: PASSES,
  },
  {
    name: 'a good one, the short names',
    signed: () => ({ body: json({ app_code: 'suite', username: 'admin' }, ASK_54) }),
    required: PASSES,
    strict: PASSES,
  },
  {
    name: 'a good one, the app in the header',
    signed: () => ({ body: UNSIGNED, headers: inHeader(WITHOUT_SECRET) }),
    required: PASSES,
    strict: PASSES,
  },
  {
    name: 'a good one, of Chinese and blanks as they were sent',
    signed: () => ({ body: ` \r\n${json(WITHOUT_SECRET, ASK_54, '"说明" :\t"中文 😀"')}\n` }),
    required: PASSES,
    strict: PASSES,
  },
  {
    name: 'a good one, of a body with both quotes, a backslash and control characters',
    signed: () => ({ body: json(WITHOUT_SECRET, ASK_54, `\r\n\t"text": "it's \\\\ \x7f"`) }),
    required: PASSES,
    strict: PASSES,
  },
  {
    name: 'a good one, by its older name',
    signed: () => ({ name: 'signature', body: BODY }),
    required: PASSES,
    strict: PASSES,
  },
  {
    name: 'a good one, by its older name, the newer one empty',
    signed: () => {
      const query = fresh();
      return {
        ...signatureOf({ query, body: BODY }),
        name: 'signature',
        query: { ...query, bk_signature: '' },
        body: BODY,
      };
    },
    required: PASSES,
    strict: PASSES,
  },
  {
    name: 'a good one, the older name being an ordinary pair',
    signed: () => ({ query: { ...fresh(), signature: 'z' }, body: BODY }),
    required: PASSES,
    strict: PASSES,
  },
  {
    name: 'a good one, blanks and a sign around the nonce',
    signed: () => ({ query: { ...fresh(), bk_nonce: ' +0_7 ' }, body: BODY }),
    required: PASSES,
    strict: PASSES,
  },
  {
    name: 'a good one, in milliseconds',
    signed: () => ({ query: { ...fresh(), bk_timestamp: `${seconds()}000` }, body: BODY }),
    required: PASSES,
    strict: PASSES,
  },
  {
    name: 'a good one, of the path in X-Request-Uri',
    signed: () => ({
      signedPath: '/before/the/proxy/',
      headers: { 'X-Request-Uri': '/before/the/proxy/?x=1' },
      body: BODY,
    }),
    required: PASSES,
    strict: PASSES,
  },
  {
    name: 'one of another path than that in X-Request-Uri',
    signed: () => ({ headers: { 'X-Request-Uri': '/other/' }, body: BODY }),
    required: PASSES,
    strict: badSignature,
  },
  {
    name: 'the SDKs’, of the body as it is',
    signed: () => ({ data: 'raw', body: BODY }),
    required: PASSES,
    strict: badSignature,
  },
  {
    name: 'the SDKs’, of a form as it is',
    signed: () => ({ data: 'raw', body: form(WITHOUT_SECRET), headers: FORM }),
    required: PASSES,
    strict: badSignature,
    passed: NO_SERVICE_INSTANCE,
  },
  {
    name: 'the SDKs’, of an empty body',
    signed: () => ({ data: 'raw', headers: inHeader(WITHOUT_SECRET) }),
    required: PASSES,
    strict: badSignature,
    passed: NO_SERVICE_INSTANCE,
  },
  {
    name: 'a good one, of an empty body',
    signed: () => ({ headers: inHeader(WITHOUT_SECRET) }),
    required: PASSES,
    strict: PASSES,
    passed: NO_SERVICE_INSTANCE,
  },
  {
    name: 'a good one in capital letters',
    signed: () => {
      const query = fresh();
      return { query, signature: signatureOf({ query, body: BODY }).signature?.toUpperCase() ?? '', body: BODY };
    },
    required: PASSES,
    strict: badSignature,
  },
  {
    name: 'a good one, of a form',
    signed: () => ({ body: form(WITHOUT_SECRET), headers: FORM }),
    required: PASSES,
    strict: PASSES,
    passed: NO_SERVICE_INSTANCE,
  },
  {
    name: 'a good one, more in the query, sorted around data',
    signed: () => ({ query: { z: '26', ...fresh(), a: '1', dat: 'b', datb: 'c', bk_app_code: 'suite' }, body: BODY }),
    required: PASSES,
    strict: PASSES,
  },
  {
    name: 'a good one, 290 s old',
    signed: () => ({ query: { bk_nonce: '1', bk_timestamp: seconds(290) }, body: BODY }),
    required: PASSES,
    strict: PASSES,
  },
  {
    name: 'a good one, of a GET',
    signed: () => ({ method: 'GET', query: { ...fresh(), ...WITHOUT_SECRET } }),
    required: PASSES,
    strict: PASSES,
    passed: NO_SERVICE_INSTANCE,
  },
  {
    name: 'a good one, of a GET, the app in the header',
    signed: () => ({ method: 'GET', headers: inHeader(WITHOUT_SECRET) }),
    required: PASSES,
    strict: PASSES,
    passed: NO_SERVICE_INSTANCE,
  },
  {
    name: 'a bad one, of a GET',
    signed: () => ({ method: 'GET', query: { ...fresh(), ...WITHOUT_SECRET }, secret: 'x' }),
    required: PASSES,
    strict: badSignature,
    passed: NO_SERVICE_INSTANCE,
  },
  {
    name: 'nonsense',
    signed: () => ({ signature: 'nonsense', body: BODY }),
    required: PASSES,
    strict: badSignature,
  },
  {
    name: 'one of another secret',
    signed: () => ({ secret: 'shy-secret', body: BODY }),
    required: PASSES,
    strict: badSignature,
  },
  {
    name: 'one of another method',
    signed: () => ({ ...signatureOf({ method: 'PUT', body: BODY }), body: BODY }),
    required: PASSES,
    strict: badSignature,
  },
  {
    name: 'one of another path',
    signed: () => ({ ...signatureOf({ component: LSI, body: BODY }), body: BODY }),
    required: PASSES,
    strict: badSignature,
  },
  {
    name: 'one of another body',
    signed: () => ({ ...signatureOf({ body: `${BODY} ` }), body: BODY }),
    required: PASSES,
    strict: badSignature,
  },
  {
    name: 'one of another nonce',
    signed: () => ({ ...signatureOf({ body: BODY }), query: { ...fresh(), bk_nonce: '4243' }, body: BODY }),
    required: PASSES,
    strict: badSignature,
  },
  {
    name: 'one without what was added to the query later',
    signed: () => ({ ...signatureOf({ body: BODY }), query: { ...fresh(), added: '1' }, body: BODY }),
    required: PASSES,
    strict: badSignature,
  },
  {
    name: 'an empty one is none',
    signed: () => ({ signature: '', body: BODY }),
    required: neither,
    strict: neither,
  },
  {
    name: 'no app code',
    signed: () => ({ body: json({ bk_username: 'admin' }, ASK_54) }),
    required: noCode,
    strict: noCode,
  },
  {
    name: 'an app code in the query of a POST, where it is none',
    signed: () => ({ query: { ...fresh(), bk_app_code: 'suite' }, body: json({ bk_username: 'admin' }, ASK_54) }),
    required: noCode,
    strict: noCode,
  },
  {
    name: 'no body',
    signed: () => ({}),
    required: noCode,
    strict: noCode,
    passed: NO_SERVICE_INSTANCE,
  },
  {
    name: 'no user',
    signed: () => ({ body: json({ bk_app_code: 'suite' }, ASK_54) }),
    required: noUser,
    strict: noUser,
  },
  {
    name: 'an app that is not registered',
    signed: () => ({ body: json({ ...WITHOUT_SECRET, bk_app_code: 'ghost' }, ASK_54) }),
    required: PASSES,
    strict: invalidCode('ghost'),
  },
  {
    name: 'timestamp before app: an old one, not registered',
    signed: () => ({
      query: { ...fresh(), bk_timestamp: '5' },
      body: json({ ...WITHOUT_SECRET, bk_app_code: 'ghost' }, ASK_54),
    }),
    required: PASSES,
    strict: CREDENTIALS.expired,
  },
  {
    name: 'nonce before app: none, no app code',
    signed: () => ({ query: { bk_timestamp: seconds() }, body: json({ bk_username: 'admin' }, ASK_54) }),
    required: noCode,
    strict: CREDENTIALS.noNonce,
  },
  {
    name: 'app before signature: not registered, a bad one',
    signed: () => ({ signature: 'bad', body: json({ ...WITHOUT_SECRET, bk_app_code: 'ghost' }, ASK_54) }),
    required: PASSES,
    strict: invalidCode('ghost'),
  },
  {
    name: 'signature before user: a bad one, no user',
    signed: () => ({ signature: 'bad', body: json({ bk_app_code: 'suite' }, ASK_54) }),
    required: noUser,
    strict: badSignature,
  },
  {
    name: 'signature before user: a bad one, an invalid token',
    signed: () => ({ signature: 'bad', body: json({ bk_app_code: 'suite', bk_token: 'wrong' }, ASK_54) }),
    required: PASSES,
    strict: badSignature,
  },
  {
    name: 'a good one, an invalid token',
    signed: () => ({ body: json({ bk_app_code: 'suite', bk_token: 'wrong' }, ASK_54) }),
    required: PASSES,
    strict: badToken,
  },
  {
    name: 'a good one, a user from an app that may not name one',
    signed: () => ({ secret: 'shy-secret', body: json({ bk_app_code: 'shy', bk_username: 'admin' }, ASK_54) }),
    required: PASSES,
    strict: noUser,
  },
  {
    name: 'a good one, an app without the component',
    signed: () => ({
      secret: 'only-secret',
      body: json({ bk_app_code: 'only-lsi', bk_username: 'admin' }, ASK_54),
    }),
    required: PASSES,
    strict: NOT_PERMITTED(LPI),
  },
  {
    name: 'a good one beside a wrong secret',
    signed: () => ({ body: json({ ...WITHOUT_SECRET, bk_app_secret: 'wrong' }, ASK_54) }),
    required: PASSES,
    strict: PASSES,
  },
  {
    name: 'a bad one beside the right secret',
    signed: () => ({ signature: 'bad', body: json(SUITE, ASK_54) }),
    required: PASSES,
    strict: badSignature,
  },
  {
    name: 'an empty one beside the right secret',
    signed: () => ({ signature: '', body: json(SUITE, ASK_54) }),
    required: PASSES,
    strict: PASSES,
  },
  ...(
    [
      ['no nonce', { bk_nonce: undefined }, CREDENTIALS.noNonce],
      ['neither nonce nor timestamp', { bk_nonce: undefined, bk_timestamp: undefined }, CREDENTIALS.noNonce],
      ['an empty nonce', { bk_nonce: '' }, CREDENTIALS.noNonce],
      ['nonce 0', { bk_nonce: '0' }, CREDENTIALS.nonceNotPositive],
      ['nonce -1', { bk_nonce: '-1' }, CREDENTIALS.nonceNotPositive],
      ['nonce 1.5', { bk_nonce: '1.5' }, CREDENTIALS.illegalNonce],
      ['nonce 1e3', { bk_nonce: '1e3' }, CREDENTIALS.illegalNonce],
      ['nonce x', { bk_nonce: 'x' }, CREDENTIALS.illegalNonce],
      ['no timestamp', { bk_timestamp: undefined }, CREDENTIALS.noTimestamp],
      ['an empty timestamp', { bk_timestamp: '' }, CREDENTIALS.noTimestamp],
      ['timestamp 1.5', { bk_timestamp: '1.5' }, CREDENTIALS.illegalTimestamp],
      ['a bad nonce before an old timestamp', { bk_nonce: 'x', bk_timestamp: '5' }, CREDENTIALS.illegalNonce],
      ['310 s old', { bk_timestamp: -310 }, CREDENTIALS.expired],
      ['a year old', { bk_timestamp: -365 * 86400 }, CREDENTIALS.expired],
      ['from 1970', { bk_timestamp: '1' }, CREDENTIALS.expired],
    ] as [string, Record<string, string | number | undefined>, string][]
  ).map(([name, changes, strict]): SignatureRow => ({
    name,
    signed: () => ({ query: changed(fresh(), changes), body: BODY }),
    required: PASSES,
    strict,
  })),
];

/** A query with fields replaced, or left out where undefined; a number is a time so many seconds from now. */
function changed(query: Record<string, string>, changes: Record<string, string | number | undefined>) {
  const all = Object.entries({ ...query, ...changes }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(all.map(([key, value]) => [key, typeof value === 'number' ? seconds(-value) : `${value}`]));
}

/** The signature that this request would have, for another one to wear. */
function signatureOf(what: Signed): Pick<Signed, 'signature'> {
  return { signature: new URLSearchParams(signed(what).query).get('bk_signature') ?? '' };
}

const signatureCases: Case[] = signatures.map((row) => ({
  name: `signature: ${row.name}`,
  request: () => signed(row.signed()),
  expect: outcome(row, row.passed ?? OK_54),
}));
signatureCases.push(
  {
    name: 'signature: in the body, where it is none',
    request: { credentials: { ...WITHOUT_SECRET, bk_signature: 'x' }, params: ASK_54 },
    expect: outcome({ required: neither, strict: neither }, OK_54),
  },
  {
    name: 'signature: in the header, where it is none',
    request: { headers: inHeader({ ...WITHOUT_SECRET, bk_signature: 'x' }), params: ASK_54 },
    expect: outcome({ required: neither, strict: neither }, OK_54),
  },
  {
    name: 'signature: a list as app code',
    request: () => ({
      ...signed({ signature: 'bad', body: json({ bk_app_code: ['suite'], bk_username: 'admin' }, ASK_54) }),
    }),
    expect: outcome({ required: PASSES, strict: noLookup }, OK_54),
  },
  {
    name: 'signature: a list as secret beside it harms none',
    request: () => signed({ body: json({ ...SUITE, bk_app_secret: ['x'] }, ASK_54) }),
    expect: OK_54,
  },
  {
    name: 'signature: neither nonce nor timestamp are asked for in required',
    auth: ['off', 'required'],
    request: { query: 'bk_signature=x', credentials: WITHOUT_SECRET, params: ASK_54 },
    expect: OK_54,
  },
);

// --- permissions ----------------------------------------------------------------------------------------------------

const ONLY_LPI = { bk_app_code: 'only-lpi', bk_app_secret: 'only-secret', bk_username: 'admin' };
const ONLY_LSI = { ...ONLY_LPI, bk_app_code: 'only-lsi' };
const GUEST = { ...APP, bk_username: 'guest' };
const STRANGER = { ...APP, bk_username: 'stranger' };

const permissions: Case[] = [
  {
    name: 'an app with this component, LPI',
    request: { credentials: ONLY_LPI, params: ASK_54 },
    expect: OK_54,
  },
  {
    name: 'an app with this component, LSI',
    request: { component: LSI, credentials: ONLY_LSI, params: ASK_11 },
    expect: OK_11,
  },
  {
    name: 'an app without this component, LPI',
    request: { credentials: ONLY_LSI, params: ASK_54 },
    expect: outcome({ required: PASSES, strict: NOT_PERMITTED(LPI) }, OK_54),
  },
  {
    name: 'an app without this component, LSI',
    request: { component: LSI, headers: inHeader(ONLY_LPI), params: ASK_11 },
    expect: outcome({ required: PASSES, strict: NOT_PERMITTED(LSI) }, OK_11),
  },
  {
    name: 'an app without this component, in Chinese all the same',
    request: { headers: { 'Blueking-Language': 'zh-hans' }, credentials: ONLY_LSI, params: ASK_54 },
    expect: outcome({ required: PASSES, strict: NOT_PERMITTED(LPI) }, OK_54),
  },
  // CMDB's authorisation skips both components, so that no user is refused.
  ...[3, 4, '3'].map((bizId): Case => ({
    name: `a user without business ${JSON.stringify(bizId)}, LSI`,
    request: { component: LSI, credentials: GUEST, params: { ...ASK_11, bk_biz_id: bizId } },
    expect: bizId === 4 ? NO_ROWS : ok(LSI, { count: 2, info: ROWS_OF_11_IN_3 }),
  })),
  {
    name: 'a user without the business, LPI, nothing to be found',
    request: { credentials: GUEST, params: { bk_biz_id: 3, service_instance_id: 54 } },
    expect: ok(LPI, []),
  },
  {
    name: 'a token of a user without the business',
    request: { credentials: { ...SHY, bk_token: 'guest-token' }, params: { bk_biz_id: 3, service_instance_id: 54 } },
    expect: ok(LPI, []),
  },
  {
    name: 'a user that is not declared, LSI',
    request: { component: LSI, credentials: STRANGER, params: ASK_11 },
    expect: OK_11,
  },
  {
    name: 'no business asked for, one that the user may see',
    contracts: ['documented'],
    request: { credentials: GUEST, params: { service_instance_id: 54 } },
    expect: ok(LPI, ROWS_OF_54),
  },
  {
    name: 'bk_biz_id missing is not a matter of permission',
    request: { component: LSI, credentials: STRANGER },
    expect: NO_BIZ,
  },
];

run(t, targets, [
  ...inBodyOrHeader,
  ...inQueryOrForm,
  ...anyValue,
  ...values,
  ...names,
  ...userTokens,
  ...elsewhere,
  ...header,
  ...accessTokens,
  ...signatureCases,
  ...permissions,
]);
