import t from 'tap';
import { explainFailure } from '../src/failure.js';
import { FixtureError } from '../src/fixtures/problem.js';
import { StoreError } from '../src/store/connection.js';

const at = { host: 'db.local', port: 80 };
const problem = { file: 'a.yaml', line: 1, column: 2, path: 'hosts[0]', message: 'is wrong' };

for (const [error, expected] of [
  [new StoreError('no database'), 'no database'],
  [new FixtureError([problem]), '1 problem in the fixtures\n  a.yaml:1:2: hosts[0]: is wrong'],
  [
    new FixtureError([problem, { ...problem, line: 0 }]),
    /^2 problems in the fixtures\n {2}a.yaml:1:2: .*\n {2}a.yaml: hosts/,
  ],
  [{ code: 'EADDRINUSE' }, 'port 80 on db.local is in use; choose another one with --port, or 0 for any'],
  [{ code: 'EACCES' }, 'port 80 on db.local may not be used; choose another one with --port'],
  [{ code: 'EADDRNOTAVAIL' }, 'db.local is no address of this machine; see --host'],
  [{ code: 'ENOTFOUND' }, 'db.local is no address of this machine; see --host'],
  [new TypeError('a mistake'), /^TypeError: a mistake\n {4}at /],
] as const) {
  t.match(explainFailure(error, at), expected);
}
