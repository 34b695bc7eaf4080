import t from 'tap';
import { ownName } from '../../src/console/page/views/fixtures/load/own-name.js';

/** Fixtures of one name, as from two folders. */

t.test('each has a name of its own, with the ending by which it is read', (t) => {
  const names: string[] = [];
  for (const name of ['hosts.yaml', 'hosts.yaml', 'a.b.json', 'a.b.json', 'hosts.yaml', '.json', '.json', 'plain']) {
    names.push(ownName(name, names));
  }
  t.strictSame(names, [
    ...['hosts.yaml', 'hosts (2).yaml', 'a.b.json', 'a.b (2).json', 'hosts (3).yaml'],
    ...['.json', '.json (2)', 'plain'],
  ]);
  t.equal(ownName('hosts.yaml', ['hosts (2).yaml']), 'hosts.yaml', 'a name that is free again');
  t.end();
});
