import { entry } from '../entry.js';
import { counted, listEn, listZh } from '../phrases.js';

/** How often a request was expected, and how often it came. */
export interface Times {
  /** The conditions, as JSON. */
  conditions: string;
  least: number;
  /** Null for any number. */
  most: number | null;
  count: number;
}

export interface Difference {
  field: string;
  wanted: string;
  got: string | null;
}

const rangeEn = ({ least, most }: Times): string => {
  if (most === null) return `at least ${counted(least, 'time')}`;
  if (most === least) return least === 0 ? 'never' : `exactly ${counted(least, 'time')}`;
  return least === 0 ? `at most ${counted(most, 'time')}` : `${least} to ${most} times`;
};

const rangeZh = ({ least, most }: Times): string => {
  if (most === null) return `至少 ${least} 次`;
  if (most === least) return ` ${least} 次`;
  return least === 0 ? `至多 ${most} 次` : ` ${least} 到 ${most} 次`;
};

const differenceEn = ({ field, wanted, got }: Difference): string =>
  `${field} is ${got ?? 'missing'}, expected ${wanted}`;
const differenceZh = ({ field, wanted, got }: Difference): string =>
  `${field} ${got === null ? '缺失' : `为 ${got}`}，应为 ${wanted}`;

const TIMES = { conditions: '{"component":"list_process_instance"}', least: 1, most: null, count: 0 };

/** Requests that should have come. */
export const VERIFICATION = {
  REQUESTS_DIFFER: entry<{ count: number; of: number }>({
    en: ({ count, of }) => `${count} of ${counted(of, 'expected request')} did not come as expected`,
    zh: ({ count, of }) => `${of} 项期望的请求中有 ${count} 项不符`,
    cure: {
      en: 'Compare each problem with the nearest request that it names; `GET /__emulator/requests` shows all of them.',
      zh: '对照每个问题所指的最接近的请求；`GET /__emulator/requests` 列出全部请求。',
    },
    examples: [{ count: 1, of: 3 }],
  }),
  REQUESTS_TOO_FEW: entry<Times & { nearest: { id: number; differences: Difference[] }[] }>({
    en: ({ nearest, ...times }) =>
      `expected ${rangeEn(times)}, came ${counted(times.count, 'time')}: ${times.conditions}` +
      (nearest.length === 0
        ? '; no other request came'
        : `; the nearest: ${nearest.map(({ id, differences }) => `request ${id} (${differences.map(differenceEn).join('; ')})`).join(', ')}`),
    zh: ({ nearest, ...times }) =>
      `应有${rangeZh(times)}，实际 ${times.count} 次：${times.conditions}` +
      (nearest.length === 0
        ? '；没有其他请求'
        : `；最接近的：${nearest.map(({ id, differences }) => `请求 ${id}（${differences.map(differenceZh).join('；')}）`).join('、')}`),
    cure: {
      en: 'Look at what differs in the nearest requests. A request may still be on its way, or have gone to another sandbox.',
      zh: '查看最接近的请求有何不同。请求也可能尚未到达，或发到了别的沙箱。',
    },
    examples: [
      {
        ...TIMES,
        nearest: [
          { id: 12, differences: [{ field: 'parameters.bk_biz_id', wanted: '3', got: '2' }] },
          { id: 9, differences: [{ field: 'parameters.page', wanted: '{"start":0}', got: null }] },
        ],
      },
      { ...TIMES, least: 2, most: 2, count: 1, nearest: [] },
      { ...TIMES, least: 2, most: 3, count: 1, nearest: [] },
    ],
  }),
  REQUESTS_TOO_MANY: entry<Times & { ids: number[] }>({
    en: ({ ids, ...times }) =>
      `expected ${rangeEn(times)}, came ${counted(times.count, 'time')}: ${times.conditions}; ` +
      `request ${listEn(ids)}${times.count > ids.length ? ' …' : ''}`,
    zh: ({ ids, ...times }) =>
      `应有${rangeZh(times)}，实际 ${times.count} 次：${times.conditions}；` +
      `请求 ${listZh(ids)}${times.count > ids.length ? ' 等' : ''}`,
    cure: {
      en: 'Look at the requests that are named. Give each test its own sandbox, or empty the journal before it.',
      zh: '查看所列的请求。每个测试使用自己的沙箱，或在测试前清空请求日志。',
    },
    examples: [
      { ...TIMES, least: 0, most: 0, count: 2, ids: [4, 7] },
      { ...TIMES, least: 0, most: 1, count: 12, ids: [4, 7] },
      { ...TIMES, least: 1, most: 1, count: 2, ids: [4, 7] },
    ],
  }),
  REQUESTS_NOT_IN_ORDER: entry<{ conditions: string; least: number; count: number; after: number; ids: number[] }>({
    en: ({ conditions, least, count, after, ids }) =>
      `expected ${counted(least, 'time')} after request ${after}, came ${counted(count, 'time')} after it: ${conditions}; ` +
      `it came as request ${listEn(ids)}`,
    zh: ({ conditions, least, count, after, ids }) =>
      `请求 ${after} 之后应有 ${least} 次，实际 ${count} 次：${conditions}；它是请求 ${listZh(ids)}`,
    cure: {
      en: 'Look at the order of the requests in the journal. Requests that are sent side by side have no certain order.',
      zh: '查看请求日志中的顺序。并行发送的请求没有确定的顺序。',
    },
    examples: [{ conditions: TIMES.conditions, least: 1, count: 0, after: 7, ids: [3, 5] }],
  }),
};
