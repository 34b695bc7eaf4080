import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import t from 'tap';
import { createEmulator } from '../../src/index.js';
import { envelope, instance, LPI, LSI, page, process as processRow, refusal, take, takeAll, urlOf } from './helper.js';

/** Logs of curl, of which no reply is lost, whichever of its two outputs went into the file. */

const run = promisify(execFile);
const json = JSON.stringify;

/** Lines of shell that write a log. `$L` and `$P` are addresses, `$LD` and `$PD` bodies, and `both` asks for one after the other. */
const COMMANDS: Record<string, string> = {
  'curl -i': 'both -si > log',
  'curl -i with the progress meter': 'both -i > log 2>&1',
  'curl -v': 'both -sv > log 2>&1',
  'curl -v with the progress meter': 'both -v > log 2>&1',
  'several logs, appended': 'curl -v $L -d "$LD" >> log 2>&1; curl -v $P -d "$PD" >> log 2>&1',
  'curl -iv': 'both -siv > log 2>&1',
  'curl -iv with the progress meter': 'both -iv > log 2>&1',
  'curl with the progress meter alone': 'both > log 2>&1',
  'curl with a progress bar': 'both -v -# > log 2>&1',
  'the body alone': 'both -sv > log 2> /dev/null',
  'the status behind the body': "both -si -w '\\n%{http_code}' > log",
  'the status and the time behind the body': "both -s -w ' %{http_code} %{time_total}\\n' > log",
  'the status with its name behind the body': "both -s -w '\\nHTTP %{http_code}\\n' > log",
  '100 Continue': "both -siv -H 'Expect: 100-continue' > log 2>&1",
  'the time before each line': 'both -v --trace-time > log 2>&1',
  'a trace, with the body': 'both -s --trace-ascii - > log',
  'Windows line ends': "both -v 2>&1 | sed 's/$/\\r/' > log",
  'the commands in the log': '(set -x; curl -v $L -d "$LD"; curl -v $P -d "$PD") > log 2>&1',
  'a first attempt that fails': 'curl -v http://127.0.0.1:1/ > log 2>&1; both -v >> log 2>&1',
};

const hasCurl = await run('curl', ['--version']).then(
  () => true,
  () => false,
);

t.test('logs that curl writes', { skip: hasCurl ? false : 'there is no curl' }, async (t) => {
  await using esb = await createEmulator({ auth: 'off' });
  const at = `${esb.url}/api/c/compapi/v2/cc`;
  const env = {
    ...process.env,
    LD: json({ bk_biz_id: 2, set_template_id: 11, page: { start: 0, limit: 500 } }),
    PD: json({ bk_biz_id: 1, service_instance_id: 54 }),
    L: `${at}/${LSI}/`,
    P: `${at}/${LPI}/`,
  };
  for (const [name, line] of Object.entries(COMMANDS)) {
    const cwd = t.testdir();
    // A page of 500 rows is so large that curl writes into the middle of it.
    const both = 'both() { curl "$@" $L -d "$LD"; curl "$@" $P -d "$PD"; }';
    await run('bash', ['-c', `${both}; ${line}`], { cwd, env });
    const { counts, notes } = takeAll({ files: { log: readFileSync(`${cwd}/log`) } }, { setTemplateId: 11 });
    t.match(counts, { replies: 2, passedOver: 0, serviceInstances: 501, processes: 1 }, name);
    const expected = ['of which 500 were captured', 'the processes of 500 of 501', 'known by its processes alone'];
    t.equal(notes.length, expected.length, `${name}: ${notes.join('\n')}`);
    for (const said of expected) t.match(notes.join('\n'), said, name);
  }
});

/** What curl 7.88 and wget 1.21 wrote, with other bodies. */
const METER =
  '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n' +
  '                                 Dload  Upload   Total   Spent    Left  Speed\n' +
  '\r  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0';
