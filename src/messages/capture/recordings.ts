import { note } from './words.js';

const codeEn = (code: number | null): string => (code === null ? 'a reply without code' : `code ${code}`);
const codeZh = (code: number | null): string => (code === null ? '没有 code 的返回' : `code ${code}`);

/** Notes on recorded calls of emulated components. */
export const RECORDED_CALLS = {
  CAPTURE_ANSWERED_OTHERWISE: note<{ component: string; recorded: number | null; now: number | null }>({
    en: ({ component, recorded, now }) =>
      recorded === now
        ? `this call of ${component} is answered with other data than were recorded`
        : `this call of ${component} is answered otherwise: recorded is ${codeEn(recorded)}, and now comes ${codeEn(now)}`,
    zh: ({ component, recorded, now }) =>
      recorded === now
        ? `${component} 的这个调用，返回的数据与录制的不同`
        : `${component} 的这个调用，返回与录制的不同：录制的是 ${codeZh(recorded)}，现在是 ${codeZh(now)}`,
    cure: {
      en: 'Emulated components answer from rows. If the live system refused the call for a reason of its own, let it fail by a fault. If the data changed while they were recorded, record again.',
      zh: '已模拟的组件根据数据返回。如果真实系统因自身原因拒绝了这个调用，可用故障让它失败；如果录制期间数据有变化，请重新录制。',
    },
    examples: [
      { component: 'list_process_instance', recorded: 1199017, now: 0 },
      { component: 'list_process_instance', recorded: 0, now: 0 },
      { component: 'list_process_instance', recorded: null, now: 1306000 },
    ],
  }),
  CAPTURE_MORE_ANSWERED_OTHERWISE: note<{ count: number }>({
    en: ({ count }) => `${count === 1 ? '1 more call is' : `${count} more calls are`} answered otherwise than recorded`,
    zh: ({ count }) => `另有 ${count} 个调用的返回与录制的不同`,
    cure: {
      en: 'Mend the first ones: they have often the same reason.',
      zh: '先处理前面列出的，它们的原因往往相同。',
    },
    examples: [{ count: 1 }, { count: 2 }],
  }),
  CAPTURE_OF_CONTRACT: note<{ contract: string; same: number; all: number }>({
    en: ({ contract, same, all }) =>
      `start with --contract ${contract}: ${same} of ${all} recorded calls of emulated components are then answered as recorded, more than by default`,
    zh: ({ contract, same, all }) =>
      `启动时请用 --contract ${contract}：已模拟的组件有 ${same}/${all} 个录制的调用返回相同，多于默认契约`,
    cure: {
      en: 'Start with that contract. Under the other one, more replies differ from those of the live system.',
      zh: '启动时使用该契约；使用另一个契约时，与真实系统不同的返回更多。',
    },
    examples: [{ contract: 'cmdb-3.14', same: 11, all: 12 }],
  }),
};
