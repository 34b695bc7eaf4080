import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import t from 'tap';
import { createEmulator } from '../../src/index.js';
import { importCaptured } from '../../src/captures/import-captured.js';
import { problemLines } from '../fixtures/problem-lines.js';
import {
  bytesOf,
  envelope,
  instance,
  LPI,
  LSI,
  page,
  process,
  refusal,
  serve,
  take,
  takeAll,
  urlOf,
} from './helper.js';

/** Bodies as browsers, proxies and curl keep them: packed, in other charsets, in files beside the capture, in logs. */

const json = JSON.stringify;
const reply = page([instance(54, { name: '网关' })]);
const parameters = { bk_biz_id: 2, set_template_id: 11 };
const text = json(reply);
/** "网关" in GBK. The rest is ASCII. */
const gbk = Buffer.from(
  Buffer.from(text).toString('latin1').replace(Buffer.from('网关').toString('latin1'), '\xCD\xF8\xB9\xD8'),
  'latin1',
);
const utf16 = (order: 'le' | 'be'): Buffer => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
};
const base64 = (bytes: Buffer | string): string => Buffer.from(bytes).toString('base64');

const request = { method: 'POST', url: urlOf(LSI), postData: { text: json(parameters) } };
const har = (content: object, response: object = {}): object => ({
  log: { entries: [{ request, response: { status: 200, ...response, content } }] },
});
const GBK_HEADER = [{ name: 'Content-Type', value: 'application/json; charset=GBK' }];
const packed = gzipSync(text);

/** The same reply in every way in which it may be kept. */
const BODIES: Record<string, unknown> = {
  'base64 of gzip': har({ text: base64(packed), encoding: 'base64' }),
  'base64 of gzip without encoding': har({ text: base64(packed) }),
  'base64 in lines': har({ text: base64(packed).replaceAll(/.{76}/g, '$&\r\n'), encoding: 'base64' }),
  'base64 of deflate': har({ text: base64(deflateSync(text)), encoding: 'base64' }),
  'base64 of deflate without its header': har({ text: base64(deflateRawSync(text)), encoding: 'base64' }),
  'base64 of brotli': har({ text: base64(brotliCompressSync(text)), encoding: 'base64' }),
  'base64 without encoding': har({ text: base64(text) }),
  'gzip as a text of bytes': har({ text: packed.toString('latin1') }),
  'a byte-order mark in the text': har({ text: `\uFEFF${text}` }),
  'a byte-order mark in base64': har({ text: base64(`\uFEFF${text}`), encoding: 'base64' }),
  'a byte-order mark in a response that is text': [{ request: parameters, response: `\uFEFF${text}` }],
  'GBK by the type of the content': har({
    text: base64(gbk),
    encoding: 'base64',
    mimeType: 'application/json; charset=gbk',
  }),
  'GBK by a header': har({ text: base64(gbk), encoding: 'base64' }, { headers: GBK_HEADER }),
  'GBK by headers as a map': [
    {
      request: parameters,
      response: { headers: { 'content-type': 'text/json;charset="gb2312"' }, body: { text: base64(gbk) } },
    },
  ],
  'GBK in gzip': har({ text: base64(gzipSync(gbk)), encoding: 'base64' }, { headers: GBK_HEADER }),
  'UTF-8, whatever the header says': har({ text: base64(text), encoding: 'base64' }, { headers: GBK_HEADER }),
  'UTF-16': har({ text: base64(utf16('le')), encoding: 'base64' }),
  'UTF-16, big end first': har({ text: base64(utf16('be')), encoding: 'base64' }),
  'a charset that is not known': har({
    text: base64(text),
    encoding: 'base64',
    mimeType: 'application/json; charset=x',
  }),
  'a session of Charles': [
    {
      method: 'POST',
      path: request.url,
      request: { body: { text: json(parameters) } },
      response: { status: 200, body: { text } },
    },
  ],
  'a session of Charles, in bytes': [
    {
      path: request.url,
      request: { body: { text: json(parameters) } },
      response: { charset: 'GBK', body: { encoding: 'base64', encoded: base64(gbk) } },
    },
  ],
  'JSON Lines': `${json({ request: parameters, response: { body: base64(packed), encoding: 'base64' } })}\n`.repeat(2),
  'values one after the other': json({ request: parameters, response: reply }).repeat(3),
  'values over several lines': `${JSON.stringify({ request: parameters, response: reply }, null, 2)}\n`.repeat(3),
  'a file of bytes in gzip': gzipSync(json(har({ text }))),
  'a file in UTF-16, as the shell of Windows writes it': Buffer.from(`\uFEFF${json(har({ text }))}`, 'utf16le'),
};

