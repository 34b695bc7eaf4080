import { pluralOf } from '../util/words.js';
import type { Terminal } from './command.js';

/** Below this much, the work is over before anybody wonders. */
const WORTH_TELLING = 10_000;
const LOOK_EVERY = 200;
const REDRAW_MS = 100;
/** With this, all that follows it fits on 80 columns. */
const BAR = 10;

export const grouped = (count: number): string => Math.round(count).toLocaleString('en');

/** How many of what: `1 process`, `2,000 processes`. */
export const amount = (count: number, one: string): string => `${grouped(count)} ${count === 1 ? one : pluralOf(one)}`;

const seconds = (ms: number): string => `${ms < 10_000 ? (ms / 1000).toFixed(1) : grouped(ms / 1000)} s`;

/** What a piece of work has cost so far: `1,000 rows in 2.0 s, 500 a second`. */
export const rate = (count: number, ms: number): string => `${seconds(ms)}, ${grouped((count / ms) * 1000)} a second`;

/** Tells how far a piece of work is: as a bar on a terminal, and in lines elsewhere. */
export interface Progress {
  /** One row is done. */
  step: () => void;
  /** All is done, or given up: nothing of the bar is left. */
  end: () => void;
}

/**
 * @param what names the work: `generating`
 * @param total rows that there are to do
 * @param now a clock, in milliseconds
 */
export const createProgress = (
  { err, columns }: Pick<Terminal, 'err' | 'columns'>,
  what: string,
  total: number,
  now: () => number = () => performance.now(),
): Progress => {
  const started = now();
  let done = 0;
  let drawn = 0;
  let told = 0;

  const draw = (width: number): void => {
    const time = now();
    if (time - drawn < REDRAW_MS) return;
    drawn = time;
    const filled = Math.round((done / total) * BAR);
    const left = ((time - started) / done) * (total - done);
    const text =
      `${what} ${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} ${Math.floor((done / total) * 100)} %  ` +
      `${grouped(done)} of ${grouped(total)}, ${grouped((done / (time - started)) * 1000)} a second, ${seconds(left)} left`;
    err.write(`\r${text.slice(0, width - 1)}\x1b[K`);
  };
  const tell = (): void => {
    const tenth = Math.floor((done / total) * 10);
    if (tenth === told) return;
    told = tenth;
    err.write(`${what}: ${tenth * 10} %, ${grouped(done)} of ${grouped(total)}, ${seconds(now() - started)}\n`);
  };
  return {
    step: () => {
      done += 1;
      if (total < WORTH_TELLING || done % LOOK_EVERY !== 0) return;
      if (columns === undefined) tell();
      else draw(columns);
    },
    end: () => {
      if (drawn > 0) err.write('\r\x1b[K');
    },
  };
};
