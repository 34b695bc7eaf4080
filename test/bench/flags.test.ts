import t from 'tap';
import { helpText, readFlags } from './flags.js';

const DEFAULTS = { parts: ['contenders', 'scale', 'start'], routes: ['lpi', 'lsi10'], home: '/home' };
const read = (...args: string[]) => readFlags(args, DEFAULTS);

t.test('without flags everything is measured, and replaces the committed results', (t) => {
  const { parts, routes } = DEFAULTS;
  const flags = { only: parts, routes, rounds: 7, seconds: 3, out: '/home', keepFolder: false, withPeers: true };
  t.match(read(), { ...flags, command: 'npm run bench' });
  t.end();
});

t.test('flags choose parts, rounds, seconds and folders', (t) => {
  const folders = ['--folder', '/data', '--out', '/out'];
  const flags = read('--only', 'start,contenders', '--rounds', '3', '--seconds', '1', '--no-peers', ...folders);
  t.match(flags, { only: ['contenders', 'start'], rounds: 3, seconds: 1, folder: '/data', keepFolder: true });
  t.match(flags, { out: '/out', withPeers: false });
  t.equal(flags.command, 'npm run bench -- --only start,contenders --rounds 3 --seconds 1 --no-peers');
  t.end();
});

t.test('a run that measures something else does not replace the committed results', (t) => {
  t.throws(() => read('--quick'), /--quick needs --out FOLDER/);
  t.throws(() => read('--routes', 'lpi'), /--routes needs --out FOLDER/);
  t.throws(() => read('--beside', '/other'), /--beside needs --out FOLDER/);
  t.match(read('--quick', '--out', '/out'), { quick: true, sizes: { large: 10_000 } });
  t.match(read('--routes', 'lsi10', '--beside', '/other', '--out', '/out'), { routes: ['lsi10'], beside: '/other' });
  t.end();
});

t.test('a wrong flag is an error with the allowed values', (t) => {
  t.throws(() => read('--only', 'speed'), /--only: "speed" is none of contenders, scale, start/);
  t.throws(() => read('--routes', 'lsi', '--out', '/out'), /--routes: "lsi" is none of lpi, lsi10/);
  t.throws(() => read('--rounds', '0'), /--rounds must be a whole number, 1 or more, not "0"/);
  t.throws(() => read('--fast'), /--fast/);
  t.end();
});

t.test('the help names the parts and the routes', (t) => {
  t.match(helpText(DEFAULTS.parts, DEFAULTS.routes), /--only PART.*contenders, scale, start\n.*--routes.*lpi, lsi10;/);
  t.end();
});
