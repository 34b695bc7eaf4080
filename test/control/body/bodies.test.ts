import zlib from 'node:zlib';
import t from 'tap';
import { instances, startEmulator, type Reply } from '../client.js';

/** Bodies as clients pack and encode them. Control takes what a server usually takes. */

const FIXTURE = JSON.stringify(instances(1));
const MIB = 2 ** 20;
const messageOf = ({ body }: Reply): string => (body as { message: string }).message;
const NAMED = '{"name":"slow","parameters":{"name":"中文"}}';

const utf16be = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();

/** `中文` in GBK. */
const gbk = Buffer.concat([
  Buffer.from('{"name":"slow","parameters":{"name":"'),
  Buffer.from([0xd6, 0xd0, 0xce, 0xc4]),
  Buffer.from('"}}'),
]);

type Packed = [name: string, pack: (text: string) => Buffer, headers: Record<string, string>];

const TAKEN: Packed[] = [
  ['plain', (text) => Buffer.from(text), {}],
  ['identity', (text) => Buffer.from(text), { 'content-encoding': 'identity' }],
  ['gzip', (text) => zlib.gzipSync(text), { 'content-encoding': 'gzip' }],
  ['x-gzip, in capitals', (text) => zlib.gzipSync(text), { 'content-encoding': 'X-GZIP' }],
  ['deflate', (text) => zlib.deflateSync(text), { 'content-encoding': 'deflate' }],
  ['deflate without its header', (text) => zlib.deflateRawSync(text), { 'content-encoding': 'deflate' }],
  ['br', (text) => zlib.brotliCompressSync(text), { 'content-encoding': 'br' }],
  ['a mark of UTF-8', (text) => Buffer.from(`\uFEFF${text}`), {}],
  ['a mark of UTF-16, little-endian', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'), {}],
  ['a mark of UTF-16, big-endian', utf16be, {}],
  ['a charset', (text) => Buffer.from(text, 'utf16le'), { 'content-type': 'application/json; charset="utf-16le"' }],
  ['a mark, and another charset', utf16be, { 'content-type': 'application/json; charset=utf-8' }],
  [
    'compressed and marked',
    (text) => zlib.gzipSync(utf16be(text)),
    { 'content-encoding': 'gzip', 'content-type': 'application/yaml' },
  ],
];

t.test('a body that is compressed, or has a byte-order mark, is taken', async (t) => {
  await using emulator = await startEmulator();
  const { ask, esb } = emulator;
  for (const [name, pack, headers] of TAKEN) {
    const put = await ask('PUT /__emulator/data', { body: pack(FIXTURE), headers });
    t.equal(put.status, 200, `PUT data: ${name}: ${put.text}`);
    const patched = await ask('PATCH /__emulator/data', { body: pack(FIXTURE), headers });
    t.equal(patched.status, 200, `PATCH data: ${name}`);
    const fault = await ask('POST /__emulator/faults', { body: pack(NAMED), headers });
    t.match(fault, { status: 201, body: { parameters: { name: '中文' } } }, `POST faults: ${name}`);
    const settings = await ask('PATCH /__emulator/settings', { body: pack('{"auth":"off"}'), headers });
    t.equal(settings.status, 200, `PATCH settings: ${name}`);
    esb.faults.clear();
  }
  const headers = { 'content-type': 'application/json; charset=GBK' };
  t.match((await ask('POST /__emulator/faults', { body: gbk, headers })).body, { parameters: { name: '中文' } });
});

t.test('a body that cannot be taken says why', async (t) => {
  await using emulator = await startEmulator();
  const { ask, esb } = emulator;
  const bomb = zlib.gzipSync(Buffer.alloc(65 * MIB));
  const cases: [name: string, body: Buffer, headers: Record<string, string>, status: number, message: RegExp][] = [
    [
      'zstd',
      Buffer.from('x'),
      { 'content-encoding': 'zstd' },
      415,
      /^Content-Encoding is "zstd"; control takes gzip, deflate or br/,
    ],
    [
      'two',
      zlib.gzipSync(FIXTURE),
      { 'content-encoding': 'gzip, br' },
      415,
      /^Content-Encoding is "gzip, br"; .* one alone$/,
    ],
    [
      'not gzip',
      Buffer.from(FIXTURE),
      { 'content-encoding': 'gzip' },
      400,
      /^Content-Encoding is gzip, but the body is not: /,
    ],
    [
      'half of gzip',
      zlib.gzipSync(FIXTURE).subarray(0, 40),
      { 'content-encoding': 'gzip' },
      400,
      /unexpected end of file/,
    ],
    ['empty deflate', Buffer.from(' '), { 'content-encoding': 'deflate' }, 400, /^Content-Encoding is deflate/],
    ['a bomb', bomb, { 'content-encoding': 'gzip' }, 413, /^the body is too large/],
    [
      'an unknown charset',
      Buffer.from('{}'),
      { 'content-type': 'text/x; charset=klingon' },
      415,
      /"klingon", which is not known here/,
    ],
    ['half a character', Buffer.from([0xff, 0xfe, 0x7b]), {}, 400, /^the body is not utf-16le, as its byte-order mark/],
  ];
  for (const [name, body, headers, status, message] of cases) {
    for (const target of ['PUT /__emulator/data', 'POST /__emulator/faults']) {
      const reply = await ask(target, { body, headers });
      t.equal(reply.status, status, `${target}: ${name}`);
      t.match(messageOf(reply), message, `${target}: ${name}`);
    }
  }
  t.match(await ask('POST /__emulator/faults', { body: Buffer.from([0x22, 0xff, 0x22]) }), {
    status: 400,
    body: { message: 'the body is not UTF-8' },
  });
  const small = zlib.gzipSync(Buffer.alloc(3 * MIB, ' '));
  const overJson = await ask('POST /__emulator/faults', { body: small, headers: { 'content-encoding': 'gzip' } });
  t.equal(overJson.status, 413, 'each operation has its own limit');
  t.equal(esb.data.own, false, 'nothing was loaded');
});
