import { entry, plain } from '../entry.js';
import { knownEn, knownZh, listEn, listZh, meantEn, meantZh } from '../phrases.js';

const inMebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`;

const NOUNS = { sandbox: { en: 'sandbox', zh: '沙箱' }, snapshot: { en: 'snapshot', zh: '快照' } };

/** Sandboxes: their snapshots, settings, faults and memory. */
export const SANDBOXES = {
  SANDBOX_NOT_FOUND: entry<{ name: string }>({
    en: ({ name }) => `there is no sandbox "${name}"; one comes into being when it is first used`,
    zh: ({ name }) => `没有沙箱“${name}”；沙箱在第一次使用时创建`,
    cure: {
      en: 'Call any address below `/@NAME`, and the sandbox is made.',
      zh: '访问 `/@NAME` 下的任意地址，就会创建沙箱。',
    },
    examples: [{ name: 'my-test' }],
  }),
  SANDBOX_BAD_NAME: entry<{ kind: keyof typeof NOUNS; name: string }>({
    en: ({ kind, name }) =>
      `"${name}" is no name of a ${NOUNS[kind].en}: names have ASCII letters, digits, ".", "_" and "-", begin with a ` +
      'letter or a digit, and are 64 characters long at most',
    zh: ({ kind, name }) =>
      `“${name}”不能作为${NOUNS[kind].zh}名称：名称只能用英文字母、数字、“.”、“_”和“-”，以字母或数字开头，最长 64 个字符`,
    cure: {
      en: 'Choose another name. The Python recipe makes one from the name of any test.',
      zh: '请换一个名称。Python 示例可以由任意测试名得出有效的名称。',
    },
    examples: [
      { kind: 'sandbox', name: 'my test' },
      { kind: 'snapshot', name: '-' },
    ],
  }),
  SANDBOX_UNKNOWN_SETTING: entry<{ name: string; meant: string | null; known: string[] }>({
    en: ({ name, meant, known }) => `there is no setting "${name}"${meantEn(meant)}${knownEn(meant, known)}`,
    zh: ({ name, meant, known }) => `没有设置“${name}”${meantZh(meant)}${knownZh(meant, known)}`,
    cure: {
      en: 'Over HTTP the names have underscores, in the process they are in camel case.',
      zh: '通过 HTTP 时名称用下划线，在进程内用驼峰。',
    },
    examples: [
      { name: 'strict_warnings', meant: 'strictWarnings', known: ['contract', 'auth', 'strictWarnings', 'clock'] },
      { name: 'seed', meant: null, known: ['contract', 'auth', 'strictWarnings', 'clock'] },
    ],
  }),
  SANDBOX_WRONG_SETTING: entry<{ name: string; choices: string[] }>({
    en: ({ name, choices }) => `${name} must be one of ${listEn(choices)}`,
    zh: ({ name, choices }) => `${name} 应为 ${listZh(choices)} 之一`,
    cure: { en: 'Write one of the values that are listed.', zh: '写成列出的值之一。' },
    examples: [{ name: 'auth', choices: ['off', 'required', 'strict'] }],
  }),
  SANDBOX_IS_DEFAULT: plain('the default sandbox cannot be dropped; reset it instead', '默认沙箱不能删除；请改用重置', {
    en: 'POST /__emulator/reset returns it to the baseline.',
    zh: 'POST /__emulator/reset 让它回到基线。',
  }),
  SANDBOX_TOO_MANY: entry<{ most: number }>({
    en: ({ most }) =>
      `there are ${most} sandboxes, which is the most, and each has data, snapshots, faults or settings of its own, or is in ` +
      'use: DELETE /__emulator/sandboxes/NAME drops one, and --max-sandboxes allows more',
    zh: ({ most }) =>
      `沙箱已达上限 ${most} 个，且每个都有自己的数据、快照、故障或设置，或正在使用：用 DELETE /__emulator/sandboxes/NAME 删除，或用 --max-sandboxes 提高上限`,
    cure: { en: 'Drop sandboxes at the end of each test.', zh: '在每个测试结束时删除沙箱。' },
    examples: [{ most: 1000 }],
  }),
  SANDBOX_WRONG_CLOCK: plain(
    'clock must be a time such as 2026-01-31T12:00:00Z, or null for the time of the machine',
    'clock 应为 2026-01-31T12:00:00Z 这样的时间，或用 null 表示本机时间',
    {
      en: 'The clock stands still at this time: templates of stubs show it as `now`.',
      zh: '时钟停在该时间，桩的模板用 `now` 取得它。',
    },
  ),
  SANDBOX_DROPPED: entry<{ name: string }>({
    en: ({ name }) => `the sandbox ${name} was dropped while this was under way; do it again`,
    zh: ({ name }) => `操作进行时沙箱 ${name} 被删除；请重做`,
    cure: { en: 'Use a sandbox of your own for each test.', zh: '每个测试使用自己的沙箱。' },
    examples: [{ name: 'my-test' }],
  }),
  SNAPSHOT_NOT_FOUND: entry<{ sandbox: string; name: string; there: string[] }>({
    en: ({ sandbox, name, there }) =>
      `the sandbox ${sandbox} has no snapshot "${name}"; ${there.length === 0 ? 'it has none' : `there are: ${listEn(there)}`}`,
    zh: ({ sandbox, name, there }) =>
      `沙箱 ${sandbox} 没有快照“${name}”；${there.length === 0 ? '它没有任何快照' : `现有：${listZh(there)}`}`,
    cure: { en: 'PUT /__emulator/snapshots/NAME makes one.', zh: '用 PUT /__emulator/snapshots/NAME 保存快照。' },
    examples: [
      { sandbox: 'my-test', name: 'full', there: ['empty'] },
      { sandbox: 'my-test', name: 'full', there: [] },
    ],
  }),
  SNAPSHOT_TOO_MANY: entry<{ sandbox: string; most: number }>({
    en: ({ sandbox, most }) => `the sandbox ${sandbox} has ${most} snapshots, which is the most; delete one first`,
    zh: ({ sandbox, most }) => `沙箱 ${sandbox} 的快照已达上限 ${most} 个；请先删除一个`,
    cure: { en: 'DELETE /__emulator/snapshots/NAME deletes one.', zh: 'DELETE /__emulator/snapshots/NAME 删除快照。' },
    examples: [{ sandbox: 'my-test', most: 100 }],
  }),
  FAULT_NOT_FOUND: entry<{ sandbox: string; id: string; there: string[] }>({
    en: ({ sandbox, id, there }) =>
      `the sandbox ${sandbox} has no fault "${id}"; ${there.length === 0 ? 'it has none' : `there are: ${listEn(there)}`}`,
    zh: ({ sandbox, id, there }) =>
      `沙箱 ${sandbox} 没有故障“${id}”；${there.length === 0 ? '它没有任何故障' : `现有：${listZh(there)}`}`,
    cure: {
      en: 'GET /__emulator/faults lists the faults of the sandbox.',
      zh: 'GET /__emulator/faults 列出该沙箱的故障。',
    },
    examples: [
      { sandbox: 'my-test', id: 'f9', there: ['f1', 'f2'] },
      { sandbox: 'my-test', id: 'f9', there: [] },
    ],
  }),
  FAULT_TOO_MANY: entry<{ most: number }>({
    en: ({ most }) => `there are ${most} faults, and no more fit into a sandbox; remove one that is no longer needed`,
    zh: ({ most }) => `一个沙箱最多 ${most} 个故障，已满；请删除不再需要的故障`,
    cure: {
      en: 'DELETE /__emulator/faults/ID removes one, DELETE /__emulator/faults all.',
      zh: 'DELETE /__emulator/faults/ID 删除一个，DELETE /__emulator/faults 全部删除。',
    },
    examples: [{ most: 100 }],
  }),
  MEMORY_FULL: entry<{ most: number; held: number }>({
    en: ({ most, held }) =>
      `the data, snapshots and faults of all sandboxes may take ${inMebibytes(most)} of memory, ` +
      `${inMebibytes(held)} are taken, and this does not fit into the rest: reset or drop a sandbox, drop ` +
      'a snapshot or a fault, or start with a larger --max-memory; GET /__emulator/sandboxes tells what each one takes',
    zh: ({ most, held }) =>
      `所有沙箱的数据、快照和故障最多占用 ${inMebibytes(most)} 内存，已占用 ${inMebibytes(held)}，剩余空间放不下：请重置或删除沙箱、删除快照或故障，或调大 --max-memory；GET /__emulator/sandboxes 说明每个沙箱占用多少`,
    cure: {
      en: 'Load less data into each sandbox, or drop sandboxes that are no longer used.',
      zh: '减少每个沙箱的数据，或删除不再使用的沙箱。',
    },
    examples: [{ most: 201_326_592, held: 199_229_440 }],
  }),
};
