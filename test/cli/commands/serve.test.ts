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

t.test('the banner counts stubs, and names the upstream and the folder of recordings', async (t) => {
  const dir = t.testdir({ 'stubs.yaml': 'stubs: [{ path: cc.a, data: 1 }, { path: cc.b, data: 1 }]' });
  const url = 'http://127.0.0.1:1';
  for (const [args, upstream, stubs] of [
    [[], 'answers what the emulator does not know\n', 'processes: 0, stubs: 2 ('],
    [
      ['--upstream-mode', 'all', '--record', `${dir}/recorded`],
      `answers all calls, recorded into ${dir}/recorded\n`,
      'processes: 0, stubs: 2 (',
    ],
    [
      ['--record', `${dir}/recorded`, '--lang', 'zh'],
      `上游  模拟器不认识的调用由 ${url} 响应，并录制到 ${dir}/recorded\n`,
      '进程 0 个，桩 2 个（',
    ],
    [['--upstream-mode', 'all', '--lang', 'zh'], `上游  所有调用由 ${url} 响应\n`, '进程 0 个，桩 2 个（'],
  ] as const) {
    let stop: (() => void) | undefined;
    const { out } = await runs(
      ['--port', '0', '--log-level', 'silent', '--fixtures', `${dir}/stubs.yaml`, '--upstream', url, ...args],
      { onStop: (handler) => (stop = handler) },
    );
    t.match(out, upstream);
    t.match(out, stubs);
    stop?.();
  }
});
