import http from 'node:http';
import type { AddressInfo } from 'node:net';
import t, { type Test } from 'tap';
import { PROBES } from '../../src/doctor/probes.js';
import { runs } from '../cli/helper.js';
import { start } from '../control/helper.js';

type Handler = (request: http.IncomingMessage, response: http.ServerResponse, index: number) => void;

/** A server that answers each request by its number. */
const serve = async (t: Test, handle: Handler): Promise<string> => {
  let count = 0;
  const server = http.createServer((request, response) => {
    request.resume();
    handle(request, response, count);
    count += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const inOne = (status: number, body: string, headers: http.OutgoingHttpHeaders = {}): Handler => {
  return (_request, response) => void response.writeHead(status, headers).end(body);
};

t.test('an emulator is told from one of the other contract', async (t) => {
  for (const contract of ['documented', 'cmdb-3.14'] as const) {
    for (const auth of ['required', 'off'] as const) {
      const esb = await start(t, { contract, auth });
      const { status, out } = await runs(['doctor', `${esb.url}/api/c/compapi/v2/cc/`, '--format', 'json']);
      t.equal(status, 0, `${contract}, ${auth}`);
      t.match(JSON.parse(out), {
        address: esb.url,
        conclusion: contract,
        nearest: contract,
        checks_credentials: auth === 'required',
        hints: [],
      });
      t.equal(esb.requests.count(), PROBES.length);
      if (auth === 'off') t.match((await runs(['doctor', esb.url, '--lang', 'zh'])).out, '它不校验认证信息。');
    }
  }
});

t.test('an ESB that refuses the credentials is named as one', async (t) => {
  const fixtures = {
    apps: [{ bk_app_code: 'real', bk_app_secret: 'planted-s3cret' }],
    users: [{ bk_username: 'admin' }],
  };
  const esb = await start(t, { auth: 'strict', fixtures });
  const refused = await runs(['doctor', esb.url, '--lang', 'en']);
  t.equal(refused.status, 1);
  t.match(refused.out, 'an ESB that refuses these credentials');
  const credentials = JSON.stringify({ bk_app_code: 'real', bk_app_secret: 'planted-s3cret', bk_username: '管理员' });
  const given = await runs(['doctor', esb.url, '--timeout', '20'], { env: { BK_ESB_CREDENTIALS: credentials } });
  t.notMatch(given.out + given.err, 'planted-s3cret');
});

t.test('what is no ESB is named by the form of its replies', async (t) => {
  const cases: { handler: Handler; form: string }[] = [
    { handler: inOne(200, '<!DOCTYPE html><title>Login</title>'), form: 'HTTP 200, an HTML page' },
    { handler: inOne(302, '', { location: 'http://127.0.0.1:1/login?token=planted' }), form: 'HTTP 302, a redirect' },
    { handler: inOne(200, '{"status":"ok"}'), form: 'HTTP 200, other JSON' },
    { handler: inOne(502, 'bad gateway'), form: 'HTTP 502, other text' },
    { handler: inOne(200, 'x'.repeat(3 * 1024 * 1024)), form: 'HTTP 200, other text' },
    { handler: inOne(204, ''), form: 'HTTP 204, other text' },
  ];
  for (const { handler, form } of cases) {
    const { status, out } = await runs(['doctor', await serve(t, handler)]);
    t.equal(status, 1, form);
    t.match(out, `${form}  (a component that does not exist)`);
    t.match(out, 'no ESB: not one reply has its form');
    t.notMatch(out, 'planted', form);
  }
});

t.test('the lines of the report are aligned in both languages', async (t) => {
  const url = await serve(t, inOne(404, '{"result":false,"data":null,"message":"The content does not exist"}'));
  for (const [lang, both] of [
    ['en', 'both       '],
    ['zh', '都符合     '],
  ] as const) {
    const { out } = await runs(['doctor', url, '--lang', lang]);
    t.match(out, new RegExp(`^unknown-path    ${both} +\\d+ ms  HTTP 404`));
  }
});

t.test('an ESB that knows no path may be asked at a wrong one', async (t) => {
  const url = await serve(t, inOne(404, '{"result":false,"data":null,"message":"The content does not exist"}'));
  const { status, out } = await runs(['doctor', url]);
  t.equal(status, 1);
  t.match(out, /Every path is unknown there: is what stands in front of \/api right/);
  t.match((await runs(['doctor', url, '--format', 'json'])).out, /"hints": \[\s*"Every path is unknown there/);
});

t.test('an older CMDB is told by the pages that it takes', async (t) => {
  const forms = PROBES.map(({ name, right }) =>
    name === 'no-page' || name === 'negative-start'
      ? right['cmdb-3.14'][0]?.replace(/^code .*/, 'old')
      : right['cmdb-3.14'][0],
  );
  const live = '{"result":true,"code":0,"data":{},"message":"success","permission":null,"request_id":"x"}';
  const url = await serve(t, (_request, response, index) => {
    const form = forms[index] ?? '';
    const code = /^code (\d+)/.exec(form)?.[1];
    if (form.startsWith('HTTP 404')) inOne(404, '{"result":false,"data":null,"message":""}')(_request, response, index);
    else response.end(code === undefined ? live : `{"result":false,"code":${code}}`);
  });
  const { status, out } = await runs(['doctor', url]);
  t.equal(status, 1);
  t.match(out, 'follows neither contract in everything; the nearest is cmdb-3.14');
  t.match(out, 'CMDB is older than 3.10.16');
  t.match(out, 'CMDB is older than 3.11.4');
  t.match(out, 'no-page: success: result code data message permission request_id ≠ code 1199059');
  const odd = await serve(t, inOne(500, '{"result":false}'));
  t.match((await runs(['doctor', odd])).out, 'HTTP 500, code missing');
});

t.test('an address that cannot be asked ends with status 2', async (t) => {
  const silent = await serve(t, () => undefined);
  const broken = await serve(t, (request) => void request.socket.destroy());
  const cases: { args: string[]; err: RegExp }[] = [
    {
      args: ['http://127.0.0.1:1'],
      err: /no reply from http:\/\/127\.0\.0\.1:1: ECONNREFUSED \(nothing listens there\) {2}\[TARGET_NO_REPLY\]/,
    },
    { args: [silent, '--timeout', '1'], err: /: ETIMEDOUT \(.*--timeout.*\) {2}\[TARGET_NO_REPLY\]/ },
    { args: [broken], err: /: ECONNRESET \(.*\) {2}\[TARGET_NO_REPLY\]/ },
    { args: [silent, silent], err: /COMMAND_UNEXPECTED_ARGUMENT/ },
    { args: ['127.0.0.1:8000'], err: /, not "127\.0\.0\.1:8000" {2}\[TARGET_BAD_ADDRESS\]/ },
    { args: ['ftp://127.0.0.1'], err: /TARGET_BAD_ADDRESS/ },
    { args: ['http://admin:planted@127.0.0.1'], err: /TARGET_BAD_ADDRESS/ },
    { args: [silent, '--credentials', 'planted'], err: /TARGET_BAD_CREDENTIALS/ },
    { args: [silent, '--credentials', '["planted"]'], err: /TARGET_BAD_CREDENTIALS/ },
  ];
  for (const { args, err } of cases) {
    const outcome = await runs(['doctor', ...args]);
    t.equal(outcome.status, 2, args.join(' '));
    t.match(outcome.err, err);
    t.notMatch(outcome.err + outcome.out, 'planted');
  }
});
