import t from 'tap';
import { runs } from '../helper.js';

t.test('the banner is in the language of the reader, but for its first line', async (t) => {
  let stop: (() => void) | undefined;
  const { out } = await runs(['--host', '0.0.0.0', '--port', '0', '--log-level', 'silent', '--lang', 'zh'], {
    onStop: (handler) => (stop = handler),
  });
  t.match(
    out,
    /^bk-esb-emulator \d+\.\d+\.\d+ listens on http:\S+\n {2}契约 documented，认证模式 required；服务实例 \d+ 个/,
  );
  for (const words of [
    '\n  页面  http:',
    '\n  文档  http:',
    '\n  控制接口需要令牌（为本次运行生成）：curl ',
    '\n  试试  curl ',
  ])
    t.match(out, words);
  stop?.();
});

t.test('beyond loopback, the banner shows how to control the emulator', async (t) => {
  let stop: (() => void) | undefined;
  const serving = await runs(['--host', '0.0.0.0', '--port', '0', '--log-level', 'silent'], {
    onStop: (handler) => (stop = handler),
  });
  const [, token, url] =
    /control needs a token, made for this run: curl -s -H 'Authorization: Bearer (\S+)' (\S+); echo\n/.exec(
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
