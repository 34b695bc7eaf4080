import type { CliProcess } from '../cli-process.js';
import { grouped, seconds } from './amounts.js';
import { monotonicNow } from '../../util/clock.js';

/** Below this many rows the work is over before progress would be of use. */
const FEWEST_SHOWN = 10_000;
/** Rows between two looks at the clock. */
const ROWS_PER_LOOK = 200;
const REDRAW_MS = 100;
/** Width of the bar. With this one, the whole line fits on 80 columns. */
const BAR_COLUMNS = 10;

/** Shows the progress of some work: as a bar on a terminal, else as a line for each tenth. */
export interface Progress {
  /** Counts one row. */
  step: () => void;
  /** Removes the bar. Called when the work is done or given up. */
  end: () => void;
}

/**
 * @param label names the work: `generating`
 * @param total number of rows
 * @param now the clock, in milliseconds
 */
export const createProgress = (
  { stderr, columns }: Pick<CliProcess, 'stderr' | 'columns'>,
  label: string,
  total: number,
  now: () => number = monotonicNow,
): Progress => {
  const started = now();
  let done = 0;
  let drawnAt = 0;
  let printedTenth = 0;

  const drawBar = (width: number): void => {
    const time = now();
    if (time - drawnAt < REDRAW_MS) return;
    drawnAt = time;
    const filled = Math.round((done / total) * BAR_COLUMNS);
    const left = ((time - started) / done) * (total - done);
    const text =
      `${label} ${'█'.repeat(filled)}${'░'.repeat(BAR_COLUMNS - filled)} ${Math.floor((done / total) * 100)} %  ` +
      `${grouped(done)} of ${grouped(total)}, ${grouped((done / (time - started)) * 1000)} a second, ${seconds(left)} left`;
    stderr.write(`\r${text.slice(0, width - 1)}\x1b[K`);
  };
  const printTenth = (): void => {
    const tenth = Math.floor((done / total) * 10);
    if (tenth === printedTenth) return;
    printedTenth = tenth;
    stderr.write(`${label}: ${tenth * 10} %, ${grouped(done)} of ${grouped(total)}, ${seconds(now() - started)}\n`);
  };
  return {
    step: () => {
      done += 1;
      if (total < FEWEST_SHOWN || done % ROWS_PER_LOOK !== 0) return;
      if (columns === undefined) printTenth();
      else drawBar(columns);
    },
    end: () => {
      if (drawnAt > 0) stderr.write('\r\x1b[K');
    },
  };
};
