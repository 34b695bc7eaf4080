import { readFileSync } from 'node:fs';
import t, { type Test } from 'tap';
import { importCaptured } from '../../src/captures/import-captured.js';
import { textOf } from '../../src/messages/message.js';
import type { WrittenFixture } from '../../src/fixtures/format/schema.js';
import { FORMATS, type Format } from '../../src/fixtures/write/format.js';
import { fixtureText } from '../../src/fixtures/write/text.js';
import { createEmulator, CONTRACTS, type Contract } from '../../src/index.js';
import { bytesOf, LPI, LSI } from './helper.js';

/** The replies of an emulator are captured over HTTP and imported. Another emulator then gives the same bytes. */

interface Recorded {
  component: string;
  body: string;
  text: string;
}

const CREDENTIALS = { bk_app_code: 'suite', bk_app_secret: 'round-trip-secret', bk_username: 'admin' };
const PAGE = 200;

const ask = async (url: string, component: string, parameters: object): Promise<Recorded> => {
  const body = JSON.stringify({ ...CREDENTIALS, ...parameters });
  const response = await fetch(`${url}/api/c/compapi/v2/cc/${component}/`, { method: 'POST', body });
  return { component, body, text: await response.text() };
};

/** Every set template of the default data. */
const templates = (): { bk_biz_id: number; set_template_id: number }[] => {
  const demo = readFileSync(new URL('../../fixtures/demo.json', import.meta.url), 'utf8');
  const { modules } = JSON.parse(demo) as Required<WrittenFixture>;
  const pairs = modules.map(({ bk_biz_id, set_template_id = 0 }) => JSON.stringify({ bk_biz_id, set_template_id }));
  const all = [...new Set(pairs)].map((pair) => JSON.parse(pair) as { bk_biz_id: number; set_template_id: number });
  return [{ bk_biz_id: 1, set_template_id: 1 }, ...all.filter(({ set_template_id }) => set_template_id > 0)];
};

/** All pages of all set templates, and the processes of many of their service instances. */
const record = async (url: string): Promise<Recorded[]> => {
  const recorded: Recorded[] = [];
  for (const { bk_biz_id, set_template_id } of templates()) {
    for (let start = 0, count = 1; start < count; start += PAGE) {
      const page = await ask(url, LSI, { bk_biz_id, set_template_id, page: { start, limit: PAGE } });
      recorded.push(page);
      const { data } = JSON.parse(page.text) as { data: { count: number; info: { id: number }[] } };
      count = data.count;
      for (const { id } of data.info.filter((_, index) => index % 4 === 0)) {
        recorded.push(await ask(url, LPI, { bk_biz_id, service_instance_id: id }));
      }
    }
  }
  return [...recorded, await ask(url, LPI, { bk_biz_id: 1, service_instance_id: 54 })];
};

const withoutId = (text: string): string => text.replace(/"request_id":"\w{32}"/, '');

const reply = ({ text }: Recorded): unknown => JSON.parse(text);

/** The same capture in each form that is read. */
const FORMS = {
  'requests and responses': (recorded: Recorded[]) =>
    recorded.map(({ body, text, component }) => ({ request: { url: `/v2/cc/${component}/`, body }, response: text })),
  'JSON Lines': (recorded: Recorded[]) =>
    recorded.map((one) => JSON.stringify({ request: JSON.parse(one.body) as object, response: reply(one) })).join('\n'),
  'a HAR file': (recorded: Recorded[]) => ({
    log: {
      version: '1.2',
      entries: recorded.map(({ component, body, text }) => ({
        request: {
          method: 'POST',
          url: `https://esb.example.com/api/c/compapi/v2/cc/${component}/`,
          headers: [],
          queryString: [],
          postData: { mimeType: 'application/json', text: body },
        },
        response: {
          status: 200,
          content: { mimeType: 'application/json', text: Buffer.from(text).toString('base64'), encoding: 'base64' },
        },
      })),
    },
  }),
} satisfies Record<string, (recorded: Recorded[]) => unknown>;

for (const contract of CONTRACTS) {
  t.test(`${contract}: an imported fixture answers as the captured system did`, async (t) => {
    const live = await createEmulator({ contract });
    const recorded = await record(live.url);
    await live.close();
    t.ok(recorded.length > 200, 'there is something to compare');

    const imported = Object.entries(FORMS).map(([name, form]) => {
      const { fixture, notes, counts } = importCaptured([bytesOf('capture.txt', form(recorded))]);
      t.strictSame(
        notes.filter(
          ({ message }) => !/known by its process|processes of .* were not captured/.test(textOf(message, 'en')),
        ),
        [],
        `${name}: nothing to note`,
      );
      t.equal(counts.replies, recorded.length);
      return fixture as WrittenFixture;
    });
    t.strictSame(imported[1], imported[0]);
    t.strictSame(imported[2], imported[0]);

    const fixture = imported[0] as WrittenFixture;
    const processes = (fixture.service_instances ?? []).flatMap((row) => row.processes ?? []);
    t.ok(processes.length > 100);
    t.notOk(
      processes.some((row) => 'property' in row),
      'all is written as plain attributes',
    );
    for (const format of FORMATS)
      await compare(t, contract, recorded, format, [...fixtureText(fixture as object, format)]);
  });
}

async function compare(t: Test, contract: Contract, recorded: Recorded[], format: Format, text: string[]) {
  const dir = t.testdir({ [`fixture.${format}`]: text.join('') });
  const esb = await createEmulator({ contract, fixtures: [dir] });
  t.teardown(() => esb.close());
  for (const { component, body, text } of recorded) {
    const again = await ask(esb.url, component, JSON.parse(body) as object);
    if (withoutId(again.text) !== withoutId(text)) return t.equal(again.text, text, `${component} ${body}`);
  }
  t.pass('every reply is the same');
}

t.test('single replies give the same answers if the set template is named', async (t) => {
  const live = await createEmulator();
  const recorded = await record(live.url);
  await live.close();
  const own = recorded.filter(({ component, body }) => component === LPI || body.includes('"set_template_id":11'));
  const files = own.map((one, index) => bytesOf(`${index}.json`, one.text));
  const { fixture } = importCaptured(files, { setTemplateId: 11 });
  await compare(t, 'documented', own, 'json', [...fixtureText(fixture, 'json')]);
});
