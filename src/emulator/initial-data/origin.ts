import type { DataOrigin } from '../../store/datasets/summary.js';
import { SIZES, type Size } from '../../demo/shapes.js';
import type { Language } from '../../model/language.js';
import { hideSecrets } from '../../util/secrets/hide-secrets.js';
import type { Fixture } from '../../fixtures/read/read-input.js';

/** The settings that decide the initial data. */
export interface DataSettings {
  fixtures: readonly (string | Fixture)[];
  seed: number;
  size: Size;
}

const demoOrigin = (size: Size, seed: number): string =>
  `the documented examples and ${size} demo data of seed ${seed}`;

/** The origin of the initial data. */
export const originOf = ({ fixtures, seed, size }: DataSettings): DataOrigin =>
  fixtures.length > 0
    ? {
        origin: fixtures.map((one) => (typeof one === 'string' ? hideSecrets(one) : 'an object')).join(', '),
        seed: null,
      }
    : { origin: demoOrigin(size, seed), seed };

/**
 * The origin of data in the words of a language. A patch adds to the English ones.
 *
 * @param data the origin and the seed, as the store has them
 */
export const describeOrigin = ({ origin, seed }: DataOrigin, language: Language): string => {
  const size = seed === null ? undefined : SIZES.find((each) => origin === demoOrigin(each, seed));
  return language === 'en' || size === undefined
    ? origin
    : `接口文档中的示例，以及规模为 ${size}、种子为 ${seed} 的演示数据`;
};
