import { SIZES, type Size } from './shapes.js';

/** The origin of the demo data, as the store keeps it. */
export const demoOrigin = (size: Size, seed: number): string =>
  `the documented examples and ${size} demo data of seed ${seed}`;

const DEMO = new RegExp(`^the documented examples and (${SIZES.join('|')}) demo data of seed (-?\\d+)$`);

/** The same in Chinese; other texts as they are. */
export const demoOriginInChinese = (origin: string): string =>
  origin.replace(DEMO, '接口文档中的示例，以及规模为 $1、种子为 $2 的演示数据');
