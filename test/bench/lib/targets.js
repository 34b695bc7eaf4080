/** What the measurements must show, and whether they do. */
import { median } from './stats.js';

const FASTIFY = { en: 'bare Fastify', zh: '裸 Fastify' };
const SMALL = { en: '1 k service instances', zh: '1 千个服务实例' };

/**
 * @typedef {object} Target
 * @property {string} part
 * @property {string} figure the project's own
 * @property {string} [reference] what it is held against; without it, the figure itself is
 * @property {{ en: string, zh: string }} what
 * @property {{ en: string, zh: string }} [against]
 * @property {'least' | 'most'} bound
 * @property {number} target
 */

const least = (target, part, figure, reference, what, against) => ({
  ...{ part, figure, reference, what, against, bound: 'least', target },
});
const most = (target, part, figure, reference, what, against) => ({
  ...{ part, figure, reference, what, against, bound: 'most', target },
});

const LPI = { en: 'LPI, 2 processes', zh: 'LPI，2 个进程' };

const scales = ['lpi', 'lsi'].flatMap((kind) =>
  [1, 20].map((clients) => {
    const name = kind.toUpperCase();
    const what = {
      en: `p50 of ${name} with 1 M service instances, ${clients} client${clients === 1 ? '' : 's'}`,
      zh: `100 万个服务实例时 ${name} 的 p50，${clients} 个客户端`,
    };
    const ids = ['large', 'small'].map((role) => `${kind}/${clients}/${role}/p50`);
    return most(1.15, 'scale', ...ids, what, SMALL);
  }),
);

const MEMORY = [
  ['idle', { en: 'resident memory, idle', zh: '空闲时的常驻内存' }],
  ['after', { en: 'resident memory after a million requests', zh: '100 万次请求后的常驻内存' }],
];

/** @type {Target[]} */
export const TARGETS = [
  least(0.9, 'contenders', 'lpi/emulator', 'lpi/bare-fastify', LPI, FASTIFY),
  least(
    0.9,
    'contenders',
    'lsi10/emulator',
    'lsi10/bare-fastify',
    { en: 'LSI, limit 10', zh: 'LSI，limit 10' },
    FASTIFY,
  ),
  least(
    0.8,
    'contenders',
    'lsi500/emulator',
    'lsi500/bare-fastify',
    { en: 'LSI, limit 500 (about 130 KB)', zh: 'LSI，limit 500（约 130 KB）' },
    FASTIFY,
  ),
  ...['Prism', 'Mockoon', 'WireMock'].map((name) =>
    least(8, 'contenders', 'lpi/emulator', `lpi/${name.toLowerCase()}`, LPI, { en: name, zh: name }),
  ),
  ...scales,
  most(
    1.25,
    'pages',
    'page/1/deepest/p50',
    'page/1/first/p50',
    { en: 'p50 of the page at start = 990,000', zh: 'start = 990,000 处一页的 p50' },
    { en: 'the first page', zh: '第一页' },
  ),
  most(
    1.5,
    'start',
    'default',
    'bare-fastify',
    { en: 'start to `/readyz`, default data', zh: '启动到 `/readyz`，默认数据' },
    FASTIFY,
  ),
  most(
    2,
    'start',
    'database',
    'bare-fastify',
    { en: 'start to `/readyz`, a database of 1 M service instances', zh: '启动到 `/readyz`，100 万个服务实例的数据库' },
    FASTIFY,
  ),
  ...MEMORY.map(([point, what]) => most(1.5, 'memory', `emulator/${point}`, `bare-fastify/${point}`, what, FASTIFY)),
  // What is resident moves by some percent between any two looks: that is not growth.
  most(
    1.05,
    'memory',
    'emulator/after',
    'emulator/warm',
    { en: 'no growth of memory: after a million requests', zh: '内存不增长：100 万次请求后' },
    { en: 'after 100,000', zh: '10 万次请求后' },
  ),
  least(
    0.4,
    'generate',
    'generate',
    'insert',
    { en: 'generating 1 M service instances, 2 M processes', zh: '生成 100 万个服务实例、200 万个进程' },
    { en: 'better-sqlite3 inserting the same rows', zh: 'better-sqlite3 插入同样的行' },
  ),
  most(
    2,
    'load',
    'load',
    'parse',
    { en: 'loading a YAML fixture of 100 k service instances', zh: '加载 10 万个服务实例的 YAML fixture' },
    { en: 'parsing it with `yaml` alone', zh: '仅用 `yaml` 解析' },
  ),
  most(15, 'sandboxes', 'life', undefined, {
    en: 'sandbox: create, load 100 service instances, 10 requests, drop',
    zh: '沙箱：创建、加载 100 个服务实例、10 次请求、删除',
  }),
  most(2, 'reset', 'reset', undefined, { en: 'reset of a sandbox', zh: '重置沙箱' }),
];

const figureOf = (results, part, id) => (id === undefined ? undefined : results[part]?.figures[id]);

/**
 * @param {Target} target
 * @param {Record<string, { figures: Record<string, { label: string, unit: string, values: number[] }> }>} results by part
 * @returns what was measured; `value` is the ratio where there is a reference, and undefined where nothing was measured
 */
export const judge = (target, results) => {
  const own = figureOf(results, target.part, target.figure);
  const other = figureOf(results, target.part, target.reference);
  if (own === undefined || (target.reference !== undefined && other === undefined)) return { value: undefined };
  const measured = median(own.values);
  const reference = other === undefined ? undefined : median(other.values);
  const value = reference === undefined ? measured : measured / reference;
  const isMet = target.bound === 'least' ? value >= target.target : value <= target.target;
  const unit = reference === undefined ? own.unit : '';
  return {
    value,
    unit,
    measured,
    reference,
    of: own.unit,
    isMet,
    missedBy: isMet ? 0 : Math.abs(value - target.target),
  };
};
