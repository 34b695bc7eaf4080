import t from 'tap';
import { whyNotStarted } from '../../src/commands/serve.js';
import { defaults } from '../../src/config.js';
import { Failure } from '../../src/failure.js';

const at = { ...defaults, host: 'db.local', port: 80 };

for (const [code, expected] of [
  ['EADDRINUSE', 'port 80 on db.local is in use; choose another one with --port, or 0 for any'],
  ['EACCES', 'port 80 on db.local may not be used; choose another one with --port'],
  ['EADDRNOTAVAIL', 'db.local is no address of this machine; see --host'],
  ['ENOTFOUND', 'db.local is no address of this machine; see --host'],
] as const) {
  t.strictSame(whyNotStarted({ code }, at), new Failure(expected));
}

const mistake = new TypeError('a mistake');
t.equal(whyNotStarted(mistake, at), mistake);
