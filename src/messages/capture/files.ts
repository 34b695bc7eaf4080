import type { Text } from '../../model/language.js';
import { entry } from '../entry.js';
import { problemsEn, problemsZh, rowEn, rowZh, type Counts, type RowName } from '../phrases.js';
import { note, orEn, orZh } from './words.js';

/** Captured files that cannot become a fixture, and those that are left out. */
export const CAPTURED_FILES = {
  CAPTURE_INVALID: entry<Counts>({
    en: (found) => `${problemsEn(found)} in what was captured`,
    zh: (found) => `抓取的内容中有 ${problemsZh(found)}`,
    cure: { en: 'Mend each of the problems that are listed.', zh: '逐条修正列出的问题。' },
    examples: [{ errors: 2, warnings: 0 }],
  }),
  CAPTURE_UNKNOWN_FORM: entry({
    en: 'is of none of the forms that are known: a reply of the ESB, a list of such, a list of { request, response }, these one a line, a HAR file, or a log of curl -i or -v',
    zh: '不是已知的格式：单个 ESB 应答、应答列表、{ request, response } 列表（或每行一个）、HAR 文件，或 curl -i、-v 的日志',
    cure: {
      en: 'Save a reply with `curl -o reply.json`, or the requests of a browser as a HAR file with content.',
      zh: '用 `curl -o reply.json` 保存应答，或在浏览器中把请求连同内容保存为 HAR 文件。',
    },
    examples: [{}],
  }),
  CAPTURE_NO_REPLY: entry<{ components: string[] }>({
    en: ({ components }) => `holds no successful reply of ${orEn(components)}`,
    zh: ({ components }) => `没有 ${orZh(components)} 的成功应答`,
    cure: {
      en: 'Capture a reply of one of these components. The notes say what was passed over, and why.',
      zh: '请抓取这些组件之一的应答。备注说明了跳过的内容及原因。',
    },
    examples: [{ components: ['list_process_instance', 'list_service_instance'] }],
  }),
  CAPTURE_NOT_A_FIXTURE: entry<{ row: RowName; said: Text }>({
    en: ({ row, said }) => `${rowEn(row)} cannot be in a fixture: ${said.en}`,
    zh: ({ row, said }) => `${rowZh(row)} 无法写入 fixture：${said.zh}`,
    cure: { en: 'Correct the value in the captured file.', zh: '在抓取的文件中改正该值。' },
    examples: [{ row: { collection: 'processes', key: 100 }, said: { en: '65536 is no port', zh: '65536 不是端口' } }],
  }),
  CAPTURE_MORE_ALIKE: note<{ count: number; said: Text }>({
    en: ({ count, said }) => `and ${count} more like this last one: ${said.en}`,
    zh: ({ count, said }) => `另有 ${count} 处类似，最后一处：${said.zh}`,
    cure: {
      en: 'The first of them are listed above, each with its code.',
      zh: '前面已列出最先的几处，各有其代码。',
    },
    examples: [{ count: 5, said: { en: 'process 46 differs', zh: '进程 46 不同' } }],
  }),
};
