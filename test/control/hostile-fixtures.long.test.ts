import t from 'tap';
import type { Problem } from '../../src/util/problem.js';
import { HOSTILE_JSON, HOSTILE_YAML } from '../fixtures/hostile.js';
import { LPI, startEmulator, type Reply } from './client.js';

const JSON_TYPE = { 'content-type': 'application/json' };
const YAML_TYPE = { 'content-type': 'application/yaml' };

const firstOf = ({ body }: Reply): unknown[] => {
  const [{ line, column, message }] = (body as { problems: Problem[] }).problems as [Problem];
  return [line, column, message];
};

t.test('a hostile fixture is refused with its place, and other requests are answered meanwhile', async (t) => {
  await using world = await startEmulator();
  const example = { body: world.esb.example };
  const before = (await world.ask(`POST ${LPI}`, example)).text;
  const { digest } = world.esb.data;
  for (const [headers, cases] of [
    [JSON_TYPE, HOSTILE_JSON],
    [{}, HOSTILE_JSON],
    [YAML_TYPE, HOSTILE_YAML],
  ] as const) {
    for (const { name, text, problem } of cases) {
      const [refused, twice, other] = await Promise.all([
        world.ask('PUT /__emulator/data', { headers, body: text }),
        world.ask('PATCH /@w/__emulator/data', { headers, body: text }),
        world.ask(`POST ${LPI}`, example),
      ]);
      t.ok([400, 422].includes(refused.status), name);
      t.strictSame(firstOf(refused), problem, name);
      t.equal(twice.status, refused.status, `${name}, as a patch`);
      t.strictSame(firstOf(twice), problem, `${name}, as a patch`);
      t.equal(other.status, 200, `a call beside ${name}`);
      t.notMatch(refused.text, /secret/, name);
    }
  }
  t.equal(world.esb.data.digest, digest, 'the data is as it was');
  t.equal((await world.ask(`POST ${LPI}`, example)).text.length, before.length);
});

t.test('a fixture below the bounds is loaded', async (t) => {
  await using world = await startEmulator();
  const nested = `${'['.repeat(93)}${']'.repeat(93)}`;
  const aliased = `
modules:
  - bk_module_id: 1
    bk_biz_id: 2
    service_instances:
      - { id: 1, labels: &l { a: b }, processes: [{ bk_process_id: 1, own: ${nested} }] }
      - { id: 2, labels: *l }
`;
  for (const method of ['PUT', 'PATCH']) {
    const reply = await world.ask(`${method} /__emulator/data`, { headers: YAML_TYPE, body: aliased });
    t.match(reply, { status: 200, body: { counts: { service_instances: 2 } } }, method);
  }
});
