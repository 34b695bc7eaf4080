import t from 'tap';
import { explainFailure } from '../../src/cli/explain-failure.js';
import { Failure } from '../../src/cli/failure.js';
import { FixtureError, type Problem } from '../../src/util/problem.js';
import { UsageError } from '../../src/settings/usage-error.js';
import { StoreError } from '../../src/util/store-error.js';

const problem: Problem = {
  file: 'a.yaml',
  line: 1,
  column: 2,
  path: 'hosts[0]',
  message: { code: 'FIXTURE_EMPTY_VALUE' },
};

for (const [error, expected] of [
  [new Failure({ code: 'DATABASE_EMPTY', file: 'a.db' }), 'a.db holds no data  [DATABASE_EMPTY]'],
  [
    new UsageError({ code: 'SETTING_NOT_A_LIST', name: 'faults' }),
    'faults must be a list such as ["my-faults.yaml"]  [SETTING_NOT_A_LIST]',
  ],
  [
    new StoreError({ code: 'DATABASE_IN_USE', path: 'a.db' }),
    'a.db is in use by another process; stop that, or name another file with --db  [DATABASE_IN_USE]',
  ],
  [
    new FixtureError([problem]),
    '1 problem in the fixtures\n  a.yaml:1:2: hosts[0]: must not be empty  [FIXTURE_EMPTY_VALUE]',
  ],
  [
    new FixtureError([problem, { ...problem, line: 0 }]),
    /^2 problems in the fixtures\n {2}a.yaml:1:2: .*\n {2}a.yaml: hosts/,
  ],
  [new TypeError('a mistake'), /^TypeError: a mistake\n {4}at /],
] as const) {
  t.match(explainFailure(error, 'en'), expected);
}

t.equal(
  explainFailure(new Failure({ code: 'DATABASE_EMPTY', file: 'a.db' }), 'zh'),
  'a.db 中没有数据  [DATABASE_EMPTY]',
);
