import { andLook, note, orEn, orZh } from './words.js';

/** Replies of one kind that are passed over, and the HTTP status of the first; null if it was not captured. */
export interface PassedOver {
  count: number;
  status: number | null;
}

const repliesEn = (count: number): string => (count === 1 ? '1 reply is' : `${count} replies are`);
const httpEn = (status: number | null): string => (status === null ? '' : ` (HTTP ${status})`);
const httpZh = (status: number | null): string => (status === null ? '' : `（HTTP ${status}）`);

const passedOverEn = ({ count, status }: PassedOver, is: string, hint = ''): string =>
  `${repliesEn(count)} ${is}${httpEn(status)}${hint}; passed over`;
const passedOverZh = ({ count, status }: PassedOver, is: string, hint = ''): string =>
  `${count} 个返回${is}${httpZh(status)}${hint}，已跳过`;

const CAPTURE_AGAIN = andLook(
  'If you need the reply, look at its place in the file, and capture it again.',
  '如果需要这个返回，请查看它在文件中的位置并重新抓取。',
);

/** Notes on replies that are passed over. */
export const CAPTURED_REPLIES = {
  CAPTURE_NOT_A_REPLY: note<{ count: number }>({
    en: ({ count }) => `${count === 1 ? '1 item is' : `${count} items are`} no reply; passed over`,
    zh: ({ count }) => `${count} 项不是返回，已跳过`,
    cure: CAPTURE_AGAIN,
    examples: [{ count: 1 }, { count: 2 }],
  }),
  CAPTURE_REFUSED: note<{ count: number; refusal: number | null; message: string | null }>({
    en: ({ count, refusal, message }) =>
      `${repliesEn(count)} refused${refusal === null ? '' : ` with code ${refusal}`}${message === null ? '' : `, "${message}"`}; passed over`,
    zh: ({ count, refusal, message }) =>
      `${count} 个返回表示请求被拒绝${refusal === null ? '' : `，错误码 ${refusal}`}${message === null ? '' : `，“${message}”`}，已跳过`,
    cure: andLook('Mend the request as the message says, and capture it again.', '请按 message 改正请求后重新抓取。'),
    examples: [
      { count: 1, refusal: 1199000, message: 'Deserializing JSON data failed' },
      { count: 2, refusal: null, message: null },
    ],
  }),
  CAPTURE_NOT_JSON: note<PassedOver>({
    en: (values) => passedOverEn(values, 'not JSON'),
    zh: (values) => passedOverZh(values, '不是 JSON'),
    cure: andLook(
      'It may be a page of a proxy, or have been cut off. Look at its place in the file, and capture it again.',
      '可能是代理返回的页面，或内容被截断。请查看它在文件中的位置并重新抓取。',
    ),
    examples: [
      { count: 1, status: 502 },
      { count: 2, status: null },
    ],
  }),
  CAPTURE_OTHER_JSON: note<PassedOver>({
    en: (values) => passedOverEn(values, 'JSON, but no reply of the ESB'),
    zh: (values) => passedOverZh(values, '是 JSON，但不是 ESB 的返回'),
    cure: CAPTURE_AGAIN,
    examples: [{ count: 1, status: 200 }],
  }),
  CAPTURE_NO_BODY: note<PassedOver>({
    en: (values) =>
      passedOverEn(
        values,
        'without a body',
        '; save a HAR file with content, or a log of curl together with its output',
      ),
    zh: (values) => passedOverZh(values, '没有内容', '；保存 HAR 文件时要包含内容，curl 的日志要连同其输出一起保存'),
    cure: andLook(
      'Browsers drop bodies when the page is left: save the HAR file "with content" before. Of curl, save both outputs: `curl -v … > curl.log 2>&1`, without `-o`.',
      '浏览器在离开页面后会丢弃内容：请提前把 HAR 文件“连同内容”保存。curl 的两路输出都要保存：`curl -v … > curl.log 2>&1`，不要用 `-o`。',
    ),
    examples: [{ count: 1, status: 200 }],
  }),
  CAPTURE_BODY_FILE_MISSING: note<PassedOver & { name: string }>({
    en: ({ name, ...values }) => passedOverEn(values, `in the file ${name}, which is not beside the capture`),
    zh: ({ name, ...values }) => passedOverZh(values, `的内容在文件 ${name} 中，而抓取文件旁边没有该文件`),
    cure: andLook('Put the file beside the HAR file that names it.', '请把该文件放到引用它的 HAR 文件旁边。'),
    examples: [{ count: 1, name: 'body.json', status: 200 }],
  }),
  CAPTURE_OTHER_COMPONENT: note<{ count: number }>({
    en: ({ count }) => `${repliesEn(count)} of no known component; passed over`,
    zh: ({ count }) => `${count} 个返回不属于已知的组件，已跳过`,
    cure: andLook(
      'The emulator has four components; `docs/requests.md` lists them.',
      '模拟器提供四个组件，见 `docs/requests.zh-CN.md`。',
    ),
    examples: [{ count: 1 }],
  }),
  CAPTURE_OTHER_SHAPE: note<{ count: number; component: string }>({
    en: ({ count, component }) => `${repliesEn(count)} not of the form that ${component} has; passed over`,
    zh: ({ count, component }) => `${count} 个返回的结构与 ${component} 不符，已跳过`,
    cure: andLook(
      'The request names this component, but its reply is of another one. Look at its place in the file.',
      '请求的是该组件，返回却属于别的组件。请查看它在文件中的位置。',
    ),
    examples: [{ count: 1, component: 'list_process_instance' }],
  }),
  CAPTURE_NO_SET_TEMPLATE: note<{ count: number }>({
    en: ({ count }) =>
      `${count === 1 ? '1 reply does' : `${count} replies do`} not tell which set template was asked for, so the service instances are in the list of none: give --set-template-id N, or capture the requests too`,
    zh: ({ count }) =>
      `${count} 个返回没有说明请求的是哪个集群模板，因此其服务实例不属于任何集群模板：请指定 --set-template-id N，或连同请求一起抓取`,
    cure: {
      en: 'Give `--set-template-id N` with the set template that you asked for, or capture the requests too.',
      zh: '用 `--set-template-id N` 指定当时请求的集群模板，或连同请求一起抓取。',
    },
    examples: [{ count: 1 }, { count: 2 }],
  }),
  CAPTURE_MODULES_UNPLACED: note<{ count: number; components: string[] }>({
    en: ({ count, components }) =>
      `${count === 1 ? '1 service instance' : `${count} service instances`} in modules whose set template is not known: in the list of no set template; capture ${orEn(components)} too`,
    zh: ({ count, components }) =>
      `${count} 个服务实例所在模块的集群模板未知，因此不属于任何集群模板；请同时抓取 ${orZh(components)}`,
    cure: {
      en: 'Capture the component that is named too, and import all captures in one run.',
      zh: '请同时抓取所指的组件，并一次导入全部抓取文件。',
    },
    examples: [
      { count: 1, components: ['list_service_instance_by_set_template'] },
      { count: 2, components: ['list_service_instance_by_set_template'] },
    ],
  }),
};
