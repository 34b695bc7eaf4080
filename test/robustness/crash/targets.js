/**
 * The commands that are killed. Each replaces old data by new in a folder of its own.
 *
 * @typedef {object} Place
 * @property {string} file holds the data
 * @property {string} inputs the folder of fixtures and captures
 * @property {string} fixtures a folder with one fixture, which may be changed
 *
 * @typedef {object} Target
 * @property {string} name
 * @property {boolean} [isDatabase] true if the file is a database; else it is a fixture
 * @property {(place: Place, which: 'old' | 'new') => string[]} [write] a command that writes the data and ends
 * @property {(place: Place) => string[]} [serve] flags of an emulator. It is killed while it starts, or after a change
 * @property {(place: Place, port: number) => unknown} [change] makes a running emulator take the new data
 * @property {(port: number, digest: string) => Promise<boolean>} [isChanged] true if it has
 * @property {boolean} [staysOld] true if the file never holds the new data
 */
import { cpSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { ask } from '../lib/connection.js';
import { fixtureOf } from './data.js';

const SIZES = { old: '1500', new: '2000' };

const generate = (which) => ['generate', '--service-instances', SIZES[which], '--force'];

const serve = (place) => ['--db', place.file, '--fixtures', place.fixtures, '--watch'];

/** @param {Place} place @param {'old' | 'new'} which */
export const putFixture = ({ inputs, fixtures }, which) => {
  const next = join(fixtures, '../next.json');
  cpSync(join(inputs, which, 'fixture.json'), next);
  renameSync(next, join(fixtures, 'fixture.json'));
};

/** @type {Target[]} */
export const TARGETS = [
  { name: 'generate --out', write: ({ file }, which) => [...generate(which), '--out', file] },
  { name: 'generate --db', isDatabase: true, write: ({ file }, which) => [...generate(which), '--db', file] },
  {
    name: 'import --out',
    write: ({ file, inputs }, which) => ['import', join(inputs, `${which}-capture.json`), '--out', file, '--force'],
  },
  {
    name: 'export --out',
    write: ({ file, inputs }, which) => ['export', '--fixtures', join(inputs, which), '--out', file, '--force'],
  },
  { name: 'serve --db, the first load', isDatabase: true, serve },
  {
    name: 'serve --db --watch, a reload',
    isDatabase: true,
    serve,
    change: (place) => putFixture(place, 'new'),
    isChanged: async (port, digest) => (await ask(port, 'GET', '/readyz')).json.data.digest !== digest,
  },
  {
    name: 'serve --db, PUT data',
    isDatabase: true,
    staysOld: true,
    serve,
    change: (_place, port) => ask(port, 'PUT', '/__emulator/data', fixtureOf('new')),
    isChanged: async (port) => (await ask(port, 'GET', '/__emulator/sandboxes/default')).json.data.own,
  },
];
