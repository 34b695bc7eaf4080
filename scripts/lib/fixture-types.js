/** Types of fixtures from their JSON Schema, so that the declarations of the package need no library of schemas. */
import openapiTS, { astToString } from 'openapi-typescript';

/** Names of the schemas that occur in several places, by the list of a fixture that they are the rows of. */
const NAMES = {
  processes: 'FixtureProcess',
  service_instances: 'FixtureServiceInstance',
  modules: 'FixtureModule',
};

/** An object takes other attributes, too, unless its schema closes it. */
const isOpen = ({ type, additionalProperties }) =>
  [type].flat().includes('object') && additionalProperties === undefined;

/** Replaces each schema that has a name by a reference to it. */
const withReferences = (schema, names) => {
  const replace = (value) => {
    if (typeof value !== 'object' || value === null) return value;
    const name = names.get(JSON.stringify(value));
    return name === undefined ? inside(value) : { $ref: `#/components/schemas/${name}` };
  };
  const inside = (value) =>
    Array.isArray(value)
      ? value.map(replace)
      : {
          ...Object.fromEntries(Object.entries(value).map(([key, part]) => [key, replace(part)])),
          ...(isOpen(value) ? { additionalProperties: true } : {}),
        };
  return inside(schema);
};

/**
 * The text of a module that declares `WrittenFixture`.
 *
 * @param {object} schema the JSON Schema of a fixture
 */
export const fixtureTypes = async ({ $schema, $id, ...schema }) => {
  const parts = Object.entries(NAMES).map(([list, name]) => [name, schema.properties[list].items]);
  const names = new Map(parts.map(([name, part]) => [JSON.stringify(part), name]));
  const schemas = Object.fromEntries(
    [...parts, ['Fixture', schema]].map(([name, part]) => [name, withReferences(part, names)]),
  );
  const types = await openapiTS(
    { openapi: '3.1.0', info: { title: 'fixtures', version: '1' }, paths: {}, components: { schemas } },
    // A value with a default need not be written.
    { defaultNonNullable: false },
  );
  return `${astToString(types).replaceAll('@description ', '')}
export type WrittenFixture = components['schemas']['Fixture'];
`;
};
