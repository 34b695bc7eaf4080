/** Tables of what may be written in a fixture, in Markdown, made from the schema. */

const code = (text) => `\`${text}\``;

const typeOf = ({ type, items }) => {
  const list = items?.type === 'object' ? 'list of maps' : 'list';
  const names = { object: 'map', array: list };
  return [type]
    .flat()
    .map((name) => names[name] ?? name)
    .join(' or ');
};

const cell = (text) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');

const row = (name, schema, required) => {
  const derived = /Default: (.*?)\.(?: |$)/.exec(schema.description)?.[1];
  const constant = schema.default === undefined ? undefined : code(JSON.stringify(schema.default));
  const value = required ? '**required**' : (constant ?? derived ?? '');
  const about = schema.description.replace(/ ?Default: .*?\.(?= |$)/, '').trim();
  const example =
    schema.examples === undefined ? '' : `e.g. ${schema.examples.map((one) => code(JSON.stringify(one))).join(', ')}`;
  return `| ${[code(name), typeOf(schema), value, [about, example].filter(Boolean).join(' ')].map(cell).join(' | ')} |`;
};

const table = (title, { description, properties, required = [] }) =>
  [
    `### ${title}`,
    '',
    description,
    '',
    '| key | type | default | |',
    '| --- | --- | --- | --- |',
    ...Object.entries(properties).map(([name, schema]) => row(name, schema, required.includes(name))),
  ].join('\n');

/** @param schema the parsed `fixtures/schema.json` */
export const fixtureTables = ({ properties }) => {
  const instance = properties.service_instances.items;
  const process = properties.processes.items;
  const { $schema, ...collections } = properties;
  return [
    table('Collections', {
      description: 'At the top of a file; any may be left out.',
      properties: collections,
    }),
    table(code('modules'), properties.modules.items),
    table(code('service_instances'), instance),
    table(code('processes'), process),
    table(code('processes[].bind_info'), process.properties.bind_info.items),
    table(code('processes[].relation'), process.properties.relation),
    table(code('businesses'), properties.businesses.items),
    table(code('set_templates'), properties.set_templates.items),
    table(code('service_templates'), properties.service_templates.items),
    table(code('process_templates'), properties.process_templates.items),
    table(code('sets'), properties.sets.items),
    table(code('hosts'), properties.hosts.items),
    table(code('apps'), properties.apps.items),
    table(code('users'), properties.users.items),
  ].join('\n\n');
};

const MARK = /(?<=<!-- tables, made by "npm run fixtures" -->\n)[^]*(?=\n<!-- end of tables -->)/;

/** Puts the tables where a Markdown text has the marks for them. */
export const withTables = (markdown, schema) => markdown.replace(MARK, () => `\n${fixtureTables(schema)}\n`);
