import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import t from 'tap';
import type { Accounts } from '../../../src/calls/accounts/accounts.js';
import { authenticate, claimedBy } from '../../../src/esb/credentials/authenticate.js';
import { EsbError } from '../../../src/esb/errors.js';
import { readRequest } from '../../../src/esb/request/read-request.js';
import type { AuthMode } from '../../../src/model/contract.js';
import { runs } from '../../runs.js';
import * as model from './model.js';

const PATH = '/api/c/compapi/v2/cc/list_process_instance/';

const ACCOUNTS: Accounts = {
  app: (code) => {
    const secret = model.SECRETS[code];
    return secret === undefined
      ? undefined
      : { bk_app_code: code, secrets: ['old', secret], may_name_users: true, components: null };
  },
  userOfToken: (token) => model.LOGIN_TOKENS[token],
  ownerOfAccessToken: (token) => {
    const owner = model.ACCESS_TOKENS[token];
    return owner === undefined ? undefined : { bk_app_code: owner.app, bk_username: owner.user };
  },
};

type Place = 'JSON' | 'form' | 'query';

interface Sent extends model.Sent {
  place: Place;
  signatureName: string;
}

const NAMES: readonly model.Name[] = [
  'bk_app_code',
  'app_code',
  'bk_app_secret',
  'app_secret',
  'bk_token',
  'bk_access_token',
  'access_token',
  'bk_username',
  'username',
];

/** Good values are frequent, so that the later checks are reached. */
const GOOD: Readonly<Record<model.Name, string>> = {
  bk_app_code: 'app',
  app_code: 'app',
  bk_app_secret: 'secret',
  app_secret: 'secret',
  bk_token: 'login',
  bk_access_token: 'access',
  access_token: 'access',
  bk_username: 'admin',
  username: 'wang',
};

const textValue = (text: string): model.Value => ({ json: JSON.stringify(text), text, isTrue: true, isText: true });

/** The app `5`, by a number where the place has numbers. */
const NUMBER_APP: Partial<Record<model.Name, model.Value>> = {
  bk_app_code: { json: '5', text: '5', isTrue: true },
  bk_app_secret: textValue('five'),
};

const fields = (onlyText: boolean): fc.Arbitrary<model.Fields> =>
  fc.boolean().chain((isNumberApp) => fieldsOf(onlyText, isNumberApp && !onlyText));

const fieldsOf = (onlyText: boolean, isNumberApp: boolean): fc.Arbitrary<model.Fields> => {
  const good = (name: model.Name) => (isNumberApp ? NUMBER_APP[name] : undefined) ?? textValue(GOOD[name]);
  const anyValue = [...model.TEXTS, model.EMPTY_TEXT, ...(onlyText ? [] : model.NOT_TEXT)];
  const field = (name: model.Name) =>
    fc.oneof({ arbitrary: fc.constant(good(name)), weight: 2 }, { arbitrary: fc.constantFrom(...anyValue), weight: 1 });
  return fc
    .record(
      Object.fromEntries(NAMES.map((name) => [name, field(name)])) as Record<model.Name, fc.Arbitrary<model.Value>>,
    )
    .chain((all) => fc.subarray([...NAMES]).map((names) => Object.fromEntries(names.map((name) => [name, all[name]]))));
};

const sent: fc.Arbitrary<Sent> = fc.constantFrom<Place>('JSON', 'form', 'query').chain((place) =>
  fc.record({
    place: fc.constant(place),
    params: fields(place !== 'JSON'),
    header: fc.option(fields(false), { nil: undefined, freq: 2 }),
    signedWith: fc.option(fc.constantFrom('secret', 'five', 'wrong'), { nil: undefined, freq: 1 }),
    signatureName: fc.constantFrom('bk_signature', 'signature'),
  }),
);

const jsonOf = (values: model.Fields): string =>
  `{${Object.entries(values)
    .map(([name, value]) => `"${name}": ${value.json}`)
    .join(', ')}}`;

const textsOf = (values: model.Fields): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, { text }]) => [name, text]));

/** The query, with a signature over it. Bodies of the model hold neither single quotes beside double ones nor backslashes. */
const queryOf = ({ place, params, signedWith, signatureName }: Sent, body: string): string => {
  const pairs: Record<string, string> = place === 'query' ? textsOf(params) : {};
  if (signedWith === undefined) return new URLSearchParams(pairs).toString();
  Object.assign(pairs, { bk_nonce: '7', bk_timestamp: '99999999999' });
  const signed = place === 'query' ? pairs : { ...pairs, data: `b'${body}'` };
  const joined = Object.entries(signed)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  const message = `${place === 'query' ? 'GET' : 'POST'}${PATH}?${joined}`;
  const signature = createHmac('sha1', signedWith).update(message).digest('base64');
  return new URLSearchParams({ ...pairs, [signatureName]: signature }).toString();
};

const outcome = (request: Sent, mode: AuthMode): string => {
  const { place, params, header } = request;
  const body =
    place === 'JSON' ? jsonOf(params) : place === 'form' ? new URLSearchParams(textsOf(params)).toString() : '';
  const url = `${PATH}?${queryOf(request, body)}`;
  const read = readRequest({
    method: place === 'query' ? 'GET' : 'POST',
    url,
    sentUrl: url,
    headers: {
      'content-type': place === 'form' ? 'application/x-www-form-urlencoded' : 'application/json',
      ...(header === undefined ? {} : { 'x-bkapi-authorization': jsonOf(header) }),
    },
    body: Buffer.from(body),
  });
  try {
    const { app, user } = authenticate(read, claimedBy(read, mode, ACCOUNTS), mode, ACCOUNTS);
    return `${app}/${user}`;
  } catch (error) {
    if (error instanceof EsbError) return error.message;
    throw error;
  }
};

const agrees = (request: Sent, mode: AuthMode, expected: string): void => {
  const got = outcome(request, mode);
  const isSame = expected.includes('/') ? got === expected : got.startsWith(expected);
  if (!isSame) throw new Error(`expected ${expected}, got ${got}`);
};

t.test('strict checks credentials as the model does', (t) => {
  fc.assert(
    fc.property(sent, (request) => agrees(request, 'strict', model.strictly(request))),
    runs(2000),
  );
  t.end();
});

t.test('required asks for presence as the model does', (t) => {
  fc.assert(
    fc.property(sent, (request) => agrees(request, 'required', model.loosely(request))),
    runs(1000),
  );
  t.end();
});

t.test('off lets everything pass', (t) => {
  fc.assert(
    fc.property(sent, (request) => outcome(request, 'off').includes('/')),
    runs(200),
  );
  t.end();
});

t.test('the model reaches each of its outcomes', (t) => {
  const seen = new Set(
    fc.sample(sent, { numRuns: 4000, seed: 1 }).map((request) => model.strictly(request).slice(0, 24)),
  );
  t.ok(seen.size >= 14, `${seen.size} outcomes`);
  t.end();
});
