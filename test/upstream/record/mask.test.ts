import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { importCaptured } from '../../../src/captures/import-captured.js';
import { readRecording, type Recording } from '../../../src/captures/read/recording.js';
import { createEmulator } from '../../../src/index.js';
import type { Fixture } from '../../../src/fixtures/read/read-input.js';
import { ask } from '../../control/helper.js';
import { fakeUpstream } from '../fake-upstream.js';

const V2 = '/api/c/compapi/v2';

const recordingsIn = (folder: string): Recording[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => readRecording(readFileSync(join(folder, name))) as Recording);

const textIn = (folder: string): string =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');

/** Starts an emulator that records, with the setting `mask`. */
const recorderTo = async (upstream: string, record: string, mask: string) =>
  createEmulator({ fixtures: [{}], upstream, upstreamMode: 'all', record, mask });

interface Envelope {
  data: unknown;
}

const dataOf = ({ reply }: Recording): unknown => (JSON.parse(reply.body) as Envelope).data;

const HOSTS = [
  { bk_host_id: 7, bk_host_innerip: '10.0.0.1,10.0.0.2', operator: 'admin', bk_mac: null, on: true, note: '10.0.0.1' },
  { bk_host_id: 8, bk_host_innerip: '', operator: ['admin', { also: 'tester' }], bk_mac: '', on: false, note: 'x' },
];

/** A live system that answers with hosts. */
const hostsUpstream = (t: Test) =>
  fakeUpstream(t, (_request, response) => {
    response.end(JSON.stringify({ code: 0, data: HOSTS, bk_token: 't0ken', text: 1.5 }));
  });

const NAMES = 'bk_host_id, BK_HOST_INNERIP,operator,bk_mac,on,bk_token,';

t.test('values under masked names get pseudonyms of their kind, the same in requests, replies and files', async (t) => {
  const { url } = await hostsUpstream(t);
  const record = t.testdir();
  const search = `${V2}/cc/search_host/`;
  const esb = await recorderTo(url, record, NAMES);
  await ask(esb.url, search, { body: { bk_host_id: 7, page: { operator: 'admin' }, note: 'admin' } });
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  await ask(esb.url, search, { headers: form, body: 'bk_host_id=7&operator=tester' });
  await ask(esb.url, `${search}?bk_host_id=7`, { method: 'GET' });
  await esb.close();
  const again = await recorderTo(url, record, NAMES);
  const rules = [
    { field: 'bk_host_innerip', operator: 'in', value: ['10.0.0.1'] },
    { value: 7, field: 'bk_host_id' },
    { key: 'other', values: ['10.0.0.1'] },
  ];
  const ip = { data: ['10.0.0.2'], flag: 'bk_host_innerip|bk_host_outerip' };
  await ask(again.url, search, { body: { rules, ip } });
  await ask(again.url, '/api/v3/find/host/7/bk_host_id/8/7', { body: {} });
  await again.close();

  const [json, formed, query, later, path] = recordingsIn(record) as [
    Recording,
    Recording,
    Recording,
    Recording,
    Recording,
  ];
  const [host, other] = dataOf(json) as typeof HOSTS as [(typeof HOSTS)[0], (typeof HOSTS)[0]];
  t.match(String(host.bk_host_id), /^[1-9]$/);
  t.not(other.bk_host_id, host.bk_host_id);
  t.match(host.bk_host_innerip, /^10\.\d+\.\d+\.\d+,10\.\d+\.\d+\.\d+$/);
  t.match(host.operator, /^[a-z]{5}$/);
  t.same(
    [host.bk_mac, host.on, other.bk_host_innerip, other.on],
    [null, true, '', false],
    'words and empty texts stay',
  );
  t.equal(host.note, '10.0.0.1', 'by name only');
  const [admin, tester] = other.operator as unknown as [string, { also: string }];
  t.equal(admin, host.operator, 'scalars in lists and objects, too');
  const params = { bk_host_id: host.bk_host_id, page: { operator: host.operator }, note: 'admin' };
  t.same(JSON.parse(JSON.stringify(json.request.params)), params);
  t.same(
    formed.request.params,
    { bk_host_id: String(host.bk_host_id), operator: tester.also },
    'a text joins a number',
  );
  t.same(query.request.params, { bk_host_id: String(host.bk_host_id) });
  const [first, second] = host.bk_host_innerip.split(',');
  const [inRule, idRule, otherRule] = later.request.params?.['rules'] as { value: unknown }[];
  t.match(inRule, { field: 'bk_host_innerip', value: [first] }, 'the value of a rule of a filter');
  t.equal(idRule?.value, host.bk_host_id);
  t.match(otherRule, { values: ['10.0.0.1'] });
  t.match(later.request.params, { ip: { data: [second] } });
  t.same(dataOf(later), dataOf(json), 'the same after a restart');
  t.equal(path.request.path, `/api/v3/find/host/${host.bk_host_id}/bk_host_id/${other.bk_host_id}/7`, 'after a name');
  t.notMatch(textIn(record), 't0ken');

  const key = join(record, '.mask-key');
  t.equal(statSync(key).mode & 0o777, 0o600);
  const secret = readFileSync(key, 'utf8').trim();
  t.match(secret, /^[\da-f]{64}$/);
  t.notMatch(textIn(record), secret);
  const elsewhere = join(record, 'elsewhere');
  mkdirSync(elsewhere);
  const third = await recorderTo(url, elsewhere, NAMES);
  await ask(third.url, search, { body: {} });
  await third.close();
  t.notSame(dataOf(recordingsIn(elsewhere)[0] as Recording), dataOf(json), 'another folder has another key');
});

