import t from 'tap';
import { Failure } from '../../../src/cli/failure.js';
import { explainWriting } from '../../../src/cli/output/replace-file.js';
import { StoreError } from '../../../src/util/store-error.js';

const mistake = new TypeError('a mistake');

for (const [name, error, expected] of [
  [
    'a database names the file that was asked for',
    new StoreError({ code: 'DATABASE_DISK_FULL', path: 'a.db.tmp' }),
    new StoreError({ code: 'DATABASE_DISK_FULL', path: 'a.db' }),
  ],
  [
    'a system error',
    Object.assign(new Error('ENOENT: gone'), { code: 'ENOENT' }),
    new Failure({ code: 'OUTPUT_CANNOT_BE_WRITTEN', file: 'a.db', reason: 'ENOENT: gone' }),
  ],
  ['a mistake of the emulator', mistake, mistake],
] as const) {
  t.strictSame(explainWriting('a.db', error), expected, name);
}