const expected = {
  modules: [{ bk_module_id: 59, bk_biz_id: 2, set_template_id: 11, service_template_id: 50 }],
  service_instances: [
    { id: 54, name: '网关', bk_module_id: 59, bk_host_id: 7, create_time: '2020-10-09T02:46:25.002Z' },
  ],
};

for (const [name, capture] of Object.entries(BODIES)) {
  const { fixture, notes } = take({ capture });
  t.strictSame(fixture, expected, name);
  t.strictSame(notes, [], `${name}: nothing to note`);
}

const LOGS: Record<string, string> = {
  'curl -i': `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n${text}`,
  'curl -i with HTTP/2, twice, with a reply before': [
    'HTTP/1.1 100 Continue\r\n\r\n',
    `HTTP/2 200 \r\ncontent-type: application/json\r\n\r\n${text}`,
    `HTTP/2 200 \r\ncontent-type: application/json\r\n\r\n${text}\n`,
  ].join(''),
  'curl -v': [
    '* Connected to esb.example.com (10.0.0.1) port 80 (#0)',
    `> POST /api/c/compapi/v2/cc/${LSI}/ HTTP/1.1`,
    '> Host: esb.example.com',
    '> ',
    '} [98 bytes data]',
    '* upload completely sent off: 98 bytes',
    '< HTTP/1.1 200 OK',
    '< Content-Type: application/json',
    '< ',
    '{ [512 bytes data]',
    `${text}* Connection #0 to host esb.example.com left intact`,
    `> GET /favicon.ico HTTP/1.1`,
    '< HTTP/1.1 404 Not Found',
    '<',
    'not found',
  ].join('\n'),
};

for (const [name, capture] of Object.entries(LOGS)) {
  t.strictSame(take({ files: { 'curl.log': capture } }, { setTemplateId: 11 }).fixture, expected, name);
}

t.test('a problem in a log has the line of the body', (t) => {
  const capture = `HTTP/1.1 200 OK\n\n${json(page([instance(54, { bk_host_id: 0 })]))}`;
  t.match(refusal({ files: { 'curl.log': capture } }), [
    /^curl\.log:3:1: \[0\]\.response\.body\.data\.info\[0\]\.bk_host_id: /,
  ]);
  t.end();
});

t.test('a problem in a value after others has its own place', (t) => {
  const capture = `${text}\n${text}${json(page([instance(54, { bk_host_id: 0 })]))}`;
  const column = capture.split('\n')[1]?.lastIndexOf('"bk_host_id":0') ?? 0;
  t.match(refusal({ capture }), [`a.json:2:${column + '"bk_host_id":'.length + 1}: data.info[0].bk_host_id: `]);
  t.end();
});

t.test('bodies in files beside the capture', (t) => {
  const dir = t.testdir({
    'reply.json': text,
    'asked.json': json(parameters),
    bodies: { 'packed.bin': packed, 'gbk.json': gbk },
    'other.json': text,
    inner: {},
  });
  mkdirSync(`${dir}/inner/bodies`);
  writeFileSync(`${dir}/inner/own.json`, text);
  symlinkSync('/dev/zero', `${dir}/endless`);
  const capture = (name: string, postData: object = request.postData, mimeType = 'application/json') => ({
    log: {
      entries: [{ request: { ...request, postData }, response: { status: 200, content: { _file: name, mimeType } } }],
    },
  });
  const imported = (file: string, content: unknown) => {
    const { fixture, notes } = importCaptured([bytesOf(`${dir}/${file}`, content)]);
    return { rows: fixture['service_instances'], notes: problemLines(notes) };
  };
  const rows = [{ ...expected.service_instances[0], processes_captured: false }];
  for (const content of [
    capture('reply.json'),
    capture('reply.json', { _file: 'asked.json' }),
    capture('bodies/packed.bin'),
    capture('bodies/gbk.json', request.postData, 'application/json; charset=gbk'),
    capture('inner/../reply.json'),
  ]) {
    t.strictSame(imported('trace.har', content).rows, rows, json(content));
  }
  const unasked = imported('trace.har', capture('reply.json', { _file: 'missing.json' }));
  t.match(unasked.notes.join('\n'), /does not tell which set template was asked for/, 'a request that is not there');
  for (const name of ['missing.json', '../other.json', '/etc/hostname', 'bodies', 'endless', '..']) {
    const both = { log: { entries: [...capture('own.json').log.entries, ...capture(name).log.entries] } };
    const { notes } = imported('inner/trace.har', both);
    const passedOver = `1 reply is in the file ${name}, which is not beside the capture (HTTP 200); passed over`;
    t.ok(
      notes.some((note) => note.endsWith(passedOver)),
      name,
    );
  }
  t.end();
});

