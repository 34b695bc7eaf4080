import t from 'tap';
import { CHINESE } from '../../twins.js';
import { compileSearchKey } from '../../../src/cmdb/parameters/search-key.js';

t.test('matches a part of a name, as a regular expression', async (t) => {
  const cases: [searchKey: string, matches: string[], others: string[]][] = [
    ['', ['', 'anything'], []],
    ['nginx', ['nginx', '10.0.0.1_nginx_80'], ['Nginx', 'ngin']],
    ['10.0', ['10.0', '1000'], ['10']],
    ['10\\.0', ['10.0'], ['1000']],
    ['^10', ['10.0'], ['a10']],
    ['_80$', ['nginx_80'], ['nginx_8080 ']],
    ['a|b', ['xax', 'xbx'], ['c']],
    ['(?i)NGINX', ['nginx'], ['apache']],
    ['网关', ['10.0.0.4_网关_443'], ['gateway']],
    ['[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}', ['10.0.0.4_网关'], ['10.0.0']],
    ['?', ['anything'], []],
  ];
  for (const [searchKey, matches, others] of cases) {
    const pattern = await compileSearchKey(searchKey);
    for (const name of matches) t.equal(pattern.test(name), true, `${searchKey} matches ${name}`);
    for (const name of others) t.equal(pattern.test(name), false, `${searchKey} does not match ${name}`);
  }
});

t.test('refuses a pattern that is invalid, that needs backtracking, or that is too large', async (t) => {
  const invalid = (why: string) => `search_key is a regular expression, and is invalid: ${why}`;
  const unsupported =
    'search_key is a regular expression, and this emulator takes no look-around, back-references, atomic groups and ' +
    'possessive repetition; MongoDB does';
  const tooLarge =
    'search_key is too large for this emulator: length times repetition counts may be 10000 at most; MongoDB may take it';
  const cases: [searchKey: string, detail: string][] = [
    ['(', invalid('missing closing )')],
    ['[', invalid('missing closing ]')],
    ['*', invalid('invalid nested repetition operator')],
    ['a**', invalid('invalid nested repetition operator')],
    ['(?=a)', unsupported],
    ['(?!a)', unsupported],
    ['(?<=a)b', unsupported],
    ['(?<!a)b', unsupported],
    ['(a)\\1', unsupported],
    ['(?>a)', unsupported],
    ['a++', unsupported],
    ['+', unsupported],
    ['a\0b', 'search_key has a null character, which MongoDB refuses'],
    ['a'.repeat(9997), tooLarge],
    ['((x{1,100}){1,9}){1,9}', tooLarge],
    ['a{999,}aaaaaaaa', tooLarge],
  ];
  for (const [searchKey, detail] of cases) {
    await t.rejects(
      compileSearchKey(searchKey),
      { code: 1199017, detail: { en: detail, zh: CHINESE } },
      searchKey.slice(0, 40),
    );
  }
});

t.test('takes time linear in the name', async (t) => {
  const name = 'a'.repeat(20_000);
  for (const searchKey of ['(a+)+$b', '(a|aa)+$b', '(.*)*x', '(a*)*b']) {
    const pattern = await compileSearchKey(searchKey);
    const start = performance.now();
    t.equal(pattern.test(name), false, searchKey);
    t.ok(performance.now() - start < 5000, `${searchKey}: a backtracking engine would not come back`);
  }
});