const METER_END = '\r100   813  100   681  100   132   434k  86161 --:--:-- --:--:-- --:--:--  793k\n';
const METER_IN_TIME = '\r 40  149k   40 61440  100   134  60512    131  0:00:02  0:00:01  0:00:01 60.1k';
const LEFT = '* Connection #0 to host esb.example.com left intact\n';
const request = (component: string) =>
  `> POST /api/c/compapi/v2/cc/${component}/ HTTP/1.1\r\n> Host: esb.example.com\r\n> \r\n} [132 bytes data]\n`;
const REPLY = '< HTTP/1.1 200 OK\r\n< Content-Type: application/json; charset=utf-8\r\n< \r\n{ [681 bytes data]\n';
const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\n\r\n';
const ESTABLISHED = 'HTTP/1.1 200 Connection established\r\n\r\n';
const MOVED = 'HTTP/1.1 307 Temporary Redirect\r\nlocation: http://esb.example.com/\r\n\r\n';

const parameters = { bk_biz_id: 2, set_template_id: 11 };
const list = json(page([instance(54, { name: '网关 * a: < b > {c} \\ "d"' })]));
const processes = json(envelope([processRow(46, { description: 'HTTP/1.1 200 OK', user: '用户' })]));
/** Cuts a text of bytes within a character. */
const cut = (text: string, piece: string): Buffer => {
  const bytes = Buffer.from(text);
  const at = bytes.indexOf(Buffer.from('网')) + 1;
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(piece), bytes.subarray(at)]);
};
const gbk = Buffer.from(list.replace('网关', '\xCD\xF8\xB9\xD8'), 'latin1');
const GBK_HEAD = HEAD.replace('utf-8', 'GBK');

const LOGS: Record<string, (string | Buffer)[]> = {
  'the end of the talk within a character': [request(LSI), REPLY, cut(list, METER_END + LEFT), HEAD, processes],
  'the progress within a character': [HEAD, cut(list, METER_IN_TIME), HEAD, processes],
  'the progress within a string, before a blank': [HEAD, list.replace(' * a', `${METER_IN_TIME} * a`), HEAD, processes],
  'the talk of TLS in a body': [
    HEAD,
    list.replace('"labels"', '* TLSv1.3 (IN), TLS handshake, Newsession Ticket (4):\n{ [57 bytes data]\n"labels"'),
    HEAD,
    processes,
  ],
  'HTTP/2': [
    METER,
    `> POST /api/c/compapi/v2/cc/${LSI}/ HTTP/2\r\n> Host: esb.example.com\r\n> \r\n< HTTP/2 200 \r\n< date: x\r\n< \r\n`,
    METER_END,
    list,
    'HTTP/2 200 \r\ncontent-type: application/json\r\n\r\n',
    processes,
  ],
  'a proxy, curl -i': [ESTABLISHED, HEAD, list, ESTABLISHED, HEAD, processes],
  'a proxy, curl -iv': [
    `> CONNECT esb.example.com:443 HTTP/1.1\r\n> Host: esb\r\n> \r\n< ${ESTABLISHED.trim()}\r\n< \r\n* CONNECT phase completed\n`,
    `${request(LSI)}${REPLY}${LEFT}${ESTABLISHED}${HEAD}${list}*   Trying 10.0.0.1:443...\n${HEAD}`,
    processes,
  ],
  'a redirect, curl -iL': [MOVED, HEAD, list, MOVED, HEAD, processes],
  'a redirect, curl -vL': [
    request(LSI),
    `< ${MOVED.trim().replace('location', '< location')}\r\n< \r\n* Ignoring the response-body\n{ [16 bytes data]\n`,
    `${request(LSI)}${REPLY}${list}${METER}* Found bundle for host: 0x1 [serially]\n`,
    `${request(LPI)}${REPLY}${processes}`,
  ],
  'a bar': [`\r${'#'.repeat(72)} 100.0%${REPLY}\r${'#'.repeat(72)} 100.0%${LEFT}${list}\n`, HEAD, processes],
  'wget --save-headers': [HEAD, list, HEAD, processes],
  'a terminal': [
    `$ curl -si ${urlOf(LSI)} \\\n  -d '{"bk_biz_id":2}'\n`,
    HEAD,
    list,
    '\n$ curl -si x\n',
    HEAD,
    processes,
  ],
  httpie: [
    `POST /api/c/compapi/v2/cc/${LSI}/ HTTP/1.1\nHost: x\n\n${JSON.stringify(parameters, null, 4)}\n\n\n`,
    `${HEAD}${JSON.stringify(JSON.parse(list), null, 4)}\n\n\n`,
    HEAD,
    processes,
  ],
  'a body in GBK': [GBK_HEAD, gbk, '\n', HEAD, processes],
};