t.test('masks need a folder of recordings, and names', async (t) => {
  const upstream = 'http://127.0.0.1:1';
  await t.rejects(createEmulator({ upstream, mask: 'a' }), { code: 'SETTING_NEEDS_RECORD' });
  await t.rejects(createEmulator({ upstream, record: t.testdir(), mask: ' ,' }), { code: 'SETTING_NEEDS_VALUE' });
});

const LIVE: Fixture = {
  modules: [
    {
      bk_module_id: 31,
      bk_biz_id: 2,
      set_template_id: 11,
      service_instances: [
        {
          id: 100,
          name: '10.0.0.1_nginx',
          bk_host_id: 5,
          labels: { env: 'prod' },
          processes: [
            { bk_process_name: 'nginx', bind_info: [{ ip: '10.0.0.1', port: 80 }] },
            { bk_process_name: 'redis', bind_info: [{ ip: '127.0.0.1', port: 6379 }] },
          ],
        },
        { id: 9007199254740991, processes: [] },
      ],
    },
  ],
  stubs: [
    {
      path: 'cc.search_business',
      when: { bk_biz_id: 2 },
      data: { count: 1, info: [{ bk_biz_id: 2, bk_biz_name: '蓝鲸', bk_biz_maintainer: 'admin,tester' }] },
    },
    { path: 'cc.search_business', data: { count: 0, info: [] } },
  ],
};

// Without the ids of processes: CMDB sorts by them, and pseudonyms have an order of their own.
const MASKS = 'bk_biz_id,id,service_instance_id,bk_host_id,name,ip,bk_biz_name,bk_biz_maintainer,creator';

t.test('after masking and import, an emulator answers the masked requests byte for byte', async (t) => {
  const live = await createEmulator({ contract: 'cmdb-3.14', auth: 'off', fixtures: [LIVE] });
  t.teardown(() => live.close());
  const record = t.testdir();
  const between = await recorderTo(live.url, record, MASKS);
  const requests: [name: string, body: object][] = [
    ['list_service_instance_by_set_template', { bk_biz_id: 2, set_template_id: 11, page: { start: 0, limit: 100 } }],
    ['list_process_instance', { bk_biz_id: 2, service_instance_id: 100 }],
    ['list_process_instance', { bk_biz_id: 2, service_instance_id: 9007199254740991 }],
    ['search_business', { bk_biz_id: 2, fields: ['bk_biz_name'] }],
    ['search_business', { bk_biz_id: 3 }],
  ];
  for (const [name, body] of requests) await ask(between.url, `${V2}/cc/${name}/`, { body });
  await between.close();
  t.notMatch(textIn(record), /10\.0\.0\.1|nginx_|蓝鲸|9007199254740991/);

  const files = readdirSync(record)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => ({ file: name, bytes: readFileSync(join(record, name)) }));
  const { fixture, counts } = importCaptured(files);
  t.match(counts, { serviceInstances: 2, processes: 2, stubs: 2 });
  const offline = await createEmulator({
    contract: 'cmdb-3.14',
    auth: 'off',
    fixtures: [fixture as unknown as Fixture],
  });
  t.teardown(() => offline.close());
  const withoutId = (text: string): string => text.replace(/"request_id":"[^"]+"/, '');
  for (const { request, reply } of recordingsIn(record)) {
    const { text } = await ask(offline.url, request.path, { body: JSON.stringify(request.params) });
    t.equal(withoutId(text), withoutId(reply.body), request.path);
  }
});