t.test('a body that no way of reading makes JSON of is passed over, whatever its size would be', (t) => {
  const bomb = gzipSync(Buffer.alloc(65 * 2 ** 20, ' '));
  for (const bytes of [Buffer.from([0x1f, 0x8b, 1, 2]), bomb, Buffer.from('<html>'), gbk]) {
    const entries = [har({ text }), har({ text: base64(bytes), encoding: 'base64' })].map(
      (one) => (one as { log: { entries: unknown[] } }).log.entries[0],
    );
    const { fixture, notes } = take({ capture: { log: { entries } } });
    t.strictSame(fixture, expected);
    t.match(notes, [/1 reply is not JSON \(HTTP 200\); passed over$/]);
  }
  t.end();
});

/** An attribute as CMDB may give it, and what becomes of it. */
const NUMBERS: Record<string, { is: unknown; said?: RegExp }> = {
  '1e16': { is: 1e16 },
  '10000000000000000': { is: 1e16 },
  '-1E16': { is: -1e16 },
  '1e21': { is: 1e21 },
  '1.5e300': { is: 1.5e300 },
  '9007199254740992': { is: 2 ** 53 },
  '-0': { is: 0 },
  '1.0': { is: 1 },
  '1e2': { is: 100 },
  '0.1': { is: 0.1 },
  '5e-324': { is: 5e-324 },
  '9007199254740993': { is: null, said: /^weight has 1 number that .* exactly: 9007199254740993; taken as null$/ },
  '10000000000000000001': { is: null, said: /: 10000000000000000001; taken as null$/ },
  '1E400': { is: null, said: /: 1E400; taken as null$/ },
  '-1e999': { is: null, said: /: -1e999; taken as null$/ },
  '1e-400': { is: null, said: /: 1e-400; taken as null$/ },
};

for (const [written, { is, said }] of Object.entries(NUMBERS)) {
  const capture = json(envelope([process(46, { weight: 'N', list: [1] })])).replace('"N"', written);
  const { fixture, notes } = takeAll({ capture });
  const { processes } = serve(fixture);
  t.equal(json(processes[0]?.property?.['weight']), json(is), `${written}: what is served`);
  const told = notes
    .map((note) => note.replace(/^.*?: data\[0\]\.property\.weight: /, ''))
    .filter((note) => /weight/.test(note));
  if (said === undefined) t.strictSame(told, [], `${written}: nothing to say`);
  else t.match(told, [said], written);
}

t.test('numbers that are not exact are said once for each attribute, and no other row is lost', (t) => {
  const rows = [process(46, { weight: 'N', own: ['N', { deep: 'N' }] }), process(47, { weight: 'N' }), process(48)];
  const capture = json(envelope(rows)).replaceAll('"N"', '1e999');
  const { fixture, notes, counts } = takeAll({ capture });
  t.equal(counts.processes, 3);
  t.strictSame(serve(fixture).processes[0]?.property?.['own'], [null, { deep: null }]);
  t.match(
    notes.filter((note) => note.includes('exactly')),
    [/weight has 2 numbers .*: 1e999; taken as null$/, /own has 1 number /, /deep has 1 number /],
  );
  t.end();
});

t.test('a number in place of a row is said, too', (t) => {
  const capture = json(envelope(['N', process(46)])).replace('"N"', '1e999');
  t.match(
    takeAll({ capture }).notes.join('\n'),
    /data has 1 number that a fixture cannot hold exactly: 1e999; taken as null/,
  );
  t.end();
});

