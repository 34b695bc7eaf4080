import type { Language } from '../../model/language.js';
import type { CommandProcess } from '../cli-process.js';
import { grouped, seconds } from './amounts.js';
import { cutText } from './wrap-text.js';
import { monotonicNow } from '../../util/clock.js';

/** Below this many rows the work is over before progress would be of use. */
const FEWEST_SHOWN = 10_000;
/** Rows between two looks at the clock. */
const ROWS_PER_LOOK = 200;
const REDRAW_MS = 100;
/** Width of the bar. With this one, the whole line fits on 80 columns. */
const BAR_COLUMNS = 10;

interface Words {
  bar: (done: string, total: string, perSecond: string, left: string) => string;
  tenth: (part: string, done: string, total: string, time: string) => string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    bar: (done, total, perSecond, left) => `${done} of ${total}, ${perSecond} a second, ${left} left`,
    tenth: (part, done, total, time) => `: ${part}, ${done} of ${total}, ${time}`,
  },
  zh: {
    bar: (done, total, perSecond, left) => `${done}/${total}，每秒 ${perSecond} 个，剩余 ${left}`,
    tenth: (part, done, total, time) => `：${part}，${done}/${total}，用时 ${time}`,
  },
};

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
  { stderr, columns, lang }: Pick<CommandProcess, 'stderr' | 'columns' | 'lang'>,
  label: string,
  total: number,
  now: () => number = monotonicNow,
): Progress => {
  const words = WORDS[lang];
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
      words.bar(grouped(done), grouped(total), grouped((done / (time - started)) * 1000), seconds(left));
    stderr.write(`\r${cutText(text, width - 1)}\x1b[K`);
  };
  const printTenth = (): void => {
    const tenth = Math.floor((done / total) * 10);
    if (tenth === printedTenth) return;
    printedTenth = tenth;
    const text = words.tenth(`${tenth * 10} %`, grouped(done), grouped(total), seconds(now() - started));
    stderr.write(`${label}${text}\n`);
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
