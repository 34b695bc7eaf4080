/** The flags of `run.js`. */
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pid } from 'node:process';
import { parseArgs } from 'node:util';

const FULL = { rounds: 7, seconds: 3, sizes: { small: 1000, large: 1_000_000 }, generated: 250_000 };
const QUICK = { rounds: 2, seconds: 1, sizes: { small: 1000, large: 10_000 }, generated: 10_000 };

/** @param {readonly string[]} parts @param {readonly string[]} routes all of them */
export const helpText = (parts, routes) => `Measures the emulator, side by side with servers that give the same replies.

  npm run bench -- [flags]

  --only PART[,PART]      the parts to measure: ${parts.join(', ')}
  --routes ROUTE[,ROUTE]  the requests that contenders are measured with: ${routes.join(', ')}; needs --out
  --beside FOLDER         measure another built checkout of this project among the contenders, for example without a
                          change; needs --out
  --rounds N              rounds of each measurement [${FULL.rounds}]
  --seconds N             duration of the load in a round [${FULL.seconds}]
  --quick                 a smoke run: short rounds, small data, no warm-up; needs --out
  --no-peers              leave out Prism, Mockoon and WireMock
  --out FOLDER            folder for results.json, results.md and charts/ [test/bench]
  --folder FOLDER         folder for databases of some gigabytes, which are kept for the next run
                          [a temporary folder, which is removed]
  --help                  this text
`;

const OPTIONS = {
  only: { type: 'string' },
  routes: { type: 'string' },
  beside: { type: 'string' },
  rounds: { type: 'string' },
  seconds: { type: 'string' },
  quick: { type: 'boolean', default: false },
  'no-peers': { type: 'boolean', default: false },
  out: { type: 'string' },
  folder: { type: 'string' },
  help: { type: 'boolean', default: false },
};

/** These measure something else than the targets ask. */
const NEEDS_OUT = ['quick', 'routes', 'beside'];

const wholeNumber = (flag, text, otherwise) => {
  if (text === undefined) return otherwise;
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new Error(`--${flag} must be a whole number, 1 or more, not "${text}"`);
};

/** @returns {string[]} the chosen names, in the order of all names */
const namesOf = (flag, text, all) => {
  const chosen = text?.split(',') ?? all;
  const unknown = chosen.find((name) => !all.includes(name));
  if (unknown !== undefined) throw new Error(`--${flag}: "${unknown}" is none of ${all.join(', ')}`);
  return all.filter((name) => chosen.includes(name));
};

/** The command line that measures the same again. Folders are left out, because they belong to one machine. */
const commandOf = (values) => {
  const given = Object.entries({ ...values, out: undefined, folder: undefined, beside: undefined })
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([name, value]) => `--${name}${value === true ? '' : ` ${value}`}`);
  return ['npm run bench', ...(given.length === 0 ? [] : ['--', ...given])].join(' ');
};

/**
 * @param {string[]} args
 * @param {{ parts: readonly string[], routes: readonly string[], home: string }} defaults `home` is the folder of the
 *   committed results
 * @throws with the flag, the mistake and the allowed values
 */
export const readFlags = (args, { parts, routes, home }) => {
  const { values } = parseArgs({ args, options: OPTIONS });
  const { quick, help, folder, out, beside } = values;
  const special = NEEDS_OUT.find((flag) => values[flag]);
  if (special !== undefined && out === undefined && !help) {
    throw new Error(`--${special} needs --out FOLDER, so that its results do not replace the real ones`);
  }
  const { rounds, seconds, ...amounts } = quick ? QUICK : FULL;
  return {
    ...amounts,
    quick,
    help,
    only: namesOf('only', values.only, parts),
    routes: namesOf('routes', values.routes, routes),
    beside: beside === undefined ? undefined : resolve(beside),
    rounds: wholeNumber('rounds', values.rounds, rounds),
    seconds: wholeNumber('seconds', values.seconds, seconds),
    command: commandOf(values),
    out: out ?? home,
    withPeers: !values['no-peers'],
    folder: resolve(folder ?? join(tmpdir(), `bk-esb-bench-${pid}`)),
    keepFolder: folder !== undefined,
  };
};
