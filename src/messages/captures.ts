import type { Text } from '../model/language.js';
import { entry } from './entry.js';
import { problemsEn, problemsZh, rowEn, rowZh, type Counts, type RowName } from './phrases.js';

const orEn = (names: readonly string[]): string => `${names.slice(0, -1).join(', ')} or ${String(names.at(-1))}`;
const orZh = (names: readonly string[]): string => `${names.slice(0, -1).join('、')} 或 ${String(names.at(-1))}`;

/** Captured replies that cannot become a fixture, and notes on those that can. */
export const CAPTURES = {
  CAPTURE_INVALID: entry<Counts>({
    en: (found) => `${problemsEn(found)} in what was captured`,
    zh: (found) => `抓取的内容中有 ${problemsZh(found)}`,
    cure: { en: 'Mend each of the problems that are listed.', zh: '逐条修正列出的问题。' },
    examples: [{ errors: 2, warnings: 0 }],
  }),
  CAPTURE_UNKNOWN_FORM: entry({
    en: 'is of none of the forms that are known: a reply of the ESB, a list of such, a list of { request, response }, these one a line, or a HAR file',
    zh: '不是已知的格式：单个 ESB 应答、应答列表、{ request, response } 列表（或每行一个），或 HAR 文件',
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
  CAPTURE_NOTE: entry<{ said: string }>({
    en: ({ said }) => said,
    zh: ({ said }) => said,
    cure: {
      en: 'The import goes on; look whether the fixture is what you need.',
      zh: '导入会继续；请确认 fixture 是否符合需要。',
    },
    examples: [{ said: '2 replies are without a body; passed over' }],
    severity: 'warning',
  }),
};
