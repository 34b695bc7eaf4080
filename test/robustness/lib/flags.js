/** The flags of the scripts of this folder. */
import { parseArgs } from 'node:util';
import { newSeed } from './random.js';

const COMMON = {
  seed: 'N: repeats the random choices of a run [a new one, which is printed]',
  out: 'FOLDER: where results.json and robustness.md are brought up to date [nowhere]',
};

const number = (flag, text, isWhole) => {
  const value = Number(text);
  if (text !== '' && value >= 0 && (!isWhole || Number.isSafeInteger(value))) return value;
  throw new Error(`--${flag} must be ${isWhole ? 'a whole number' : 'a number'}, 0 or more, not "${text}"`);
};

const helpText = (about, usage, flags) =>
  `${about}\n\n  ${usage} -- [flags]\n\n` +
  Object.entries(flags)
    .map(([name, text]) => `  --${name} ${text}\n`)
    .join('');

/**
 * Reads the flags of a script. `--help` prints them, and a wrong one ends the process with status 2.
 *
 * @param {{ about: string, usage: string, flags: Record<string, string>, defaults: Record<string, number> }} script
 *   `flags` are the numbers that only this script takes; those that have a default are always there
 */
export const readFlags = ({ about, usage, flags, defaults }) => {
  const all = { ...flags, ...COMMON };
  const options = Object.fromEntries(Object.keys(all).map((name) => [name, { type: 'string' }]));
  try {
    const { values } = parseArgs({ options: { ...options, help: { type: 'boolean' } } });
    if (values.help) {
      process.stdout.write(helpText(about, usage, all));
      process.exit(0);
    }
    const { out, help, ...numbers } = values;
    const read = Object.entries(numbers).map(([name, text]) => [name, number(name, text, name !== 'minutes')]);
    return { seed: newSeed(), ...defaults, ...Object.fromEntries(read), out };
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    return process.exit(2);
  }
};
