import type { Text } from '../../model/language.js';
import { DEFAULT_SETTINGS } from '../../settings/settings.js';
import type { StoredDataset } from '../../store/datasets/stored-dataset.js';
import { digestOf, readGiven } from './given-fixtures.js';
import type { DataOrigin } from '../../store/datasets/summary.js';
import { describeOrigin } from '../../sandboxes/describe-origin.js';
import { originOf, type DataSettings } from './origin.js';

type Stored = Pick<StoredDataset, 'summary' | 'source'>;

/** True if the settings name data; otherwise they ask for what a database holds. */
export const nameData = ({ fixtures, seed, size }: DataSettings): boolean =>
  fixtures.length > 0 || seed !== DEFAULT_SETTINGS.seed || size !== DEFAULT_SETTINGS.size;

/** True if the fixtures are those that the data was loaded from, whatever their names. */
const isLoadedFrom = async (settings: DataSettings, source: string): Promise<boolean> =>
  settings.fixtures.length > 0 && digestOf(await readGiven(settings.fixtures)) === source;

const describeIn = ({ origin }: DataOrigin): Text => ({ en: origin, zh: describeOrigin(origin, 'zh') });

/**
 * Says how the data of a database differs from the data that the settings ask for. Fixtures are compared by their content.
 *
 * @param db the database, as the user calls it
 * @returns undefined if it does not differ
 */
export const differenceOf = async (
  db: string,
  settings: DataSettings,
  { summary, source }: Stored,
): Promise<Text | undefined> => {
  if (!nameData(settings)) return undefined;
  const wanted = originOf(settings);
  const isSameOrigin = wanted.origin === summary.origin;
  if (source === undefined ? isSameOrigin : await isLoadedFrom(settings, source)) return undefined;
  const [held, asked] = [describeIn(summary), describeIn(wanted)];
  return isSameOrigin
    ? {
        en: `${asked.en} has changed since ${db} was filled from it`,
        zh: `${db} 写入数据之后，${asked.zh} 又有改动`,
      }
    : {
        en: `${db} holds other data (${held.en}) than was asked for (${asked.en})`,
        zh: `${db} 中的数据（${held.zh}）与所要求的（${asked.zh}）不同`,
      };
};