for (const [name, parts] of Object.entries(LOGS)) {
  const file = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const { fixture, notes, counts } = take({ files: { 'curl.log': file } }, { setTemplateId: 11 });
  t.match(counts, { replies: 2, passedOver: 0, processes: 1 }, name);
  t.strictSame(notes, [], name);
  t.match(
    fixture.service_instances,
    [{ id: 54, name: '网关 * a: < b > {c} \\ "d"', processes: [{ user: '用户', description: 'HTTP/1.1 200 OK' }] }],
    name,
  );
  t.match(fixture.modules, [{ set_template_id: 11 }], name);
}

t.test('the body of a request tells the set template', (t) => {
  const body = json(parameters);
  for (const capture of [
    `+ curl -s ${urlOf(LSI)} -d '${body}'\n${list}`,
    `POST /api/c/compapi/v2/cc/${LSI}/ HTTP/1.1\n\n${body}\n\n${HEAD}${list}`,
    `$ curl -s x -d '${JSON.stringify(parameters, null, 2)}'\n${list}\n`,
  ]) {
    const { fixture, notes } = take({ capture });
    t.match(fixture.modules, [{ set_template_id: 11 }], capture);
    t.strictSame(notes, [], capture);
  }
  t.end();
});

/** Logs of which something cannot be read, and what is said of it. */
const UNREAD: Record<string, [log: string, ...notes: RegExp[]]> = {
  'a reply that is cut off': [
    `${HEAD}${list}\n${HEAD}${processes.slice(0, -20)}\n`,
    /^a\.json:8:1: \[1\]: 1 reply is not JSON \(HTTP 200\); passed over$/,
  ],
  'a reply that is cut off, without a head': [
    `${list}\n${HEAD}${list}\n${processes.slice(0, 90)}\n`,
    /^a\.json:6:1: \[2\]: 1 reply is not JSON; passed over$/,
  ],
  'a page of a proxy': [
    `${HEAD}${list}\nHTTP/1.1 502 Bad Gateway\r\n\r\n<html>\n<p>Bad Gateway</p>\n</html>\n`,
    /^a\.json:7:1: \[1\]: 1 reply is not JSON \(HTTP 502\); passed over$/,
  ],
  'a reply whose body went elsewhere': [
    `${HEAD}${list}\n${request(LSI)}${REPLY}${LEFT}${request(LSI)}${REPLY}${LEFT}`,
    /^a\.json:\d+:1: \[1\]: 2 replies are without a body \(HTTP 200\); save a HAR file with content, or a log of curl/,
  ],
  'words of a person': [
    `Page 1, captured in the morning\n${HEAD}${list}\n---\nThat was all.\n`,
    /^a\.json:1:1: 2 lines are no part of a reply, beginning here; passed over$/,
  ],
  'a line that is too long to be usual': [
    `${HEAD}${list}\n${'-'.repeat(3000)}\n`,
    /^a\.json:5:1: 1 line is no part of a reply, beginning here; passed over$/,
  ],
  'an object that is no reply': [
    `${HEAD}${list}\n{"a":1}\n{"b":1}\n`,
    /^a\.json:5:1: \[1\]: 2 items are no reply; passed over$/,
  ],
  'braces alone': [`${HEAD}${list}\n${'{\n'.repeat(30)}`],
};

