import t from 'tap';
import { CHINESE } from '../../twins.js';
import { checkSelectors, decodeSelectors, matchesSelectors } from '../../../src/cmdb/parameters/selectors.js';

const selector = (operator: string, values: readonly string[] = [], key = 'env') => ({ key, operator, values });

t.test('decodes a list of selectors', (t) => {
  t.strictSame(decodeSelectors(undefined, 'selectors'), []);
  t.strictSame(decodeSelectors([{ key: 'env', operator: 'in', values: ['a', null] }, null, {}], 'selectors'), [
    selector('in', ['a', '']),
    selector('', [], ''),
    selector('', [], ''),
  ]);
  const wrong: [value: unknown, detail: string][] = [
    ['env', 'selectors is a string; CMDB takes a list'],
    [{}, 'selectors is an object; CMDB takes a list'],
    [['env'], 'selectors[0] is a string; CMDB takes an object'],
    [[{ key: 1 }], 'selectors[0].key is a number; CMDB takes a string'],
    [[{}, { operator: [] }], 'selectors[1].operator is an array; CMDB takes a string'],
    [[{ values: 'a' }], 'selectors[0].values is a string; CMDB takes a list'],
    [[{ values: ['a', 1] }], 'selectors[0].values[1] is a number; CMDB takes a string'],
  ];
  for (const [value, detail] of wrong) {
    t.throws(
      () => decodeSelectors(value, 'selectors'),
      { code: 1199000, detail: { en: detail, zh: CHINESE } },
      JSON.stringify(value),
    );
  }
  t.end();
});

t.test('checks operator, number of values and key, in this order', (t) => {
  for (const good of [
    selector('=', ['a']),
    selector('!=', ['a']),
    selector('in', ['a', 'b']),
    selector('notin', ['a']),
    selector('exists'),
    selector('!', [], 'a'),
    selector('!', [], 'A-b_c.9'),
  ]) {
    t.doesNotThrow(() => checkSelectors([good], 'selectors'), JSON.stringify(good));
  }
  const wrong: [ReturnType<typeof selector>, message: string, detail: string][] = [
    [selector('==', ['a']), "'operator' data", 'selectors[1].operator is none of =, !=, in, notin, exists and !'],
    [selector('toString', []), "'operator' data", 'selectors[1].operator is none of =, !=, in, notin, exists and !'],
    [selector('', [], '-'), "'operator' data", 'selectors[1].operator is none of =, !=, in, notin, exists and !'],
    [selector('=', [], '-'), "'values' data", 'selectors[1] has 0 values; = takes exactly one'],
    [selector('!=', ['a', 'b']), "'values' data", 'selectors[1] has 2 values; != takes exactly one'],
    [selector('in'), "'values' data", 'selectors[1] has 0 values; in takes at least one'],
    [selector('notin'), "'values' data", 'selectors[1] has 0 values; notin takes at least one'],
    [selector('exists', ['a']), "'values' data", 'selectors[1] has 1 value; exists takes none'],
    [selector('!', ['a']), "'values' data", 'selectors[1] has 1 value; ! takes none'],
    ...['', '9a', 'a-', '-a', 'a b', '环境', 'a$'].map((key): (typeof wrong)[number] => [
      selector('exists', [], key),
      "'key' data",
      'selectors[1].key is no key of a label, which begins with a letter, ends with a letter or digit, and may have -, _ or . between',
    ]),
  ];
  for (const [bad, message, detail] of wrong) {
    const name = JSON.stringify(bad);
    t.throws(
      () => checkSelectors([selector('exists'), bad], 'selectors'),
      { code: 1199006, detail: { en: detail, zh: CHINESE } },
      name,
    );
    t.throws(() => checkSelectors([selector('exists'), bad], 'selectors'), new RegExp(`^${message}`), name);
  }
  t.end();
});

t.test('matches labels as MongoDB does', (t) => {
  const labels = { env: 'prod', tier: '' };
  const cases: [ReturnType<typeof selector>, onLabels: boolean, onNone: boolean][] = [
    [selector('=', ['prod']), true, false],
    [selector('=', ['Prod']), false, false],
    [selector('=', [''], 'tier'), true, false],
    [selector('!=', ['prod']), false, true],
    [selector('!=', ['test']), true, true],
    [selector('in', ['a', 'prod']), true, false],
    [selector('in', ['a']), false, false],
    [selector('notin', ['a', 'prod']), false, true],
    [selector('notin', ['a']), true, true],
    [selector('exists', [], 'tier'), true, false],
    [selector('exists', [], 'constructor'), false, false],
    [selector('!', [], 'tier'), false, true],
    [selector('!', [], 'other'), true, true],
  ];
  for (const [one, onLabels, onNone] of cases) {
    t.equal(matchesSelectors(labels, [one]), onLabels, `${JSON.stringify(one)}, with labels`);
    t.equal(matchesSelectors(null, [one]), onNone, `${JSON.stringify(one)}, labels null`);
    t.equal(matchesSelectors({}, [one]), onNone, `${JSON.stringify(one)}, no labels`);
  }
  t.equal(matchesSelectors(labels, []), true, 'no selectors');
  t.equal(matchesSelectors(labels, [selector('exists'), selector('exists', [], 'tier')]), true, 'both hold');
  t.equal(matchesSelectors(labels, [selector('exists'), selector('!', [], 'tier')]), false, 'one does not hold');
  t.end();
});
