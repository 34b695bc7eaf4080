import t from 'tap';
import { runs } from '../helper.js';
import { explainListening } from '../../../src/cli/commands/serve.js';
import { DEFAULT_SETTINGS } from '../../../src/settings/settings.js';
import { Failure } from '../../../src/cli/failure.js';

const at = { ...DEFAULT_SETTINGS, host: 'db.local', port: 80 };

for (const [code, expected] of [
  ['EADDRINUSE', 'port 80 on db.local is in use; choose another one with --port, or 0 for any'],
  ['EACCES', 'port 80 on db.local may not be used; choose another one with --port'],
  ['EADDRNOTAVAIL', 'db.local is no address of this machine; see --host'],
  ['ENOTFOUND', 'db.local is no address of this machine; see --host'],
] as const) {
  t.strictSame(explainListening({ code }, at), new Failure(expected));
}

const mistake = new TypeError('a mistake');
t.equal(explainListening(mistake, at), mistake);

t.test('beyond loopback, the banner shows how to control the emulator', async (t) => {
  let stop: (() => void) | undefined;
  const serving = await runs(['--host', '0.0.0.0', '--port', '0', '--log-level', 'silent'], {
    onStop: (handler) => (stop = handler),
  });
  const [, token, url] =
    /control needs a token, made for this run: curl -s -H 'Authorization: Bearer (\S+)' (\S+)/.exec(
      serving.out,
    ) as unknown as [string, string, string];
  const ask = (headers: Record<string, string>) => fetch(url, { headers });
  t.equal((await ask({})).status, 401);
  t.equal((await ask({ authorization: `Bearer ${token}` })).status, 200);
  stop?.();
});

t.test("a token of one's own is not printed", async (t) => {
  let stop: (() => void) | undefined;
  const { out } = await runs(
    ['--host', '0.0.0.0', '--port', '0', '--log-level', 'silent', '--control-token', 'own', '--auth', 'strict'],
    {
      onStop: (handler) => (stop = handler),
    },
  );
  t.notMatch(out, 'own');
  t.notMatch(out, 'token');
  stop?.();
});
