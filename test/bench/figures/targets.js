/** The targets of the measurements, and whether the results meet them. */
import { clientsOf } from '../report/format.js';
import { median } from './stats.js';

/** Texts of the report and of the English README, and of the Chinese README. @typedef {{ en: string, zh: string }} Words */

const PLAIN = { en: 'Fastify + better-sqlite3', zh: 'Fastify + better-sqlite3' };
const BARE = { en: 'bare Fastify', zh: '裸 Fastify' };
const SMALL = { en: '1 k service instances', zh: '1 千个服务实例' };

/** The least share of the plain contender's requests a second, by workload. */
const WORKLOADS = [
  { id: 'lpi', share: 0.8, words: { en: 'LPI, 2 processes', zh: 'LPI，2 个进程' } },
  { id: 'lsi10', share: 0.8, words: { en: 'LSI, limit 10', zh: 'LSI，limit 10' } },
  { id: 'lsi500', share: 1, words: { en: 'LSI, limit 500 (about 130 KB)', zh: 'LSI，limit 500（约 130 KB）' } },
];
const CLIENTS = [1, 20];
const PEERS = ['Prism', 'Mockoon', 'WireMock'];

/**
 * @typedef {object} Target
 * @property {string} part
 * @property {string} figure of the emulator
 * @property {string} [reference] figure that it is compared with; without it, the target bounds the figure itself
 * @property {Words} what
 * @property {Words} [against]
 * @property {'least' | 'most'} bound
 * @property {number} target
 * @property {string} unit of the target; empty for a ratio
 */

const least = (target, part, [figure, reference], what, against, unit = '') => ({
  ...{ part, figure, reference, what, against, bound: 'least', target, unit },
});
const most = (...args) => ({ ...least(...args), bound: 'most' });

const throughput = WORKLOADS.map(({ id, share, words }) =>
  least(share, 'contenders', [`${id}/20/emulator`, `${id}/20/fastify-sqlite`], words, PLAIN),
);

const latency = WORKLOADS.flatMap(({ id, words: { en, zh } }) =>
  CLIENTS.map((clients) => {
    const what = { en: `p99 of ${en}, ${clientsOf(clients)}`, zh: `${zh} 的 p99，${clients} 个客户端` };
    const figures = ['emulator', 'fastify-sqlite'].map((name) => `${id}/${clients}/${name}/p99`);
    return most(2, 'contenders', figures, what, PLAIN);
  }),
);

const peers = PEERS.map((name) =>
  least(8, 'contenders', ['lpi/20/emulator', `lpi/20/${name.toLowerCase()}`], WORKLOADS[0].words, {
    en: name,
    zh: name,
  }),
);

const scale = ['lpi', 'lsi'].flatMap((kind) =>
  CLIENTS.map((clients) => {
    const name = kind.toUpperCase();
    const what = {
      en: `p50 of ${name} with 1 M service instances, ${clientsOf(clients)}`,
      zh: `100 万个服务实例时 ${name} 的 p50，${clients} 个客户端`,
    };
    const figures = ['large', 'small'].map((role) => `${kind}/${clients}/${role}/p50`);
    return most(1.35, 'scale', figures, what, SMALL);
  }),
);

const START = {
  default: { en: 'start to `/readyz`, default data', zh: '启动到 `/readyz`，默认数据' },
  database: {
    en: 'start to `/readyz`, a database of 1 M service instances',
    zh: '启动到 `/readyz`，100 万个服务实例的数据库',
  },
};

const GENERATE = { en: 'generating into a database, on one core', zh: '在一个核上生成数据库' };
const LIFE = {
  en: 'sandbox: create, load 100 service instances, 10 requests, drop',
  zh: '沙箱：创建、加载 100 个服务实例、10 次请求、删除',
};
const RESET = { en: 'reset of a sandbox', zh: '重置沙箱' };

/** @type {Target[]} */
export const TARGETS = [
  ...throughput,
  ...latency,
  ...peers,
  ...scale,
  ...Object.entries(START).map(([id, what]) => most(1.6, 'start', [id, 'bare-fastify'], what, BARE)),
  most(
    1.6,
    'memory',
    ['emulator/after', 'bare-fastify/after'],
    { en: 'resident memory after a million requests', zh: '100 万次请求后的常驻内存' },
    BARE,
  ),
  // Resident memory moves by some percent between two readings. That is not growth.
  most(
    1.05,
    'memory',
    ['emulator/after', 'emulator/warm'],
    { en: 'no growth of memory: after a million requests', zh: '内存不增长：100 万次请求后' },
    { en: 'after 100,000', zh: '10 万次请求后' },
  ),
  least(12_000, 'generate', ['generate'], GENERATE, undefined, 'service instances/s'),
  most(15, 'sandboxes', ['life'], LIFE, undefined, 'ms'),
  most(2, 'sandboxes', ['reset'], RESET, undefined, 'ms'),
];

const figureOf = (results, part, id) => (id === undefined ? undefined : results[part]?.figures[id]);

/**
 * @param {Target} target
 * @param {Record<string, { figures: Record<string, { label: string, unit: string, values: number[] }> }>} results by part
 * @returns the medians and the verdict; `value` is their ratio if the target has a reference, and undefined if a figure
 *   was not measured
 */
export const judge = (target, results) => {
  const own = figureOf(results, target.part, target.figure);
  const other = figureOf(results, target.part, target.reference);
  if (own === undefined || (target.reference !== undefined && other === undefined)) return { value: undefined };
  const measured = median(own.values);
  const reference = other === undefined ? undefined : median(other.values);
  const value = reference === undefined ? measured : measured / reference;
  const isMet = target.bound === 'least' ? value >= target.target : value <= target.target;
  return {
    value,
    measured,
    reference,
    measuredUnit: own.unit,
    isMet,
    missedBy: isMet ? 0 : Math.abs(value - target.target),
  };
};
