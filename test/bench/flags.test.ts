import t from 'tap';
import { readFlags } from './lib/flags.js';

const PARTS = ['contenders', 'scale', 'start'];
const read = (...args: string[]) => readFlags(args, PARTS, '/home');

t.test('without flags all is measured, and written where results are kept', (t) => {
  t.match(read(), { only: PARTS, rounds: 5, seconds: 2, out: '/home', keep: false, command: 'npm run bench' });
  t.end();
});

t.test('parts are measured in their own order, as often and as long as was said', (t) => {
  const flags = read(
    '--only',
    'start,contenders',
    '--rounds',
    '3',
    '--seconds',
    '1',
    '--folder',
    '/data',
    '--out',
    '/out',
  );
  t.match(flags, { only: ['contenders', 'start'], rounds: 3, seconds: 1, folder: '/data', keep: true, out: '/out' });
  t.equal(flags.command, 'npm run bench -- --only start,contenders --rounds 3 --seconds 1');
  t.end();
});

t.test('a smoke run does not take the place of real results', (t) => {
  t.throws(() => read('--quick'), /--quick needs --out FOLDER/);
  t.match(read('--quick', '--out', '/out'), { quick: true, sizes: { large: 10_000 } });
  t.end();
});

t.test('what is wrong is named, with what would be right', (t) => {
  t.throws(() => read('--only', 'speed'), /no part "speed"; there are contenders, scale, start/);
  t.throws(() => read('--rounds', '0'), /--rounds must be a whole number, 1 or more, not "0"/);
  t.throws(() => read('--fast'), /--fast/);
  t.end();
});
