/** What `run.js` can be told. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const FULL = { rounds: 5, seconds: 2, sizes: { small: 1000, middle: 100_000, large: 1_000_000 }, fixture: 100_000 };
const QUICK = { rounds: 2, seconds: 1, sizes: { small: 1000, large: 10_000 }, fixture: 1000 };

export const HELP = `Measures the emulator against others that answer the same, and against itself.

  npm run bench -- [flags]

  --only NAME[,NAME]  the parts to measure: PARTS
  --rounds N          how often each is measured [${FULL.rounds}]
  --seconds N         how long a round of load lasts [${FULL.seconds}]
  --quick             a smoke run: short rounds, small data; needs --out
  --no-peers          leave out Prism, Mockoon and WireMock
  --out FOLDER        where results.json, results.md and charts/ are written [test/bench]
  --folder FOLDER     where databases of some gigabytes are made, or are there from an earlier run; kept
                      [a folder for temporary files, which is removed]
  --keep              keep the folder of databases
  --help              this text
`;

const OPTIONS = {
  only: { type: 'string' },
  rounds: { type: 'string' },
  seconds: { type: 'string' },
  quick: { type: 'boolean', default: false },
  'no-peers': { type: 'boolean', default: false },
  out: { type: 'string' },
  folder: { type: 'string' },
  keep: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
};

const count = (name, text, otherwise) => {
  if (text === undefined) return otherwise;
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new Error(`--${name} must be a whole number, 1 or more, not "${text}"`);
};

/** Flags as they are typed: what follows from them can be measured again. */
const commandLine = (values) => {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== false);
  return given.length === 0
    ? []
    : ['--', ...given.map(([name, value]) => `--${name}${value === true ? '' : ` ${value}`}`)];
};

/**
 * @param {string[]} args
 * @param {string[]} names of all parts
 * @param {string} home where results are kept
 * @throws with what is wrong and what would be right
 */
export const readFlags = (args, names, home) => {
  const { values } = parseArgs({ args, options: OPTIONS });
  const { quick, help, keep, folder } = values;
  const only = values.only?.split(',') ?? names;
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Error(`--only: there is no part "${unknown}"; there are ${names.join(', ')}`);
  if (quick && values.out === undefined && !help) {
    throw new Error('--quick needs --out FOLDER, so that its results do not take the place of real ones');
  }
  const { rounds, seconds, sizes, fixture } = quick ? QUICK : FULL;
  return {
    ...{ quick, help, sizes, fixture, only: names.filter((name) => only.includes(name)) },
    rounds: count('rounds', values.rounds, rounds),
    seconds: count('seconds', values.seconds, seconds),
    // Folders are of one machine alone.
    command: ['npm run bench', ...commandLine({ ...values, out: undefined, folder: undefined })].join(' '),
    out: values.out ?? home,
    withPeers: !values['no-peers'],
    folder: folder ?? join(tmpdir(), `bk-esb-bench-${process.pid}`),
    keep: keep || folder !== undefined,
  };
};
