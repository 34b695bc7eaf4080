/**
 * The rooms of `src`, from top to bottom. A room imports only from the rows below its own. `eslint.config.js`, the
 * table in `CONTRIBUTING.md` and `test/scripts/house.test.ts` follow from this list.
 */
export const LAYERS = [
  {
    'cli.ts': 'the bin: the only file that touches the process',
    'index.ts': 'the package: emulators in the process of a test',
  },
  { cli: 'the commands, a file each, and the terminal' },
  { emulator: 'puts everything together: settings, start, reload, close' },
  { server: 'the Fastify app: health, documentation, other origins' },
  { console: 'the page to look at: the app that serves it, and in `page` all that runs in the browser' },
  { control: 'sandboxes, data, faults and journal over HTTP: lists of operations' },
  { sandboxes: 'sandboxes, the registry of them, and how a request names one' },
  { faults: 'failures on demand', journal: 'the requests that came, without secrets' },
  { openapi: 'the document, from what the components say of themselves', settings: 'every setting once' },
  { doctor: 'which contract an address follows', verify: 'recorded requests, sent again, and their replies compared' },
  { captures: 'fixtures from the replies of a live system', demo: 'data made by seed' },
  { fixtures: 'data in and out: read, check, complete, patch, write' },
  { 'api-gateway': "the face of BlueKing's API gateway before CMDB: credentials and envelopes" },
  { 'api-server': "the face of CMDB's own API: headers, Go's JSON, envelopes" },
  { upstream: 'the live ESB behind the emulator: forwards calls, and keeps their replies' },
  { exchanges: 'a request and its reply without secrets, and with pseudonyms (`masks`)' },
  { stubs: 'replies of components that are not emulated, as fixtures describe them' },
  { cmdb: 'the system behind the gateway: components and their parameters; knows nothing of HTTP' },
  {
    esb: 'the face of the ESB: requests, credentials, envelopes; knows nothing of CMDB',
    store: 'the entities of CMDB in SQLite: tables, data sets, queries',
  },
  { calls: 'the way of a call through any face: component, state, faults, record, and HTTP in and out' },
  { target: 'an address that a command asks, and how it asks' },
  { util: 'helpers without an owner' },
  { messages: 'the texts of errors and problems in both languages, by code' },
  { model: 'the types that several rooms share: ids, rows, contracts, languages' },
];

/** How many files stand side by side in one folder at most, and how many lines a file has at most. */
export const MOST_FILES = 12;
export const MOST_LINES = 250;

/** Rooms further down that a room leaves alone all the same: fixtures only fill the store, and the store knows no calls. */
export const STRANGERS = { fixtures: ['cmdb', 'esb', 'api-server', 'api-gateway', 'calls'], store: ['calls'] };

/**
 * Lists the rooms that a room may not import from.
 *
 * @param {string} name
 * @returns {string[]}
 */
export const forbiddenFor = (name) => {
  const row = LAYERS.findIndex((rooms) => Object.hasOwn(rooms, name));
  const above = LAYERS.slice(0, row + 1).flatMap(Object.keys);
  return [...above.filter((other) => other !== name), ...(STRANGERS[name] ?? [])];
};
