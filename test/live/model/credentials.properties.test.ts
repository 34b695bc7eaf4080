import assert from 'node:assert/strict';
import fc from 'fast-check';
import t from 'tap';
import { runs } from '../../runs.js';
import { ASKED_10, GOOD, GOOD_MEMBERS, LPI, membersOf, object, start, type Answer } from './ask.js';
import {
  breaksCall,
  CREDENTIAL_NAMES,
  isDecodable,
  refusalOf,
  text,
  VALUES,
  type Credentials,
  type Value,
} from './model.js';

/** The emulator and the model say the same of credentials that nobody recorded. */

const ask = await start(t);

/** A header holds one byte a character. */
const inHeader = (json: string): string =>
  json.replace(/[^\0-\x7f]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);

interface Place {
  isHeader: boolean;
  onlyTexts: boolean;
  ask: (credentials: Credentials) => Promise<Answer>;
}

const places = {
  body: {
    isHeader: false,
    onlyTexts: false,
    ask: (credentials) => ask({ body: object([...membersOf(credentials), ...ASKED_10]) }),
  },
  header: {
    isHeader: true,
    onlyTexts: false,
    ask: (credentials) =>
      ask({
        headers: [['X-Bkapi-Authorization', inHeader(object(membersOf(credentials)))]],
        body: object([...GOOD_MEMBERS, ...ASKED_10]),
      }),
  },
  form: {
    isHeader: false,
    onlyTexts: true,
    ask: (credentials) =>
      ask({ headers: [['Content-Type', 'application/x-www-form-urlencoded']], body: formOf(credentials) }),
  },
  query: {
    isHeader: false,
    onlyTexts: true,
    ask: (credentials) => ask({ method: 'GET', target: `${LPI}?${formOf(credentials)}` }),
  },
} satisfies Record<string, Place>;

const formOf = (credentials: Credentials): string => {
  const texts = Object.entries(credentials).map(([name, { printed }]) => [name, printed]);
  const fields = Object.fromEntries([...texts, ['bk_biz_id', '2'], ['service_instance_id', '10']]) as Record<
    string,
    string
  >;
  return new URLSearchParams(fields).toString();
};

/** Good credentials, some of them replaced, removed or given under other names, too. */
const credentials = (values: readonly Value[]): fc.Arbitrary<Credentials> =>
  fc
    .record({
      good: fc.constantFrom<Credentials>(
        GOOD,
        { bk_app_code: text('plain_app'), bk_app_secret: text('yyy'), bk_token: text('good') },
        { app_code: text('esb_test'), app_secret: text('xxx'), username: text('xxx') },
        { bk_app_code: text('plain_app'), bk_app_secret: text('yyy'), bk_access_token: text('tok1') },
      ),
      more: fc.dictionary(fc.constantFrom(...CREDENTIAL_NAMES), fc.constantFrom(...values), { maxKeys: 2 }),
      removed: fc.option(fc.constantFrom(...CREDENTIAL_NAMES)),
    })
    .map(({ good, more, removed }) =>
      Object.fromEntries(Object.entries({ ...good, ...more }).filter(([name]) => name !== removed)),
    );

/** Other services have texts of their own for a token of blanks. */
const isModelled = (given: Credentials): boolean =>
  given.bk_token?.printed !== ' ' && given.access_token?.printed !== ' ' && !breaksCall(given);

const SUCCESS = { code: 0, message: 'success' };
const UNDECODABLE = { code: 1199000, message: 'Deserializing JSON data failed' };

/** In a form, and in a query, numbers are text, which CMDB cannot decode. */
const expectedIn = ({ isHeader, onlyTexts }: Place, credentials: Credentials): Answer => {
  const refusal = refusalOf({ isHeader, credentials });
  if (refusal !== undefined) return { code: 1306000, message: refusal };
  return onlyTexts || !isDecodable({ isHeader, credentials }) ? UNDECODABLE : SUCCESS;
};

for (const [name, place] of Object.entries<Place>(places)) {
  t.test(`credentials of each type in the ${name} pass and fail as the model says`, async () => {
    const values = place.onlyTexts ? VALUES.filter(({ json }) => json.startsWith('"')) : VALUES;
    await fc.assert(
      fc.asyncProperty(credentials(values).filter(isModelled), async (given) => {
        assert.deepEqual(await place.ask(given), expectedIn(place, given), object(membersOf(given)));
      }),
      runs(60),
    );
  });
}

t.test('each value alone, as each credential, passes or fails as the model says', async (t) => {
  const plainApp: Credentials = { bk_app_code: text('plain_app'), bk_app_secret: text('yyy') };
  for (const name of CREDENTIAL_NAMES) {
    const base = name === 'bk_token' || name === 'bk_access_token' ? plainApp : GOOD;
    for (const value of VALUES) {
      const given: Credentials = { ...base, [name]: value };
      if (!isModelled(given)) continue;
      for (const place of ['body', 'header'] as const) {
        const expected = expectedIn(places[place], given);
        t.strictSame(await places[place].ask(given), expected, `${name} ${value.json} in the ${place}`);
      }
    }
  }
});
