import type { Text } from '../../model/language.js';
import { plural } from '../../util/words.js';
import type { Page } from './page.js';

/**
 * Explains why a page has fewer service instances than its limit; undefined if it is full, or the only one.
 *
 * @param count how many service instances there are, whatever the page
 */
export const explainPage = ({ start, limit }: Page, count: number): Text | undefined => {
  if (start >= count) {
    return {
      en: `the page starts at ${start}, and there ${count === 1 ? 'is' : 'are'} ${plural(count, 'service instance')}`,
      zh: `page 从 ${start} 开始，而服务实例共有 ${count} 个`,
    };
  }
  const first = Number(start);
  if (first === 0 || limit === 0 || first + Number(limit) <= count) return undefined;
  return first + 1 === count
    ? { en: `the last page: row ${count} of ${count}`, zh: `最后一页：第 ${count} 行，共 ${count} 行` }
    : {
        en: `the last page: rows ${first + 1} to ${count} of ${count}`,
        zh: `最后一页：第 ${first + 1} 到 ${count} 行，共 ${count} 行`,
      };
};