t.test('a row whose id is not exact is not taken, and said', (t) => {
  const capture = json(page([instance(54), instance(55, { id: 'N' })])).replace('"N"', '9007199254740993');
  const { fixture, notes } = take({ capture }, { setTemplateId: 11 });
  t.equal(fixture.service_instances?.length, 1);
  t.match(notes.join('\n'), /1 service instance without an id; not taken/);
  t.match(notes.join('\n'), /id has 1 number that a fixture cannot hold exactly: 9007199254740993; taken as null/);
  t.end();
});

t.test(
  'service instances whose processes were not captured are marked and counted; those that have none are not',
  (t) => {
    const list = { request: parameters, response: page([54, 55, 56, 57].map((id) => instance(id))) };
    const processesOf = (id: number, rows: unknown[]) => ({
      request: { url: urlOf(LPI), body: { bk_biz_id: 2, service_instance_id: id } },
      response: envelope(rows),
    });
    const capture = [list, processesOf(54, [process(46)]), processesOf(55, [])];
    const { fixture, notes, counts } = takeAll({ capture });
    t.strictSame(
      fixture.service_instances?.map(({ id, processes_captured }) => [id, processes_captured]),
      [
        [54, undefined],
        [55, undefined],
        [56, false],
        [57, false],
      ],
    );
    t.equal(counts.uncaptured, 2);
    t.match(notes, [
      /^a\.json:.* the processes of 2 of 4 service instances were not captured; capture list_process_instance for them too$/,
    ]);
    t.end();
  },
);

t.test(
  'what was captured is served again, and a reply without processes says that they were not captured',
  async (t) => {
    const processes = json(envelope([process(46, { weight: 'N', big: 'M' })]))
      .replace('"N"', '1e+21')
      .replace('"M"', '10000000000000000');
    const capture = [
      json({ request: parameters, response: page([54, 55].map((id) => instance(id))) }),
      `{"request":{"url":${json(urlOf(LPI))},"body":{"bk_biz_id":2,"service_instance_id":54}},"response":${processes}}`,
    ].join('\n');
    const { fixture } = takeAll({ capture });
    const db = `${t.testdir()}/esb.db`;
    const esb = await createEmulator({ auth: 'off', db, fixtures: fixture });
    const ask = async (id: number, bizId = 2): Promise<{ data: string; why: string | null | undefined }> => {
      const body = json({ bk_biz_id: bizId, service_instance_id: id });
      const reply = await fetch(`${esb.url}/api/c/compapi/v2/cc/${LPI}/`, { method: 'POST', body });
      const data = /"data":(\[.*\])/.exec(await reply.text())?.[1] as string;
      return { data, why: esb.requests.find().at(-1)?.why };
    };
    const { data } = await ask(54);
    for (const number of ['"weight":1e+21', '"big":10000000000000000'])
      t.ok(data.includes(number) && processes.includes(number));
    const uncaptured = 'the processes of service instance 55 were not captured';
    t.strictSame(await ask(55), { data: '[]', why: uncaptured });
    t.match((await ask(55, 3)).why, /^service instance 55 belongs to business 2, .*; its processes were not captured$/);

    const exported = await esb.export();
    t.match(exported.service_instances, [{ id: 54 }, { id: 55, processes_captured: false }]);
    t.notOk('processes_captured' in (exported.service_instances?.[0] ?? {}));
    const { digest } = esb.data;
    t.equal((await esb.load(exported)).digest, digest, 'an export keeps the mark and the numbers');
    await esb.patch({ hosts: [{ bk_host_id: 7 }] });
    t.equal((await ask(55)).why, uncaptured, 'and so does a patch of something else');
    await esb.patch({ processes: [{ bk_process_id: 48, service_instance_id: 55 }] });
    t.match(await ask(55), { data: /"bk_process_id":48/, why: null }, 'processes that are written count more');
    t.notMatch(json(await esb.export()), 'processes_captured');
    await esb.load({
      modules: [{ bk_module_id: 1, bk_biz_id: 2, service_instances: [{ id: 55, processes_captured: true }] }],
    });
    t.equal((await ask(55)).why, 'service instance 55 has no processes');
    await esb.close();

    await using again = await createEmulator({ db });
    t.equal(again.data.digest, digest);
    t.match((await again.export()).service_instances, [{ id: 54 }, { id: 55, processes_captured: false }]);
  },
);