for (const [name, [capture, ...notes]] of Object.entries(UNREAD)) {
  const taken = take({ capture }, { setTemplateId: 11 });
  t.equal(taken.fixture.service_instances?.length, 1, name);
  t.equal(taken.notes.length, notes.length, `${name}: ${taken.notes.join('\n')}`);
  for (const [index, note] of notes.entries()) t.match(taken.notes[index], note, name);
}

t.test('a trace of curl is named, also if nothing else is there', (t) => {
  const trace = `== Info: Connected to x\n<= Recv data, 12 bytes (0xc)\n0000: {"result":true\n== Info: Closing connection 0\n`;
  const said =
    /^trace\.log:1:1: is a trace of curl without the replies as they came; capture with curl -i or -v instead$/;
  t.match(refusal({ files: { 'trace.log': trace } })[1], said);
  t.match(take({ files: { 'trace.log': trace, 'a.json': list } }, { setTemplateId: 11 }).notes, [said]);
  t.end();
});

t.test('a file without a reply is named beside others', (t) => {
  const empty = {
    'b.json': '[]',
    'c.log': '',
    'd.har': json({ log: { entries: [{ request: { url: 'x' }, response: {} }] } }),
  };
  const { notes } = take({ files: { 'a.json': list, ...empty } }, { setTemplateId: 11 });
  t.strictSame(
    notes,
    Object.keys(empty).map((file) => `${file}: holds no reply; nothing is taken from it`),
  );
  t.end();
});

t.test('a long text of one sign is refused in a moment', (t) => {
  for (const text of ['#', '* TLS ', '}', '\r ', '{"', '{\n', '- ', '\r 1 --:--:-- ']) {
    t.equal(refusal({ files: { 'a.txt': text.repeat(300_000 / text.length) } }).length, 1, json(text));
  }
  t.end();
});

t.test('a long run of signs that something else ends is read in a moment', (t) => {
  const run = (sign: string): string => sign.repeat(300_000 / sign.length);
  const texts = [
    `${run(' ')}x`,
    `${run('\r')}x`,
    run('1'),
    run('== Info: '),
    run('% Total % Received % Xferd '),
    run('0 '),
  ];
  for (const text of texts) t.equal(refusal({ files: { 'a.txt': text } }).length, 1, json(text.slice(0, 30)));
  const usual = `http${'1'.repeat(1900)}!a\n`;
  t.equal(refusal({ files: { 'a.txt': `* x\n${usual.repeat(2000)}` } }).length, 2, 'lines that are nearly usual');
  const body = { status: 200, body: `a${run(' ')}!` };
  t.match(refusal({ capture: [body] }).at(-1), /1 reply is not JSON/, 'a body that is nearly Base64');
  const refused = { result: false, code: 1, data: null, message: run('a') };
  t.match(refusal({ capture: [refused] }).at(-1), /refused with code 1/, 'a message without a digit');
  t.end();
});

t.test('a file that is no log keeps the problem that it has as JSON', (t) => {
  t.match(refusal({ files: { 'a.har': `{"log":{"entries":[\n{"a":1},\n{"result":true\n]}}` } }), [
    /^a\.har:4:1: not valid JSON/,
  ]);
  t.match(refusal({ files: { 'a.log': `${METER}{"a":1}` } }), [/^a\.log:1:1: is of none of the forms that are known/]);
  t.match(refusal({ files: { 'a.txt': Buffer.from([0xff, 0x7b]) } }), [/^a\.txt: is not UTF-8/]);
  t.match(refusal({ files: { 'a.json': Buffer.alloc(2 ** 29) } }), [/^a\.json: is larger than 511 MiB/]);
  t.end();
});
