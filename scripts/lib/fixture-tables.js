/** Tables of what may be written in a fixture, in Markdown, made from the schema. */
import { CHINESE } from './fixture-words.js';

const code = (text) => `\`${text}\``;

const inChinese = (text) => {
  if (text === '') return '';
  if (CHINESE[text] === undefined) throw new Error(`no Chinese for "${text}": add it to scripts/lib/fixture-words.js`);
  return CHINESE[text];
};

const LANGUAGES = {
  en: {
    text: (text) => text,
    types: { object: 'map', array: 'list', maps: 'list of maps', any: 'any' },
    or: ' or ',
    head: '| key | type | default | |',
    required: '**required**',
    examples: 'e.g. ',
    between: ' ',
    collections: 'Collections',
  },
  zh: {
    text: inChinese,
    types: {
      object: '映射',
      array: '列表',
      maps: '映射的列表',
      string: '字符串',
      integer: '整数',
      boolean: '布尔值',
      null: 'null',
      any: '任意',
    },
    or: ' 或 ',
    head: '| 字段 | 类型 | 默认值 | |',
    required: '**必填**',
    examples: '例如 ',
    between: '',
    collections: '集合',
  },
};

/** A value with so many types may be any. */
const ALL_TYPES = 6;

const typeOf = ({ type, items }, { types, or }) =>
  [[type].flat().length === ALL_TYPES ? 'any' : type]
    .flat()
    .map((name) => (name === 'array' && items?.type === 'object' ? types.maps : (types[name] ?? name)))
    .join(or);

const cell = (text) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');

const row = (name, schema, required, language) => {
  const derived = /Default: (.*?)\.(?: |$)/.exec(schema.description)?.[1];
  const constant = schema.default === undefined ? undefined : code(JSON.stringify(schema.default));
  const value = required ? language.required : (constant ?? language.text(derived ?? ''));
  const about = language.text(schema.description.replace(/ ?Default: .*?\.(?= |$)/, '').trim());
  const examples = (schema.examples ?? []).map((one) => code(JSON.stringify(one))).join(', ');
  const example = examples === '' ? '' : `${language.examples}${examples}`;
  const cells = [
    code(name),
    typeOf(schema, language),
    value,
    [about, example].filter((part) => part !== '').join(language.between),
  ];
  return `| ${cells.map(cell).join(' | ')} |`;
};

const table = (title, { description, properties, required = [] }, language) =>
  [
    `### ${title}`,
    '',
    language.text(description),
    '',
    language.head,
    '| --- | --- | --- | --- |',
    ...Object.entries(properties).map(([name, schema]) => row(name, schema, required.includes(name), language)),
  ].join('\n');

/**
 * @param schema the parsed `fixtures/schema.json`
 * @param {'en' | 'zh'} name
 */
export const fixtureTables = ({ properties }, name) => {
  const language = LANGUAGES[name];
  const { $schema, ...collections } = properties;
  const instance = properties.service_instances.items;
  const process = properties.processes.items;
  const rows = {
    modules: properties.modules.items,
    service_instances: instance,
    processes: process,
    'processes[].bind_info': process.properties.bind_info.items,
    'processes[].relation': process.properties.relation,
    businesses: properties.businesses.items,
    set_templates: properties.set_templates.items,
    service_templates: properties.service_templates.items,
    process_templates: properties.process_templates.items,
    sets: properties.sets.items,
    hosts: properties.hosts.items,
    apps: properties.apps.items,
    users: properties.users.items,
    'users[].access_tokens': {
      description: 'A token that stands for the user.',
      ...properties.users.items.properties.access_tokens.items,
    },
    stubs: properties.stubs.items,
    'stubs[].error': properties.stubs.items.properties.error,
    'stubs[].reply': properties.stubs.items.properties.reply,
    'stubs[].then': properties.stubs.items.properties.then.items,
  };
  const top = { description: 'At the top of a file; any may be left out.', properties: collections };
  return [
    table(language.collections, top, language),
    ...Object.entries(rows).map(([title, schema]) => table(code(title), schema, language)),
  ].join('\n\n');
};

const MARK = /(?<=<!-- tables, made by "npm run fixtures" -->\n)[^]*(?=\n<!-- end of tables -->)/;

/**
 * The pages with tables, with their language.
 *
 * @type {[page: string, language: 'en' | 'zh'][]}
 */
export const PAGES = [
  ['fixtures/README.md', 'en'],
  ['fixtures/README.zh-CN.md', 'zh'],
];

/** Puts the tables where a Markdown text has the marks for them. */
export const withTables = (markdown, schema, language) =>
  markdown.replace(MARK, () => `\n${fixtureTables(schema, language)}\n`);
