import t from 'tap';
import { CHINESE } from '../../twins.js';
import { compareBy, readSort } from '../../../src/cmdb/parameters/sort.js';

t.test('reads what MongoDB sorts by', (t) => {
  const up = (field: string) => ({ field, descending: false });
  const down = (field: string) => ({ field, descending: true });
  const cases: [sort: string | undefined, keys: ReturnType<typeof up>[]][] = [
    [undefined, []],
    ['', []],
    ['id', [up('id')]],
    ['+id', [up('id')]],
    ['-id', [down('id')]],
    ['id:1', [up('id')]],
    ['id:-1', [down('id')]],
    ['-id:1', [up('id')]],
    ['id: -1', [down('id')]],
    [' name , -create_time', [up('name'), down('create_time')]],
  ];
  for (const [sort, keys] of cases) t.strictSame(readSort(sort), keys, String(sort));
  for (const sort of [',', 'id,', '-', ':1']) {
    const detail = 'page.sort names an empty field, which MongoDB refuses';
    t.throws(() => readSort(sort), { code: 1199017, detail: { en: detail, zh: CHINESE } }, sort);
  }
  t.end();
});

t.test('compares values key by key; a missing value comes first', (t) => {
  const keys = readSort('a,-b');
  const rows = [
    [2, 'x'],
    [undefined, 'x'],
    [1, 'x'],
    [1, 'y'],
    [1, undefined],
    [1, 'y'],
  ];
  t.strictSame(rows.sort(compareBy(keys)), [
    [undefined, 'x'],
    [1, 'y'],
    [1, 'y'],
    [1, 'x'],
    [1, undefined],
    [2, 'x'],
  ]);
  t.end();
});
