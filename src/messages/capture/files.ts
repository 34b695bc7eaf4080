import type { Text } from '../../model/language.js';
import { entry } from '../entry.js';
import { problemsEn, problemsZh, rowEn, rowZh, type Counts, type RowName } from '../phrases.js';
import { andLook, note, orEn, orZh } from './words.js';

/** The part that a broken recording lacks. */
export type RecordingPart = 'yaml' | 'request' | 'reply';

const RECORDING_PARTS: Readonly<Record<RecordingPart, Text>> = {
  yaml: { en: 'is not valid YAML: changed by hand, or cut off?', zh: '不是有效的 YAML：是否手工改过，或不完整？' },
  request: { en: 'has no request with method and path', zh: '没有含 method 和 path 的 request' },
  reply: { en: 'has no reply with status, and json or body', zh: '没有含 status 以及 json 或 body 的 reply' },
};

/** Captured files that cannot become a fixture, and those that are left out. */
export const CAPTURED_FILES = {
  CAPTURE_INVALID: entry<Counts>({
    en: (found) => `${problemsEn(found)} in what was captured`,
    zh: (found) => `抓取的内容中有 ${problemsZh(found)}`,
    cure: { en: 'Mend each of the problems that are listed.', zh: '逐条修正列出的问题。' },
    examples: [{ errors: 2, warnings: 0 }],
  }),
  CAPTURE_UNKNOWN_FORM: entry({
    en: 'is of none of the forms that are known: a reply of the ESB, a list of such, a list of { request, response }, these one a line, a HAR file, a session of Charles, a log of curl -i or curl -v, or a file of --record',
    zh: '不是已知的格式：单个 ESB 返回、返回列表、{ request, response } 列表（或每行一个）、HAR 文件、Charles 会话（.chlsj）、curl -i 或 curl -v 的日志，或 --record 写下的文件',
    cure: {
      en: 'Save a reply with `curl -o reply.json`, or the requests of a browser as a HAR file with content.',
      zh: '用 `curl -o reply.json` 保存返回，或在浏览器中把请求连同内容保存为 HAR 文件。',
    },
    examples: [{}],
  }),
  CAPTURE_BROKEN_RECORDING: entry<{ lacks: RecordingPart }>({
    en: ({ lacks }) => `begins as a file of --record, but ${RECORDING_PARTS[lacks].en}`,
    zh: ({ lacks }) => `开头是 --record 写下的文件，但${RECORDING_PARTS[lacks].zh}`,
    cure: {
      en: 'Record the call again, or restore the file. A recording has a `request` with `method` and `path`, and a `reply` with `status` and `json` or `body`.',
      zh: '请重新录制，或恢复该文件。录制文件应有 `request`（含 `method` 和 `path`）和 `reply`（含 `status`，以及 `json` 或 `body`）。',
    },
    examples: [{ lacks: 'request' }, { lacks: 'reply' }, { lacks: 'yaml' }],
  }),
  CAPTURE_NO_REPLY: entry<{ components: string[] }>({
    en: ({ components }) => `holds no successful reply of ${orEn(components)}`,
    zh: ({ components }) => `没有 ${orZh(components)} 的成功返回`,
    cure: {
      en: 'Capture a reply of one of these components. The notes say what was passed over, and why.',
      zh: '请抓取这些组件之一的返回。备注说明了跳过的内容及原因。',
    },
    examples: [{ components: ['list_process_instance', 'list_service_instance'] }],
  }),
  CAPTURE_NOT_A_FIXTURE: entry<{ row: RowName; said: Text }>({
    en: ({ row, said }) => `${rowEn(row)} cannot be in a fixture: ${said.en}`,
    zh: ({ row, said }) => `${rowZh(row)} 无法写入 fixture：${said.zh}`,
    cure: { en: 'Correct the value in the captured file.', zh: '在抓取的文件中改正该值。' },
    examples: [{ row: { collection: 'processes', key: 100 }, said: { en: '65536 is no port', zh: '65536 不是端口' } }],
  }),
  CAPTURE_LINES_UNREAD: note<{ count: number }>({
    en: ({ count }) =>
      `${count === 1 ? '1 line is' : `${count} lines are`} no part of a reply, beginning here; passed over`,
    zh: ({ count }) => `自此处起有 ${count} 行不属于任何返回，已跳过`,
    cure: andLook(
      'If a reply is among them, capture it again, in a file of its own.',
      '如果其中有返回，请重新抓取，并单独保存为一个文件。',
    ),
    examples: [{ count: 1 }, { count: 3 }],
  }),
  CAPTURE_TRACE: note({
    en: 'is a trace of curl without the replies as they came; capture with curl -i or -v instead',
    zh: '是 curl 的 trace，没有返回的原文；请改用 curl -i 或 -v 抓取',
    cure: {
      en: '`--trace-ascii` changes characters, so it is not read. Write `curl -v … > curl.log 2>&1`.',
      zh: '`--trace-ascii` 会改动字符，因此不读取。请用 `curl -v … > curl.log 2>&1`。',
    },
    examples: [{}],
  }),
  CAPTURE_NOTHING_IN_FILE: note({
    en: 'holds no reply; nothing is taken from it',
    zh: '没有返回，未采用其中任何内容',
    cure: {
      en: 'Look whether the file is what you meant to capture. The other files are imported.',
      zh: '请确认是否抓错了文件。其他文件照常导入。',
    },
    examples: [{}],
  }),
  CAPTURE_FILE_SKIPPED: note<{ said: Text | null }>({
    en: ({ said }) => `skipped, because it is no capture${said === null ? '' : `: ${said.en}`}`,
    zh: ({ said }) => `不是抓取文件，已跳过${said === null ? '' : `：${said.zh}`}`,
    cure: {
      en: 'A folder may hold other files. If it is a capture, mend what the message says, or name the file itself.',
      zh: '目录中可以有其他文件。如果它是抓取文件，请按消息修正，或直接指定该文件。',
    },
    examples: [{ said: null }, { said: { en: 'not valid JSON', zh: '不是有效的 JSON' } }],
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
